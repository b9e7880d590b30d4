package dev.sidereal.formats.exif;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;

/**
 * An image file directory of TIFF 6.0 (section 2) while it is put together: tags with values, in little-endian order.
 *
 * <p>{@link #encode} lays the directory and its values out for a place in a file; values of more than four bytes and
 * sub-directories follow the directory itself.
 */
public final class Ifd {

    /** Byte order of everything encoded here. */
    public static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

    private static final int BYTE = 1;
    private static final int ASCII = 2;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int RATIONAL = 5;
    private static final int UNDEFINED = 7;

    /* A value is a function of its place in the file, because that of a sub-directory holds offsets. */
    private record Entry(int type, int count, int size, IntFunction<byte[]> valueAt) {}

    private final Map<Integer, Entry> entries = new TreeMap<>();

    public Ifd bytes(int tag, byte... values) {
        return put(tag, BYTE, values.length, values);
    }

    public Ifd undefined(int tag, byte... values) {
        return put(tag, UNDEFINED, values.length, values);
    }

    /** Text in UTF-8, with the closing zero that the standard asks for. */
    public Ifd text(int tag, String text) {
        byte[] bytes = (text + "\0").getBytes(StandardCharsets.UTF_8);
        return put(tag, ASCII, bytes.length, bytes);
    }

    public Ifd shorts(int tag, int... values) {
        ByteBuffer buffer = ByteBuffer.allocate(2 * values.length).order(ORDER);
        for (int value : values) {
            buffer.putShort((short) value);
        }
        return put(tag, SHORT, values.length, buffer.array());
    }

    public Ifd longs(int tag, long... values) {
        ByteBuffer buffer = ByteBuffer.allocate(4 * values.length).order(ORDER);
        for (long value : values) {
            buffer.putInt((int) value);
        }
        return put(tag, LONG, values.length, buffer.array());
    }

    /** Unsigned fractions, each with the largest power of ten (up to 10^6) as denominator that still fits. */
    public Ifd rationals(int tag, double... values) {
        ByteBuffer buffer = ByteBuffer.allocate(8 * values.length).order(ORDER);
        for (double value : values) {
            long denominator = 1_000_000;
            while (denominator > 1 && value * denominator > 0xFFFFFFFFL) {
                denominator /= 10;
            }
            buffer.putInt((int) Math.round(value * denominator)).putInt((int) denominator);
        }
        return put(tag, RATIONAL, values.length, buffer.array());
    }

    /** A directory below this one, such as the Exif directory. */
    public Ifd directory(int tag, Ifd below) {
        entries.put(tag, new Entry(LONG, 1, below.size(), below::encode));
        return this;
    }

    private Ifd put(int tag, int type, int count, byte[] value) {
        entries.put(tag, new Entry(type, count, value.length, offset -> value));
        return this;
    }

    private int size() {
        return tableSize()
                + entries.values().stream()
                        .filter(Ifd::isOutside)
                        .mapToInt(entry -> even(entry.size()))
                        .sum();
    }

    private int tableSize() {
        return 2 + 12 * entries.size() + 4;
    }

    private static boolean isOutside(Entry entry) {
        return entry.size() > 4;
    }

    private static int even(int size) {
        return size + (size & 1);
    }

    /** The directory, its values and the directories below it, for a place {@code offset} bytes after the header. */
    public byte[] encode(int offset) {
        ByteBuffer buffer = ByteBuffer.allocate(size()).order(ORDER);
        int outside = tableSize();
        buffer.putShort((short) entries.size());
        for (Map.Entry<Integer, Entry> tagged : entries.entrySet()) {
            Entry entry = tagged.getValue();
            buffer.putShort(tagged.getKey().shortValue())
                    .putShort((short) entry.type())
                    .putInt(entry.count());
            byte[] value = entry.valueAt().apply(offset + outside);
            if (isOutside(entry)) {
                buffer.putInt(offset + outside);
                buffer.put(outside, value);
                outside += even(entry.size());
            } else {
                buffer.put(value).position(buffer.position() + 4 - value.length);
            }
        }
        buffer.putInt(0);
        return buffer.array();
    }
}
