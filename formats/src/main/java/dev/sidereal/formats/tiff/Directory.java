package dev.sidereal.formats.tiff;

import dev.sidereal.frame.UnreadableFrameException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One image file directory (TIFF 6.0, section 2): tags, whose values are read when they are asked for. */
final class Directory {

    /* No writer comes near; a directory of millions of entries is an attack on memory. */
    private static final int MOST_ENTRIES = 4096;
    /* Bytes of one value by type, from BYTE (1) to IFD8 (18); 0: no type. */
    private static final int[] TYPE_BYTES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8};

    private static final int BYTE = 1;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int IFD = 13;
    private static final int LONG8 = 16;
    private static final int IFD8 = 18;

    /** A tag's value: its type, the number of values, and where they lie in the file. */
    record Field(int type, long count, long at) {

        /** Bytes of all values; saturates. */
        long bytes() {
            long each = TYPE_BYTES[type];
            return count < 0 || count > Long.MAX_VALUE / 8 ? Long.MAX_VALUE : each * count;
        }
    }

    private final TiffBytes file;
    private final Map<Integer, Field> fields = new TreeMap<>();
    private final long next;

    /** Reads the directory at a place of the file; an entry of unknown type is passed over. */
    Directory(TiffBytes file, long at) throws IOException {
        this.file = file;
        int countBytes = file.big() ? 8 : 2;
        ByteBuffer head = file.read(at, countBytes);
        long count = file.big() ? head.getLong(0) : head.getShort(0) & 0xFFFF;
        if (count < 0 || count > MOST_ENTRIES) {
            throw new UnreadableFrameException("TIFF: expected at most " + MOST_ENTRIES
                    + " entries in a directory, found " + Long.toUnsignedString(count) + ", at byte " + at);
        }
        int entryBytes = file.big() ? 20 : 12;
        ByteBuffer table = file.read(at + countBytes, (int) count * entryBytes);
        for (int i = 0; i < count; i++) {
            int entry = i * entryBytes;
            int type = table.getShort(entry + 2) & 0xFFFF;
            if (type < TYPE_BYTES.length && TYPE_BYTES[type] > 0) {
                long values = file.big() ? table.getLong(entry + 4) : table.getInt(entry + 4) & 0xFFFFFFFFL;
                int valueAt = entry + 4 + file.offsetBytes();
                boolean inside = new Field(type, values, 0).bytes() <= file.offsetBytes();
                long offset = file.big() ? table.getLong(valueAt) : table.getInt(valueAt) & 0xFFFFFFFFL;
                fields.putIfAbsent(
                        table.getShort(entry) & 0xFFFF,
                        new Field(type, values, inside ? at + countBytes + valueAt : offset));
            }
        }
        long nextAt = at + countBytes + table.limit();
        next = nextAt + file.offsetBytes() <= file.size() ? file.offset(nextAt) : 0;
    }

    /** Where the next page's directory is; 0 after the last one. */
    long next() {
        return next;
    }

    int entries() {
        return fields.size();
    }

    boolean has(int tag) {
        return fields.containsKey(tag);
    }

    Optional<Field> field(int tag) {
        return Optional.ofNullable(fields.get(tag));
    }

    /** The first of a tag's whole numbers; {@code otherwise} where there is none. */
    long number(int tag, long otherwise) throws IOException {
        Field field = fields.get(tag);
        return field == null || field.count() == 0 ? otherwise : numbers(tag, field, 1)[0];
    }

    /** A tag's whole numbers, at most {@code most}; none where it is absent. */
    long[] numbers(int tag, int most) throws IOException {
        Field field = fields.get(tag);
        if (field == null) {
            return new long[0];
        }
        if (field.count() > most || field.count() < 0) {
            throw new UnreadableFrameException("damaged TIFF: expected at most %d values of tag %d, found %s"
                    .formatted(most, tag, Long.toUnsignedString(field.count())));
        }
        return numbers(tag, field, (int) field.count());
    }

    private long[] numbers(int tag, Field field, int count) throws IOException {
        long[] numbers = new long[Math.min(count, (int) Math.min(Integer.MAX_VALUE, file.size()))];
        ByteBuffer bytes = file.read(field.at(), Math.multiplyExact(count, TYPE_BYTES[field.type()]));
        for (int i = 0; i < count; i++) {
            numbers[i] = switch (field.type()) {
                case BYTE -> bytes.get(i) & 0xFF;
                case SHORT -> bytes.getShort(2 * i) & 0xFFFF;
                case LONG, IFD -> bytes.getInt(4 * i) & 0xFFFFFFFFL;
                case LONG8, IFD8 -> bytes.getLong(8 * i);
                default ->
                    throw new UnreadableFrameException("damaged TIFF: expected whole numbers in tag %d, found type %d"
                            .formatted(tag, field.type()));
            };
        }
        return numbers;
    }

    /** A tag's bytes as they are; none where it is absent or longer than {@code most}. */
    Optional<byte[]> bytes(int tag, int most) throws IOException {
        Field field = fields.get(tag);
        return field == null || field.bytes() > most
                ? Optional.empty()
                : Optional.of(file.read(field.at(), (int) field.bytes()).array());
    }
}
