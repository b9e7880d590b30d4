package dev.sidereal.bench;

import dev.sidereal.align.Point;
import dev.sidereal.bench.rival.Lights;
import dev.sidereal.image.SampleType;
import dev.sidereal.simulator.DeepSky;
import dev.sidereal.simulator.DeepSkyScene;
import dev.sidereal.simulator.DeepSkyStar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Simulated lights in files, of which every place is known: 16-bit FITS, shifted and turned a little. */
final class Session {

    private static final double DITHER = 20;
    private static final double DEGREES = 3;
    private static final int STARS_IN_MEGAPIXEL = 233;
    private static final double FAINTEST = 4000;
    private static final double BRIGHTEST = 500_000;
    private static final int MEASURED = 200;
    /* No other star may pull at a measured one. */
    private static final double ALONE = 14;

    private final DeepSky sky;

    private Session(DeepSky sky) {
        this.sky = sky;
    }

    /** A session of FWHM 3 over a sky of 400 electrons; equal seeds give equal lights. */
    static Session of(int width, int height, int lights, long seed) {
        int stars = (int) Math.round(STARS_IN_MEGAPIXEL * 1e-6 * width * height);
        DeepSkyScene scene = DeepSkyScene.of(width, height, lights, seed)
                .withStars(stars, FAINTEST, BRIGHTEST)
                .with(new DeepSkyScene.Pointing(DITHER, Math.toRadians(DEGREES), Optional.empty(), 0));
        return new Session(DeepSky.of(scene));
    }

    DeepSky sky() {
        return sky;
    }

    /** The lights as files in a folder, made where they are not there yet. */
    List<Path> files(Path folder) throws IOException {
        Files.createDirectories(folder);
        List<Path> files = new ArrayList<>();
        for (int light = 0; light < sky.scene().frames(); light++) {
            Path file = folder.resolve(String.format("light-%05d.fits", light + 1));
            if (!Files.exists(file)) {
                Path part = folder.resolve("part");
                Lights.write(sky.frame(light, SampleType.UINT16), part);
                Files.move(part, file);
            }
            files.add(file);
        }
        return files;
    }

    /** The brightest stars that every light shows and that have no other beside them. */
    List<DeepSkyStar> measured() {
        double margin = margin();
        return sky.stars().stream()
                .filter(star -> inside(star.x(), star.y(), margin))
                .filter(star -> isAlone(star.x(), star.y(), star))
                .sorted(Comparator.comparingDouble(star -> -star.electrons()))
                .limit(MEASURED)
                .toList();
    }

    /** Places on a grid that every light shows and that have no star near them. */
    List<Point> empty() {
        List<Point> places = new ArrayList<>();
        int step = (int) (2 * ALONE);
        for (int y = 0; y < sky.scene().height(); y += step) {
            for (int x = 0; x < sky.scene().width(); x += step) {
                if (inside(x, y, margin()) && isAlone(x, y, new DeepSkyStar(Double.NaN, Double.NaN, 0))) {
                    places.add(new Point(x, y));
                }
            }
        }
        return places;
    }

    private double margin() {
        double half = Math.hypot(sky.scene().width(), sky.scene().height()) / 2;
        return half * Math.toRadians(DEGREES) + DITHER + ALONE;
    }

    private boolean inside(double x, double y, double margin) {
        return x > margin
                && y > margin
                && x < sky.scene().width() - 1 - margin
                && y < sky.scene().height() - 1 - margin;
    }

    private boolean isAlone(double x, double y, DeepSkyStar self) {
        return sky.stars().stream()
                .noneMatch(other -> !other.equals(self) && Math.hypot(other.x() - x, other.y() - y) < ALONE);
    }
}
