package dev.sidereal.formats.raw;

import dev.sidereal.frame.UnreadableFrameException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The tags of one image file directory of a TIFF file (TIFF 6.0, section 2), or of a camera's file that is built like one.
 *
 * <p>Values are read when they are asked for, and only if they lie inside the file.
 */
final class TiffDirectory {

    static final int COLOUR_FILTERS = 32803;

    private static final int SUB_DIRECTORIES = 330;
    private static final int PHOTOMETRIC = 262;
    private static final int STRIP_OFFSETS = 273;
    private static final int STRIP_BYTES = 279;
    private static final int TILE_OFFSETS = 324;
    private static final int TILE_BYTES = 325;
    private static final int MOST_DIRECTORIES = 64;
    private static final int MOST_ENTRIES = 4096;
    private static final int MOST_VALUES = 1 << 20;
    private static final int ENTRY_BYTES = 12;
    private static final int[] TYPE_BYTES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4};

    private record Field(int type, long count, long at) {}

    private final FileChannel file;
    private final ByteOrder order;
    private final Map<Integer, Field> fields = new HashMap<>();

    private TiffDirectory(FileChannel file, ByteOrder order) {
        this.file = file;
        this.order = order;
    }

    /**
     * The directories of a file in order, each followed by those below it.
     *
     * @throws UnreadableFrameException if the first one cannot be read
     */
    static List<TiffDirectory> read(FileChannel file) throws IOException {
        ByteBuffer head = bytes(file, 0, 8, ByteOrder.BIG_ENDIAN);
        ByteOrder order = head.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        Deque<Long> places = new ArrayDeque<>();
        places.add(head.order(order).getInt(4) & 0xFFFFFFFFL);
        Set<Long> seen = new HashSet<>();
        List<TiffDirectory> directories = new ArrayList<>();
        while (!places.isEmpty() && directories.size() < MOST_DIRECTORIES) {
            long at = places.remove();
            if (at != 0 && seen.add(at)) {
                TiffDirectory directory = new TiffDirectory(file, order);
                long next = directory.load(at);
                for (double below : directory.numbers(SUB_DIRECTORIES).orElse(new double[0])) {
                    places.add((long) below);
                }
                places.add(next);
                directories.add(directory);
            }
        }
        if (directories.isEmpty()) {
            throw new UnreadableFrameException("damaged file: expected a directory of tags, found none, at byte 4");
        }
        return directories;
    }

    private long load(long at) throws IOException {
        int entries = bytes(file, at, 2, order).getShort(0) & 0xFFFF;
        if (entries > MOST_ENTRIES) {
            throw new UnreadableFrameException("damaged file: expected at most " + MOST_ENTRIES
                    + " tags in a directory, found " + entries + ", at byte " + at);
        }
        ByteBuffer table = bytes(file, at + 2, ENTRY_BYTES * entries + 4, order);
        for (int i = 0; i < entries; i++) {
            int entry = ENTRY_BYTES * i;
            int type = table.getShort(entry + 2) & 0xFFFF;
            long count = table.getInt(entry + 4) & 0xFFFFFFFFL;
            if (type > 0 && type < TYPE_BYTES.length) {
                boolean isInside = count * TYPE_BYTES[type] <= 4;
                long place = isInside ? at + 2 + entry + 8 : table.getInt(entry + 8) & 0xFFFFFFFFL;
                fields.putIfAbsent(table.getShort(entry) & 0xFFFF, new Field(type, count, place));
            }
        }
        return table.getInt(ENTRY_BYTES * entries) & 0xFFFFFFFFL;
    }

    ByteOrder order() {
        return order;
    }

    boolean has(int tag) {
        return fields.containsKey(tag);
    }

    /**
     * The numbers of a tag, fractions divided out; empty if it is absent.
     *
     * @throws UnreadableFrameException if they do not lie inside the file
     */
    Optional<double[]> numbers(int tag) throws IOException {
        Field field = fields.get(tag);
        if (field == null) {
            return Optional.empty();
        }
        if (field.count() > MOST_VALUES) {
            throw new UnreadableFrameException("damaged file: expected at most " + MOST_VALUES + " numbers in tag "
                    + tag + ", found " + field.count());
        }
        int size = TYPE_BYTES[field.type()];
        ByteBuffer bytes = bytes(file, field.at(), (int) field.count() * size, order);
        double[] numbers = new double[(int) field.count()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = number(bytes, i * size, field.type());
        }
        return Optional.of(numbers);
    }

    private static double number(ByteBuffer bytes, int at, int type) {
        return switch (type) {
            case 3 -> bytes.getShort(at) & 0xFFFF;
            case 4, 13 -> bytes.getInt(at) & 0xFFFFFFFFL;
            case 5 -> (double) (bytes.getInt(at) & 0xFFFFFFFFL) / (bytes.getInt(at + 4) & 0xFFFFFFFFL);
            case 6 -> bytes.get(at);
            case 8 -> bytes.getShort(at);
            case 9 -> bytes.getInt(at);
            case 10 -> (double) bytes.getInt(at) / bytes.getInt(at + 4);
            case 11 -> bytes.getFloat(at);
            case 12 -> bytes.getDouble(at);
            default -> bytes.get(at) & 0xFF;
        };
    }

    /** The first number of a tag. */
    long number(int tag, long otherwise) throws IOException {
        double[] numbers = numbers(tag).orElse(new double[0]);
        return numbers.length == 0 ? otherwise : (long) numbers[0];
    }

    /** Whether its picture lies under colour filters. */
    boolean isMosaic() throws IOException {
        return number(PHOTOMETRIC, 0) == COLOUR_FILTERS;
    }

    /** Where the pieces of the picture begin. */
    double[] pieceOffsets() throws IOException {
        return numbers(has(TILE_OFFSETS) ? TILE_OFFSETS : STRIP_OFFSETS).orElse(new double[0]);
    }

    /** How many bytes they take. */
    double[] pieceBytes() throws IOException {
        return numbers(has(TILE_OFFSETS) ? TILE_BYTES : STRIP_BYTES).orElse(new double[0]);
    }

    /**
     * Makes sure that the picture's data lie inside the file: some decoders fill up what is missing with zeros.
     *
     * @throws UnreadableFrameException if they do not
     */
    void requireWholePicture() throws IOException {
        double[] offsets = pieceOffsets();
        double[] sizes = pieceBytes();
        for (int i = 0; i < Math.min(offsets.length, sizes.length); i++) {
            if (offsets[i] + sizes[i] > file.size()) {
                throw new UnreadableFrameException(
                        "truncated: expected %.0f bytes of picture at byte %.0f, found a file of %d"
                                .formatted(sizes[i], offsets[i], file.size()));
            }
        }
    }

    static ByteBuffer bytes(FileChannel file, long at, int count, ByteOrder order) throws IOException {
        if (at < 0 || count < 0 || at + count > file.size()) {
            throw new UnreadableFrameException(
                    "truncated: expected " + count + " bytes at byte " + at + ", found a file of " + file.size());
        }
        ByteBuffer bytes = ByteBuffer.allocate(count).order(order);
        while (bytes.hasRemaining() && file.read(bytes, at + bytes.position()) > 0) {}
        return bytes.flip();
    }
}
