package dev.sidereal.bench.rival;

import dev.sidereal.formats.FrameFiles;
import dev.sidereal.frame.Candidate;
import dev.sidereal.frame.FrameReader;
import dev.sidereal.image.Raster;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Lights in FITS files of 16 bits, as cameras write them, and pictures of any program read back. */
public final class Lights {

    private static final int BLOCK = 2880;
    private static final int ZERO = 32768;

    private Lights() {}

    /** Writes a frame of one channel and 16 bits. */
    public static void write(Raster codes, Path file) throws IOException {
        StringBuilder header = new StringBuilder();
        List.of(
                        "SIMPLE  = T",
                        "BITPIX  = 16",
                        "NAXIS   = 2",
                        "NAXIS1  = " + codes.shape().width(),
                        "NAXIS2  = " + codes.shape().height(),
                        "BSCALE  = 1",
                        "BZERO   = " + ZERO,
                        "EXPTIME = 60",
                        "ROWORDER= 'TOP-DOWN'",
                        "END")
                .forEach(card -> header.append(String.format("%-80s", card)));
        int samples = Math.toIntExact(codes.shape().samples());
        ByteBuffer bytes = ByteBuffer.allocate(BLOCK + (2 * samples + BLOCK - 1) / BLOCK * BLOCK);
        bytes.put(String.format("%-" + BLOCK + "s", header).getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < samples; i++) {
            bytes.putShort((short) ((int) codes.get(i) - ZERO));
        }
        Files.write(file, bytes.array());
    }

    /** Reads the picture of a file, upright. */
    public static Raster read(Path file) throws IOException {
        FrameFiles files = FrameFiles.of(file);
        if (!(files.candidates().get(0) instanceof Candidate.Recognised found)) {
            throw new IOException(file + ": expected a picture, found " + files.candidates());
        }
        Raster raster = Raster.allocate(found.info().shape(), found.info().type());
        try (FrameReader reader = files.open()) {
            reader.read(0, raster);
        }
        return raster;
    }

    /** The noise of the sky, from the differences of neighbours in some rows. */
    static double noise(Raster frame) {
        int width = frame.shape().width();
        double[] steps = new double[16 * (width - 1)];
        for (int i = 0; i < steps.length; i++) {
            int y = frame.shape().height() * (i / (width - 1)) / 16;
            int x = i % (width - 1);
            steps[i] = Math.abs(frame.get(x + 1, y, 0) - frame.get(x, y, 0));
        }
        Arrays.sort(steps);
        return 1.4826 * steps[steps.length / 2] / Math.sqrt(2);
    }
}
