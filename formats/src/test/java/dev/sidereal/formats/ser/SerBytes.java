package dev.sidereal.formats.ser;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** SER files, byte for byte; frames of 12x8 pixels. */
public final class SerBytes {

    static final int WIDTH = 12;
    static final int HEIGHT = 8;
    /* 2026-08-12T22:10:19.5 in steps of 100 ns since the year 1. */
    static final long BEGIN = 639221694195000000L;

    private SerBytes() {}

    /** A film of codes; the byte order is little-endian as every program writes it. */
    public static byte[] film(int colour, int depth, int[][] frames, boolean hasTimes) {
        return film(colour, depth, 0, frames, hasTimes);
    }

    static byte[] film(int colour, int depth, int orderCard, int[][] frames, boolean hasTimes) {
        int size = depth <= 8 ? 1 : 2;
        ByteBuffer film = ByteBuffer.allocate(
                        178 + frames.length * frames[0].length * size + (hasTimes ? 8 * frames.length : 0))
                .order(ByteOrder.LITTLE_ENDIAN);
        film.put("LUCAM-RECORDER".getBytes(StandardCharsets.US_ASCII))
                .putInt(0)
                .putInt(colour)
                .putInt(orderCard);
        film.putInt(WIDTH).putInt(HEIGHT).putInt(depth).putInt(frames.length);
        for (String text : new String[] {"Observer", "ASI 290", "C8"}) {
            film.put(Arrays.copyOf(text.getBytes(StandardCharsets.US_ASCII), 40));
        }
        film.putLong(BEGIN).putLong(BEGIN);
        for (int[] frame : frames) {
            for (int code : frame) {
                if (size == 1) {
                    film.put((byte) code);
                } else {
                    film.putShort(orderCard == 0 ? (short) code : Short.reverseBytes((short) code));
                }
            }
        }
        for (int i = 0; hasTimes && i < frames.length; i++) {
            film.putLong(BEGIN + i * 500_000L);
        }
        return film.array();
    }

    /** The codes 0, 1, 2 ... */
    public static int[] counting(int count) {
        int[] codes = new int[count];
        Arrays.setAll(codes, i -> i);
        return codes;
    }
}
