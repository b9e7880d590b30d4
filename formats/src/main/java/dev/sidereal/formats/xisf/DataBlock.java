package dev.sidereal.formats.xisf;

import dev.sidereal.frame.UnreadableFrameException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;

/**
 * A block of data attached to an XISF file (XISF 1.0, section 10): bytes as they are, or packed with zlib or LZ4, of whose numbers
 * the first bytes may stand together, then the second ones, and so on ("shuffled").
 *
 * @param at     where it lies in the file
 * @param stored bytes of it there
 * @param codec  empty: none
 * @param bytes  of it when unpacked
 * @param item   bytes of the numbers that are shuffled; 1: none are
 * @param pieces of packed data, each with its packed and unpacked bytes
 */
record DataBlock(long at, long stored, Optional<String> codec, long bytes, int item, List<long[]> pieces) {

    private static final Pattern LOCATION = Pattern.compile("attachment:(\\d{1,18}):(\\d{1,18})");
    private static final Pattern COMPRESSION = Pattern.compile("([a-z0-9]+)(\\+sh)?:(\\d{1,18})(?::(\\d{1,4}))?");
    private static final Pattern PIECE = Pattern.compile("(\\d{1,18}),(\\d{1,18})");
    /* Deflate makes at most 1032 bytes of one, LZ4 255. */
    private static final long MOST_RATIO = 1032;
    private static final long LIKELY_RATIO = 100;
    private static final long SMALL = 64L << 20;

    /**
     * Understands where and how a block lies.
     *
     * @param attributes of its element
     * @param fileBytes  length of the file
     */
    static DataBlock of(Map<String, String> attributes, long fileBytes) throws UnreadableFrameException {
        String location = attributes.getOrDefault("location", "");
        Matcher place = LOCATION.matcher(location);
        if (!place.matches()) {
            throw new UnreadableFrameException("XISF: expected location attachment:PLACE:SIZE, found \""
                    + shortened(location) + "\"; save it as one file with attached data");
        }
        long at = Long.parseLong(place.group(1));
        long stored = Long.parseLong(place.group(2));
        if (at > fileBytes || stored > fileBytes - at) {
            throw new UnreadableFrameException("truncated XISF: expected " + stored + " bytes, found "
                    + Math.max(0, fileBytes - at) + ", at byte " + at);
        }
        String packing = attributes.getOrDefault("compression", "");
        if (packing.isEmpty()) {
            return new DataBlock(at, stored, Optional.empty(), stored, 1, List.of());
        }
        Matcher compression = COMPRESSION.matcher(packing);
        if (!compression.matches() || !List.of("zlib", "lz4", "lz4hc").contains(compression.group(1))) {
            throw new UnreadableFrameException("XISF: expected data as they are or packed by zlib, lz4 or lz4hc, found "
                    + shortened(packing) + "; save it with one of these");
        }
        long bytes = Long.parseLong(compression.group(3));
        if (bytes > stored * MOST_RATIO || (bytes > SMALL && bytes / LIKELY_RATIO > stored)) {
            throw new UnreadableFrameException(
                    "damaged XISF: expected packed data for " + bytes + " bytes, found " + stored + ", at byte " + at);
        }
        int item = compression.group(2) == null || compression.group(4) == null
                ? 1
                : Math.max(1, Integer.parseInt(compression.group(4)));
        return new DataBlock(
                at, stored, Optional.of(compression.group(1)), bytes, item, pieces(attributes, stored, bytes));
    }

    private static String shortened(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "..." : text;
    }

    private static List<long[]> pieces(Map<String, String> attributes, long stored, long bytes)
            throws UnreadableFrameException {
        String text = attributes.getOrDefault("subblocks", "");
        List<long[]> pieces = new ArrayList<>();
        long packed = 0;
        long unpacked = 0;
        for (String piece : text.isEmpty() ? new String[] {stored + "," + bytes} : text.split(":", -1)) {
            Matcher sizes = PIECE.matcher(piece);
            if (!sizes.matches()) {
                throw wrongPieces(stored, bytes);
            }
            pieces.add(new long[] {Long.parseLong(sizes.group(1)), Long.parseLong(sizes.group(2))});
            packed += pieces.get(pieces.size() - 1)[0];
            unpacked += pieces.get(pieces.size() - 1)[1];
            if (packed > stored || unpacked > bytes) {
                throw wrongPieces(stored, bytes);
            }
        }
        if (unpacked != bytes) {
            throw wrongPieces(stored, bytes);
        }
        return List.copyOf(pieces);
    }

    private static UnreadableFrameException wrongPieces(long stored, long bytes) {
        return new UnreadableFrameException("damaged XISF: expected sub-blocks of " + stored + " packed and " + bytes
                + " unpacked bytes, found others");
    }

    /** Reads and unpacks it; memory: its bytes, stored and unpacked. */
    byte[] read(FileChannel file) throws IOException {
        byte[] packed = XisfHeader.bytes(file, at, stored, "data");
        if (codec.isEmpty()) {
            return packed;
        }
        byte[] unpacked = new byte[(int) bytes];
        int from = 0;
        int to = 0;
        for (long[] piece : pieces) {
            unpack(packed, from, (int) piece[0], unpacked, to, (int) piece[1]);
            from += (int) piece[0];
            to += (int) piece[1];
        }
        return item == 1 ? unpacked : unshuffled(unpacked, item);
    }

    private void unpack(byte[] packed, int from, int count, byte[] unpacked, int to, int size)
            throws UnreadableFrameException {
        int found;
        try {
            if (codec.get().equals("zlib")) {
                found = inflate(packed, from, count, unpacked, to, size);
            } else {
                LZ4SafeDecompressor decompressor = LZ4Factory.safeInstance().safeDecompressor();
                found = decompressor.decompress(packed, from, count, unpacked, to, size);
            }
        } catch (DataFormatException | LZ4Exception | IndexOutOfBoundsException e) {
            throw new UnreadableFrameException(
                    "damaged XISF: expected data packed by " + codec.get() + ", found none, at byte " + (at + from), e);
        }
        if (found != size) {
            throw new UnreadableFrameException("damaged XISF: expected " + size + " bytes packed by " + codec.get()
                    + ", found " + found + ", at byte " + (at + from));
        }
    }

    private static int inflate(byte[] packed, int from, int count, byte[] unpacked, int to, int size)
            throws DataFormatException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(packed, from, count);
            int done = 0;
            while (done < size) {
                int more = inflater.inflate(unpacked, to + done, size - done);
                if (more == 0) {
                    break;
                }
                done += more;
            }
            return done;
        } finally {
            inflater.end();
        }
    }

    /** Puts the bytes of each number together again; what is left over at the end stays there. */
    static byte[] unshuffled(byte[] bytes, int item) {
        byte[] numbers = new byte[bytes.length];
        int count = bytes.length / item;
        int from = 0;
        for (int b = 0; b < item; b++) {
            for (int i = 0; i < count; i++, from++) {
                numbers[i * item + b] = bytes[from];
            }
        }
        System.arraycopy(bytes, from, numbers, from, bytes.length - from);
        return numbers;
    }
}
