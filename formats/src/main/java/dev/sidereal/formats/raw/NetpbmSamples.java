package dev.sidereal.formats.raw;

import dev.sidereal.frame.UnreadableFrameException;
import dev.sidereal.image.Raster;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Copies a part of a binary PGM or PPM of 16 bits into a raster, row by row, while it arrives. */
final class NetpbmSamples {

    private static final int MOST_HEADER = 64;

    private NetpbmSamples() {}

    /**
     * Fills a raster with the samples that begin {@code left} columns and {@code top} rows inside the picture.
     *
     * @param width  of the picture that is expected
     * @param height of the picture that is expected
     */
    static void read(InputStream in, int width, int height, int left, int top, Raster into) throws IOException {
        int channels = into.shape().channels();
        String expected = (channels == 1 ? "P5 " : "P6 ") + width + " " + height + " 65535";
        String found = header(in);
        if (!found.equals(expected)) {
            throw new UnreadableFrameException(
                    "camera raw: expected samples that begin with " + expected + ", found " + found);
        }
        byte[] row = new byte[2 * channels * width];
        ByteBuffer out = into.bytes();
        boolean isBlank = true;
        for (int y = 0; y < height; y++) {
            if (in.readNBytes(row, 0, row.length) < row.length) {
                throw new UnreadableFrameException("camera raw: expected " + height + " rows of samples, found " + y);
            }
            if (y >= top && y < top + into.shape().height()) {
                for (int i = 2 * channels * left;
                        i < 2 * channels * (left + into.shape().width());
                        i += 2) {
                    out.putShort((short) ((row[i] & 0xFF) << 8 | (row[i + 1] & 0xFF)));
                    isBlank &= row[i] == row[0] && row[i + 1] == row[1];
                }
            }
        }
        if (isBlank) {
            throw new UnreadableFrameException(
                    "camera raw: expected a picture, found " + height + " rows of one code; copy the file again");
        }
    }

    /* Its words, separated by single spaces. */
    private static String header(InputStream in) throws IOException {
        StringBuilder header = new StringBuilder();
        int words = 0;
        while (words < 4 && header.length() < MOST_HEADER) {
            int c = in.read();
            if (c < 0) {
                break;
            }
            boolean isSpace = c == ' ' || c == '\n';
            words += isSpace ? 1 : 0;
            if (!isSpace || words < 4) {
                header.append(isSpace ? ' ' : (char) c);
            }
        }
        byte[] bytes = header.toString().getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = bytes[i] < ' ' ? (byte) '?' : bytes[i];
        }
        String text = new String(bytes, StandardCharsets.ISO_8859_1).strip();
        return text.isEmpty() ? "nothing" : text;
    }
}
