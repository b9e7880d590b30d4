package dev.sidereal.formats.raw;

import dev.sidereal.frame.UnreadableFrameException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Decodes lossless JPEG with Huffman codes (ITU-T T.81, annex H, process 14), the compression of DNG.
 *
 * <p>Each sample is a prediction from its neighbours to the left and above plus a coded difference. All components
 * must be sampled alike, which in a DNG stand side by side in one row of the mosaic.
 */
final class LosslessJpeg {

    private static final int START_OF_FRAME = 0xC3;
    private static final int HUFFMAN_TABLES = 0xC4;
    private static final int START_OF_IMAGE = 0xD8;
    private static final int END_OF_IMAGE = 0xD9;
    private static final int START_OF_SCAN = 0xDA;
    private static final int RESTART_INTERVAL = 0xDD;
    private static final int CODE_BITS = 16;

    private final ByteBuffer in;
    /* For each table and each 16 bits that may follow: length of the code in the upper byte, category in the lower. */
    private final short[][] tables = new short[4][];
    private int precision;
    private int width;
    private int height;
    private int components;
    private int restartInterval;
    private long bits;
    private int bitCount;
    private int zeros;

    private LosslessJpeg(ByteBuffer in) {
        this.in = in.duplicate().order(ByteOrder.BIG_ENDIAN);
    }

    /**
     * The samples, row by row, the components of a place side by side.
     *
     * @param count that are expected
     * @throws UnreadableFrameException if the data are damaged, of another kind, or of another number of samples
     */
    static int[] decode(ByteBuffer in, int count) throws UnreadableFrameException {
        return new LosslessJpeg(in).decode(count);
    }

    private int[] decode(int count) throws UnreadableFrameException {
        if (marker() != START_OF_IMAGE) {
            throw damaged("a start of image");
        }
        while (true) {
            int marker = marker();
            int length = in.remaining() < 2 ? 0 : in.getShort() & 0xFFFF;
            if (length < 2 || length - 2 > in.remaining()) {
                throw damaged("a whole segment");
            }
            int end = in.position() + length - 2;
            switch (marker) {
                case START_OF_FRAME -> readFrame(count, length);
                case HUFFMAN_TABLES -> readTables(end);
                case RESTART_INTERVAL -> restartInterval = in.getShort() & 0xFFFF;
                case START_OF_SCAN -> {
                    return readScan(count, length);
                }
                case END_OF_IMAGE -> throw damaged("a scan");
                default -> {
                    if (marker >= 0xC0 && marker <= 0xCF) {
                        throw new UnreadableFrameException(
                                "lossless JPEG: expected process 14, found marker %X; use LibRaw".formatted(marker));
                    }
                }
            }
            in.position(end);
        }
    }

    private int marker() throws UnreadableFrameException {
        while (in.remaining() >= 2) {
            if ((in.get() & 0xFF) == 0xFF && in.get(in.position()) != 0 && in.get(in.position()) != -1) {
                return in.get() & 0xFF;
            }
        }
        throw damaged("a marker");
    }

    private void readFrame(int count, int length) throws UnreadableFrameException {
        if (length < 8) {
            throw damaged("a frame header");
        }
        precision = in.get() & 0xFF;
        height = in.getShort() & 0xFFFF;
        width = in.getShort() & 0xFFFF;
        components = in.get() & 0xFF;
        if (components < 1 || components > 4 || length < 8 + 3 * components || precision < 2 || precision > CODE_BITS) {
            throw damaged("1 to 4 components of 2 to 16 bits");
        }
        for (int i = 0; i < components; i++) {
            if (in.get(in.position() + 3 * i + 1) != 0x11) {
                throw damaged("components that are sampled alike");
            }
        }
        if ((long) width * height * components != count) {
            throw new UnreadableFrameException("damaged lossless JPEG: expected " + count + " samples, found " + width
                    + "x" + height + " of " + components);
        }
    }

    private void readTables(int end) throws UnreadableFrameException {
        while (in.position() < end) {
            if (end - in.position() < 1 + CODE_BITS) {
                throw damaged("a whole Huffman table");
            }
            int slot = in.get() & 3;
            byte[] counts = new byte[CODE_BITS];
            in.get(counts);
            short[] table = new short[1 << CODE_BITS];
            int at = 0;
            for (int length = 1; length <= CODE_BITS; length++) {
                for (int i = 0; i < (counts[length - 1] & 0xFF); i++) {
                    int span = 1 << (CODE_BITS - length);
                    int category = in.position() < end ? in.get() & 0xFF : CODE_BITS + 1;
                    if (category > CODE_BITS || at + span > table.length) {
                        throw damaged("a Huffman table of differences");
                    }
                    Arrays.fill(table, at, at + span, (short) (length << 8 | category));
                    at += span;
                }
            }
            tables[slot] = table;
        }
    }

    private int[] readScan(int count, int length) throws UnreadableFrameException {
        int inScan = in.get() & 0xFF;
        if (width == 0 || inScan != components || length < 6 + 2 * components) {
            throw damaged("one scan of all components");
        }
        short[][] codes = new short[components][];
        for (int c = 0; c < components; c++) {
            in.get();
            codes[c] = tables[(in.get() >> 4) & 3];
            if (codes[c] == null) {
                throw damaged("the Huffman table of component " + c);
            }
        }
        int predictor = in.get() & 0xFF;
        in.get();
        int shift = in.get() & 0xF;
        if (predictor < 1 || predictor > 7 || shift >= precision) {
            throw damaged("a predictor from 1 to 7");
        }
        int[] samples = new int[count];
        readSamples(samples, codes, predictor, shift);
        return samples;
    }

    private void readSamples(int[] samples, short[][] codes, int predictor, int shift) throws UnreadableFrameException {
        int row = width * components;
        int most = (1 << (precision - shift)) - 1;
        int firstRow = 0;
        int untilRestart = restartInterval;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                boolean begins = x == 0 && y == firstRow;
                if (restartInterval > 0 && untilRestart-- == 0) {
                    restart(x);
                    firstRow = y;
                    begins = true;
                    untilRestart = restartInterval - 1;
                }
                for (int c = 0; c < components; c++) {
                    int at = y * row + x * components + c;
                    int predicted;
                    if (begins) {
                        predicted = 1 << (precision - shift - 1);
                    } else if (y == firstRow) {
                        predicted = samples[at - components];
                    } else if (x == 0) {
                        predicted = samples[at - row];
                    } else {
                        predicted = predict(
                                predictor, samples[at - components], samples[at - row], samples[at - row - components]);
                    }
                    int sample = (predicted + difference(codes[c])) & 0xFFFF;
                    if (sample > most) {
                        throw damaged("a sample of " + precision + " bits");
                    }
                    samples[at] = sample;
                }
            }
        }
        if (shift > 0) {
            for (int i = 0; i < samples.length; i++) {
                samples[i] <<= shift;
            }
        }
    }

    private static int predict(int predictor, int left, int above, int aboveLeft) {
        return switch (predictor) {
            case 1 -> left;
            case 2 -> above;
            case 3 -> aboveLeft;
            case 4 -> left + above - aboveLeft;
            case 5 -> left + ((above - aboveLeft) >> 1);
            case 6 -> above + ((left - aboveLeft) >> 1);
            default -> (left + above) >> 1;
        };
    }

    private void restart(int x) throws UnreadableFrameException {
        bits = 0;
        bitCount = 0;
        int marker = x == 0 ? marker() : 0;
        if (marker < 0xD0 || marker > 0xD7) {
            throw damaged("a restart at the beginning of a row");
        }
    }

    private int difference(short[] table) throws UnreadableFrameException {
        fill();
        int code = table[(int) (bits >>> (bitCount - CODE_BITS)) & 0xFFFF];
        int length = code >> 8;
        int category = code & 0xFF;
        if (length == 0) {
            throw damaged("a Huffman code");
        }
        bitCount -= length;
        if (category == 0 || category == CODE_BITS) {
            return category == 0 ? 0 : 1 << (CODE_BITS - 1);
        }
        bitCount -= category;
        int value = (int) (bits >>> bitCount) & ((1 << category) - 1);
        return value >> (category - 1) == 0 ? value - (1 << category) + 1 : value;
    }

    /* At least 32 bits: one code and one difference. Before a marker and at the end zeros follow, but not for long. */
    private void fill() throws UnreadableFrameException {
        while (bitCount < 32) {
            int next = 0;
            if (in.hasRemaining()) {
                next = in.get() & 0xFF;
                if (next == 0xFF) {
                    if (in.hasRemaining() && in.get(in.position()) == 0) {
                        in.get();
                    } else {
                        in.position(in.position() - 1);
                        next = ended();
                    }
                }
            } else {
                next = ended();
            }
            bits = bits << 8 | next;
            bitCount += 8;
        }
    }

    private int ended() throws UnreadableFrameException {
        if (++zeros > 8) {
            throw damaged("more data");
        }
        return 0;
    }

    private UnreadableFrameException damaged(String expected) {
        return new UnreadableFrameException("damaged lossless JPEG: expected " + expected
                + ", found something else, at byte " + in.position() + " of " + in.limit() + "; copy the file again");
    }
}
