package dev.sidereal.spark;

import java.nio.ByteBuffer;

/**
 * The numbers of one plane of a tile in as few bytes as their range needs: the least of them in 8 bytes, the width of a number in one,
 * then of every number, less the least, its lowest byte, then of every number the next. Whole numbers of equal planes take
 * no more than 9 bytes; any bits come back as they were.
 */
final class PackedNumbers {

    /** Bytes before the numbers. */
    static final int HEAD = Long.BYTES + 1;

    private PackedNumbers() {}

    /**
     * Packs all numbers that are left in {@code plain}.
     *
     * @param width bytes of one of them: 1, 2, 4 or 8
     * @param out   has room for {@link #HEAD} and as many bytes as there are in {@code plain}
     */
    static void write(ByteBuffer plain, int width, ByteBuffer out) {
        long[] numbers = new long[plain.remaining() / width];
        long least = Long.MAX_VALUE;
        long most = Long.MIN_VALUE;
        for (int i = 0; i < numbers.length; i++) {
            long number = get(plain, width);
            numbers[i] = number;
            least = Math.min(least, number);
            most = Math.max(most, number);
        }
        int packed = numbers.length == 0 ? 0 : (Long.SIZE - Long.numberOfLeadingZeros(most - least) + 7) / 8;
        out.putLong(least).put((byte) packed);
        byte[] bytes = new byte[numbers.length];
        for (int place = 0; place < packed; place++) {
            int shift = place * Byte.SIZE;
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) ((numbers[i] - least) >>> shift);
            }
            out.put(bytes);
        }
    }

    private static long get(ByteBuffer plain, int width) {
        return switch (width) {
            case 1 -> plain.get() & 0xFF;
            case 2 -> plain.getShort() & 0xFFFF;
            case 4 -> plain.getInt();
            default -> plain.getLong();
        };
    }

    /**
     * Appends the numbers that were packed.
     *
     * @param count of them
     */
    static void read(ByteBuffer packed, int count, int width, ByteBuffer plain) {
        long least = packed.getLong();
        int places = packed.get();
        long[] numbers = new long[count];
        byte[] bytes = new byte[count];
        for (int place = 0; place < places; place++) {
            packed.get(bytes);
            int shift = place * Byte.SIZE;
            for (int i = 0; i < count; i++) {
                numbers[i] |= (bytes[i] & 0xFFL) << shift;
            }
        }
        for (long number : numbers) {
            put(plain, width, least + number);
        }
    }

    private static void put(ByteBuffer plain, int width, long number) {
        switch (width) {
            case 1 -> plain.put((byte) number);
            case 2 -> plain.putShort((short) number);
            case 4 -> plain.putInt((int) number);
            default -> plain.putLong(number);
        }
    }
}
