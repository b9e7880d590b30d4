package dev.sidereal.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;

/** Writes FITS files as cameras do, card by card: floats, so that a sample can be missing. */
final class SmallFits {

    private static final int BLOCK = 2880;

    private SmallFits() {}

    /**
     * Writes a picture of one channel.
     *
     * @param light part of full scale of each sample, the top left first
     * @param cards further ones, such as {@code GAIN = 100}
     */
    static void write(Path file, int width, int height, IntToDoubleFunction light, String... cards) throws IOException {
        List<String> all = Stream.concat(
                        Stream.of("SIMPLE = T", "BITPIX = -32", "NAXIS = 2", "NAXIS1 = " + width, "NAXIS2 = " + height),
                        Stream.of(cards))
                .map(SmallFits::card)
                .toList();
        String header = String.join("", all) + String.format("%-80s", "END");
        ByteBuffer bytes = ByteBuffer.allocate(blocks(header.length()) + blocks(4 * width * height));
        bytes.put(String.format("%-" + blocks(header.length()) + "s", header).getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < width * height; i++) {
            bytes.putFloat((float) light.applyAsDouble(i));
        }
        Files.write(file, bytes.array());
    }

    private static String card(String words) {
        String[] parts = words.split(" = ", 2);
        String value = parts[1].startsWith("'") ? parts[1] : String.format(Locale.ROOT, "%20s", parts[1]);
        return String.format(Locale.ROOT, "%-80s", String.format(Locale.ROOT, "%-8s= %s", parts[0], value));
    }

    private static int blocks(int bytes) {
        return (bytes + BLOCK - 1) / BLOCK * BLOCK;
    }
}
