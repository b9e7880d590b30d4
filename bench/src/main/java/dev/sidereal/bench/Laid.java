package dev.sidereal.bench;

import dev.sidereal.align.Point;
import dev.sidereal.bench.rival.Lights;
import dev.sidereal.bench.rival.Night;
import dev.sidereal.bench.rival.SessionContender;
import dev.sidereal.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * How well a program laid the lights of a session on the first one.
 *
 * @param rms    of the distances of stars from their true places in the laid lights, the first one left out, in pixels
 * @param median of the distances
 * @param most   what 95 of 100 do not exceed
 * @param gain   signal over noise of the stack, over that of a laid light and the root of their number
 * @param bytes  left on the disk besides the picture
 */
record Laid(double rms, double median, double most, double gain, long bytes) {

    /* Laid lights whose mean signal to noise the stack is compared with. */
    private static final int SINGLES = 6;

    /** Measures what a contender left. */
    static Laid measure(SessionContender contender, Session session, Night night, Path stack, Path left)
            throws IOException {
        Surveyor surveyor = new Surveyor(session);
        List<Double> distances = new ArrayList<>();
        double single = 0;
        for (int light = 1; light < night.frames(); light++) {
            Raster laid = contender.laid(night, light, codes(night, light), left);
            distances.addAll(surveyor.distances(laid, star -> new Point(star.x(), star.y())));
            single += light <= SINGLES ? surveyor.signalToNoise(laid) / Math.min(SINGLES, night.frames() - 1) : 0;
        }
        double joined = surveyor.signalToNoise(Lights.read(stack));
        return of(distances, joined / single / Math.sqrt(night.frames()), bytes(left));
    }

    /** The same stars where they are in the lights as they were read: what is left of perfect places. */
    static Laid unmoved(Session session, Night night) throws IOException {
        Surveyor surveyor = new Surveyor(session);
        List<Double> distances = new ArrayList<>();
        for (int light = 1; light < night.frames(); light++) {
            int number = light;
            distances.addAll(surveyor.distances(
                    codes(night, light), star -> session.sky().place(star, number)));
        }
        return of(distances, Double.NaN, 0);
    }

    private static Raster codes(Night night, int light) throws IOException {
        return Lights.read(night.folder().resolve(night.names().get(light)));
    }

    private static Laid of(List<Double> distances, double gain, long bytes) {
        Collections.sort(distances);
        double squares = distances.stream().mapToDouble(d -> d * d).sum();
        int n = distances.size();
        return new Laid(Math.sqrt(squares / n), distances.get(n / 2), distances.get((int) (0.95 * n)), gain, bytes);
    }

    private static long bytes(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            long sum = 0;
            for (Path file : files.filter(path -> Files.isRegularFile(path) && !Files.isSymbolicLink(path))
                    .toList()) {
                sum += Files.size(file);
            }
            return sum;
        }
    }

    /** As cells of a table. */
    String cells() {
        return String.format(
                Locale.ROOT,
                "%d | %.4f | %.4f | %.4f | %s",
                bytes >> 20,
                rms,
                median,
                most,
                Double.isNaN(gain) ? "-" : String.format(Locale.ROOT, "%.3f", gain));
    }
}
