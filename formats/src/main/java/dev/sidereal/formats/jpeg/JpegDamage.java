package dev.sidereal.formats.jpeg;

import dev.sidereal.frame.UnreadableFrameException;
import dev.sidereal.image.Raster;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.stream.ImageInputStream;

/**
 * Finds damaged JPEG files that decoders turn into a picture all the same, half of it grey.
 *
 * <p>The fast decoder hides its library's warnings, so damage is looked for in two steps. The first is cheap and looks at
 * three traces: the file does not end with an end-of-image marker; a run of equal bytes, as a lost disk sector leaves it,
 * lies in the coded data; blocks of the picture are exactly mid-grey, which is what missing data become. Only a file that
 * looks suspicious takes the second step: its markers are walked, and the JDK's decoder, which does report warnings,
 * reads it once more and decides.
 */
final class JpegDamage {

    private static final int END_OF_IMAGE = 0xD9;
    /* A sector of 512 bytes is hit by eight probes. */
    private static final int PROBE_BYTES = 64;
    private static final int EQUAL_PROBES = 8;
    /* Blocks are 8 or 16 pixels wide; missing ones come in long runs. */
    private static final int GREY_ROWS = 16;
    private static final int GREY_COLUMNS = 64;
    private static final int MID_GREY = 128;

    private JpegDamage() {}

    /** Checks that the data reach their end marker. To be called before decoding, with the whole file. */
    static void requireEnd(ByteBuffer file, JpegHeader header) throws UnreadableFrameException {
        int size = file.limit();
        boolean ends = size >= 2 && (file.get(size - 2) & 0xFF) == 0xFF && (file.get(size - 1) & 0xFF) == END_OF_IMAGE;
        if (!ends) {
            walkScans(file, header.scanAt());
        }
    }

    /** Looks for traces of missing data in a file and its picture; decodes once more only if there are any. */
    static void requireWhole(ByteBuffer file, JpegHeader header, Raster stored) throws IOException {
        if (hasEqualBytes(file, header.scanAt()) || hasGreyBlocks(stored)) {
            walkScans(file, header.scanAt());
            Optional<String> warning = decoderWarning(file);
            if (warning.isPresent()) {
                throw new UnreadableFrameException("damaged JPEG: the decoder says \"" + warning.get() + "\"");
            }
        }
    }

    private static boolean hasEqualBytes(ByteBuffer file, int scanAt) {
        int equal = 0;
        byte last = 0;
        for (int at = scanAt; at < file.limit(); at += PROBE_BYTES) {
            byte probed = file.get(at);
            equal = probed == last ? equal + 1 : 0;
            last = probed;
            if (equal >= EQUAL_PROBES - 1) {
                return true;
            }
        }
        return false;
    }

    /* Missing blocks have coefficients of 0: mid-grey in every channel, at two places of a block. */
    private static boolean hasGreyBlocks(Raster stored) {
        int width = stored.shape().width();
        int height = stored.shape().height();
        for (int y = height - 1; y >= 8; y -= GREY_ROWS) {
            for (int x = width - 1; x >= 8; x -= GREY_COLUMNS) {
                if (isGrey(stored, x, y) && isGrey(stored, x - 3, y) && isGrey(stored, x, y - 2)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isGrey(Raster stored, int x, int y) {
        for (int c = 0; c < stored.shape().channels(); c++) {
            if (stored.get(x, y, c) != MID_GREY) {
                return false;
            }
        }
        return true;
    }

    /* Follows the markers through the coded data: in it, 0xFF is followed by 0 or a restart marker (T.81 B.1.1.5). */
    private static void walkScans(ByteBuffer file, int scanAt) throws UnreadableFrameException {
        int at = scanAt;
        int size = file.limit();
        while (at + 1 < size) {
            if ((file.get(at) & 0xFF) != 0xFF) {
                at++;
                continue;
            }
            int marker = file.get(at + 1) & 0xFF;
            if (marker == END_OF_IMAGE) {
                return;
            }
            if (marker == 0 || marker == 0xFF || (marker >= 0xD0 && marker <= 0xD7)) {
                at += marker == 0xFF ? 1 : 2;
            } else if (mayFollowData(marker) && at + 4 <= size) {
                at += 2 + ((file.get(at + 2) & 0xFF) << 8 | (file.get(at + 3) & 0xFF));
            } else {
                throw new UnreadableFrameException(
                        "damaged JPEG: expected picture data, found marker 0x%02X, at byte %d".formatted(marker, at));
            }
        }
        throw new UnreadableFrameException(
                "truncated JPEG: expected an end marker, found the end of the file, at byte " + size);
    }

    /* Tables, another scan, number of lines, restart interval, application data, comment. */
    private static boolean mayFollowData(int marker) {
        return marker == 0xC4
                || marker == 0xDA
                || marker == 0xDB
                || marker == 0xDC
                || marker == 0xDD
                || (marker >= 0xE0 && marker <= 0xEF)
                || marker == 0xFE;
    }

    private static Optional<String> decoderWarning(ByteBuffer file) throws IOException {
        byte[] bytes = new byte[file.limit()];
        file.get(0, bytes);
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("jpeg");
        ImageReader reader = readers.next();
        WarningListener heard = new WarningListener();
        try (ImageInputStream input = ImageIO.createImageInputStream(new java.io.ByteArrayInputStream(bytes))) {
            reader.setInput(input, true, true);
            reader.addIIOReadWarningListener(heard);
            reader.readRaster(0, reader.getDefaultReadParam());
        } catch (IOException | RuntimeException e) {
            heard.text = Optional.of(String.valueOf(e.getMessage()));
        } finally {
            reader.dispose();
        }
        return heard.text;
    }

    private static final class WarningListener implements IIOReadWarningListener {

        private Optional<String> text = Optional.empty();

        @Override
        public void warningOccurred(ImageReader source, String warning) {
            if (warning.contains("JPEG data") || warning.contains("end of JPEG")) {
                text = text.or(() -> Optional.of(warning));
            }
        }
    }
}
