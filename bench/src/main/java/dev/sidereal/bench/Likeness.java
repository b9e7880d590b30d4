package dev.sidereal.bench;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Scanner;
import javax.imageio.ImageIO;

/**
 * How far a picture is from the exact one.
 *
 * @param worst the largest difference of a sample, in 8-bit codes
 * @param different how many samples differ
 */
record Likeness(double worst, long different) {

    /**
     * Compares a PPM of 8 or 16 bits with a picture of 8 or 16 bits, where code x 257 is the same value.
     *
     * @throws IOException if either cannot be read or they differ in size
     */
    static Likeness of(Path ppm, Path picture) throws IOException {
        byte[] file = Files.readAllBytes(ppm);
        Scanner header = new Scanner(new String(file, 0, Math.min(64, file.length), StandardCharsets.ISO_8859_1));
        String magic = header.next();
        int width = header.nextInt();
        int height = header.nextInt();
        int bytes = header.nextInt() > 255 ? 2 : 1;
        int first = file.length - 3 * bytes * width * height;
        BufferedImage image = ImageIO.read(picture.toFile());
        if (!magic.equals("P6") || image == null || image.getWidth() != width || image.getHeight() != height) {
            throw new IOException(picture.getFileName() + ": expected a picture of " + width + "x" + height
                    + (image == null ? "" : ", found " + image.getWidth() + "x" + image.getHeight()));
        }
        return compare(file, first, bytes, image.getRaster());
    }

    private static Likeness compare(byte[] exact, int first, int bytes, Raster raster) throws IOException {
        int width = raster.getWidth();
        int bands = raster.getNumBands();
        int scale = raster.getSampleModel().getSampleSize(0) == 16 ? 1 : 257;
        if (bands < 3) {
            throw new IOException("picture: expected red, green and blue, found " + bands + " channel(s)");
        }
        int[] row = new int[width * bands];
        int worst = 0;
        long different = 0;
        int at = first;
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(0, y, width, 1, row);
            for (int x = 0; x < width; x++) {
                for (int c = 0; c < 3; c++) {
                    int code = bytes == 2 ? (exact[at] & 0xFF) << 8 | (exact[at + 1] & 0xFF) : (exact[at] & 0xFF) * 257;
                    at += bytes;
                    int difference = Math.abs(row[x * bands + c] * scale - code);
                    worst = Math.max(worst, difference);
                    different += difference == 0 ? 0 : 1;
                }
            }
        }
        return new Likeness(worst / 257.0, different);
    }

    /** For pictures that are rounded: how far off, whether all samples are or one. */
    String nearness() {
        return different == 0 ? "yes" : String.format(Locale.ROOT, "within %.2g of an 8-bit code", worst);
    }

    /** For the table: {@code yes}, or how far off. */
    @Override
    public String toString() {
        return different == 0 ? "yes" : String.format(Locale.ROOT, "no: %d samples, by up to %.3g", different, worst);
    }
}
