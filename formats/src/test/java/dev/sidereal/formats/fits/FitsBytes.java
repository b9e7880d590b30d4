package dev.sidereal.formats.fits;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** FITS files, byte for byte: cards as they are given, numbers as BITPIX says. */
public final class FitsBytes {

    private static final int BLOCK = 2880;

    private FitsBytes() {}

    /** A file of one picture; {@code cards} are {@code KEY=value}. */
    public static byte[] picture(int bitpix, double[] numbers, List<Integer> axes, String... cards) {
        return join(header("SIMPLE  =                    T", bitpix, axes, cards), padded(numbers(bitpix, numbers)));
    }

    /** A further picture. */
    public static byte[] extension(int bitpix, double[] numbers, List<Integer> axes, String... cards) {
        return join(header("XTENSION= 'IMAGE   '", bitpix, axes, cards), padded(numbers(bitpix, numbers)));
    }

    /** A header with its mandatory cards. */
    public static byte[] header(String first, int bitpix, List<Integer> axes, String... cards) {
        StringBuilder text = new StringBuilder(card(first));
        text.append(card("BITPIX  = " + bitpix)).append(card("NAXIS   = " + axes.size()));
        for (int i = 0; i < axes.size(); i++) {
            text.append(card("%-8s= %d".formatted("NAXIS" + (i + 1), axes.get(i))));
        }
        for (String given : cards) {
            int cut = given.indexOf('=');
            text.append(card("%-8s= %s".formatted(given.substring(0, cut), given.substring(cut + 1))));
        }
        text.append(card("END"));
        return (text + " ".repeat(Math.floorMod(-text.length(), BLOCK))).getBytes(StandardCharsets.US_ASCII);
    }

    private static String card(String text) {
        return "%-80s".formatted(text);
    }

    /** Numbers as they are stored. */
    public static byte[] numbers(int bitpix, double... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Math.abs(bitpix) / 8);
        for (double number : numbers) {
            switch (bitpix) {
                case 8 -> bytes.put((byte) (int) number);
                case 16 -> bytes.putShort((short) (int) number);
                case 32 -> bytes.putInt((int) (long) number);
                case 64 -> bytes.putLong((long) number);
                case -32 -> bytes.putFloat((float) number);
                default -> bytes.putDouble(number);
            }
        }
        return bytes.array();
    }

    /** Data filled up to whole blocks. */
    public static byte[] padded(byte[] data) {
        return Arrays.copyOf(data, (data.length + BLOCK - 1) / BLOCK * BLOCK);
    }

    /** Pieces one behind the other. */
    public static byte[] join(byte[]... pieces) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            joined.writeBytes(piece);
        }
        return joined.toByteArray();
    }

    /** Packed with gzip. */
    public static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    /** The numbers 0, 1, 2 ... */
    public static double[] counting(int count) {
        double[] numbers = new double[count];
        Arrays.setAll(numbers, i -> i);
        return numbers;
    }
}
