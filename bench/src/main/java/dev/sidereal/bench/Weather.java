package dev.sidereal.bench;

import dev.sidereal.frame.Candidate;
import dev.sidereal.frame.FrameReader;
import dev.sidereal.frame.FrameSource;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import dev.sidereal.simulator.NightScene;
import dev.sidereal.simulator.Passers;
import dev.sidereal.simulator.Starfield;
import dev.sidereal.simulator.SyntheticFrames;
import dev.sidereal.simulator.SyntheticNight;
import java.io.IOException;
import java.util.List;

/**
 * A simulated night of 8 bits, as a camera would write it in JPEG, with something that makes its mask harder. Drawn in codes,
 * which is near enough for what a mask looks at.
 */
final class Weather implements FrameSource {

    /** What is hard. */
    enum Kind {
        /** Nothing. */
        CLEAR,
        /** Clouds that drift over some of the sky. */
        CLOUDS,
        /** Clouds over all of the sky; a star here and there. */
        OVERCAST,
        /** Lit buildings before the sky, some windows lit for a while. */
        TOWN,
        /** Trees that sway by up to two pixels. */
        WIND,
        /** Moonlight: the ground is brighter than the sky. */
        MOON,
        /** A ground that is black in every frame. */
        BLACK,
        /** Thrice the noise. */
        NOISE,
        /** The end of dusk over the first frames. */
        DUSK,
        /** A lamp that lights the ground in every tenth frame. */
        LAMP,
        /** Every tenth frame lit all over. */
        FLASH,
        /** No stars and no clouds; only the Milky Way turns, and the glow of the sky breathes. */
        STARLESS
    }

    private static final double CLOUD_CODE = 120;

    private final Kind kind;
    private final SyntheticNight night;
    private final FrameSource clear;
    private final Raster sky;
    private final Town town;

    private Weather(Kind kind, SyntheticNight night) {
        this.kind = kind;
        this.night = night;
        this.clear = SyntheticFrames.drawn(night, SampleType.UINT8);
        this.sky = night.truth().skyMask();
        this.town = new Town(sky.shape(), night.scene().seed());
        if (kind == Kind.TOWN) {
            town.cover(sky);
        }
    }

    static Weather of(Kind kind, NightScene scene) {
        NightScene drawn = switch (kind) {
            case NOISE -> scene.withSensor(scene.sensor().noisier(3));
            case STARLESS ->
                scene.withStarfield(new Starfield(0, 0, 1, scene.starfield().fwhm()))
                        .withPassers(Passers.NONE);
            default -> scene;
        };
        return new Weather(kind, SyntheticNight.of(drawn));
    }

    /** The part of every pixel that is sky. */
    Raster truth() {
        return sky;
    }

    @Override
    public List<Candidate> candidates() {
        return clear.candidates();
    }

    @Override
    public long readerBytes() {
        return clear.readerBytes();
    }

    @Override
    public FrameReader open() {
        return new FrameReader() {
            private final JpegTrip trip = new JpegTrip();

            @Override
            public void read(int position, Raster into) throws IOException {
                night.draw(position, into);
                change(position, into);
                trip.through(into);
            }

            @Override
            public void close() {}
        };
    }

    private void change(int frame, Raster into) {
        if (kind == Kind.WIND) {
            sway(frame, into);
        }
        if (kind == Kind.TOWN) {
            town.draw(frame, night.frames(), into);
        }
        Shape shape = into.shape();
        for (int pixel = 0; pixel < shape.pixels(); pixel++) {
            double open = sky.get(pixel) / 255;
            int row = pixel / shape.width();
            double down = (double) row / shape.height();
            double veil = veil(frame, pixel % shape.width(), row, shape.width());
            for (int c = 0; c < 3; c++) {
                double code = into.get(3 * pixel + c);
                into.set(
                        3 * pixel + c,
                        Math.rint(Math.max(0, Math.min(255, changed(frame, code, open, open * veil, down)))));
            }
        }
    }

    private double changed(int frame, double code, double open, double cloud, double down) {
        return switch (kind) {
            case CLEAR, TOWN, WIND, NOISE, STARLESS -> code;
            case CLOUDS, OVERCAST -> code + cloud * (CLOUD_CODE - code);
            case MOON -> open * (code + 20) + (1 - open) * (2.2 * code + 20);
            case BLACK -> open * code;
            case DUSK ->
                code + 110 * StrictMath.exp(-8.0 * frame / night.frames()) * (open * (0.5 + down) + 0.3 * (1 - open));
            case LAMP -> frame % 10 == 3 ? code * (1 + 0.8 * (1 - open)) : code;
            case FLASH -> frame % 10 == 3 ? code * 1.8 : code;
        };
    }

    /* Some waves that drift to the right at different speeds. */
    private double veil(int frame, int x, int y, int width) {
        if (kind != Kind.CLOUDS && kind != Kind.OVERCAST) {
            return 0;
        }
        double u = 30.0 * x / width;
        double v = 30.0 * y / width;
        double waves = StrictMath.sin(0.4 * u - 0.10 * frame + StrictMath.sin(0.5 * v))
                + StrictMath.sin(0.9 * v + 0.3 * u - 0.07 * frame)
                + 0.6 * StrictMath.sin(1.7 * u + 1.3 * v - 0.2 * frame);
        return kind == Kind.CLOUDS
                ? Math.max(0, Math.min(0.8, waves / 2))
                : Math.max(0.7, Math.min(0.97, 0.83 + waves / 8));
    }

    /* What is within a few pixels of an edge against the sky goes left and right; neighbours go together. */
    private void sway(int frame, Raster into) {
        int width = into.shape().width();
        double[] row = new double[3 * width];
        for (int y = 0; y < into.shape().height(); y++) {
            for (int i = 0; i < row.length; i++) {
                row[i] = into.get(y * row.length + i);
            }
            for (int x = 3; x < width - 3; x++) {
                double first = sky.get(y * width + x - 3);
                boolean isEdge = false;
                for (int near = -2; near <= 3; near++) {
                    isEdge |= sky.get(y * width + x + near) != first;
                }
                if (isEdge) {
                    double gust = StrictMath.sin(1.3 * frame + x / 40.0) + StrictMath.sin(0.37 * frame * frame);
                    double from = x + gust;
                    int left = (int) Math.floor(from);
                    for (int c = 0; c < 3; c++) {
                        double a = row[3 * left + c];
                        double b = row[3 * left + 3 + c];
                        into.set(x, y, c, Math.rint(a + (from - left) * (b - a)));
                    }
                }
            }
        }
    }
}
