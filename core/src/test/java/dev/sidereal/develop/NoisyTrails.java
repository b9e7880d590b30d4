package dev.sidereal.develop;

import dev.sidereal.fold.Fold;
import dev.sidereal.frame.Camera;
import dev.sidereal.frame.Coding;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Samples;
import dev.sidereal.image.Shape;
import dev.sidereal.image.ToneCurve;
import dev.sidereal.stack.Stack;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;

/**
 * Frames of Gaussian noise through which stars of full width 2.5 pixels move 3 pixels a frame, on five straight lines that a
 * seed chooses; and one star that stands still for some frames.
 */
final class NoisyTrails {

    private static final int WIDTH = 200;
    private static final int HEIGHT = 160;
    private static final int TRAILS = 5;
    private static final double STEP = 3;
    private static final double RADIUS = 2.5 / 2.3548;
    private static final int EDGE = 12;

    /**
     * What the frames are.
     *
     * @param sky       light of the sky
     * @param sigma     of the noise of one sample of one frame, in light
     * @param blur      radius of a Gaussian that neighbours share their noise by, in pixels; 0: they share nothing
     * @param amplitude of the stars in sigmas, in the middle of what a frame sees of them
     * @param rests     for how many frames the resting star of 20 sigmas shines
     */
    record Kind(
            int channels,
            SampleType type,
            ToneCurve curve,
            double sky,
            double sigma,
            double blur,
            double amplitude,
            int rests) {

        /** One channel of linear codes: noise of so many of them. */
        static Kind mono(SampleType type, double codes, double amplitude) {
            double sky = (type == SampleType.UINT8 ? 100.3 : 1000) / type.most();
            return new Kind(1, type, new ToneCurve.Linear(), sky, codes / type.most(), 0, amplitude, 0);
        }

        Kind resting(int frames) {
            return new Kind(channels, type, curve, sky, sigma, blur, amplitude, frames);
        }

        Kind amplitude(double sigmas) {
            return new Kind(channels, type, curve, sky, sigma, blur, sigmas, rests);
        }
    }

    private record Line(double x, double y, double dx, double dy) {}

    private final Kind kind;
    private final Shape shape;
    private final Stack stack;
    private final float[] truth = new float[WIDTH * HEIGHT];
    private final boolean[] whole = new boolean[WIDTH * HEIGHT];
    private final boolean[] ridge = new boolean[WIDTH * HEIGHT];

    private NoisyTrails(Kind kind, Stack stack) {
        this.kind = kind;
        this.stack = stack;
        this.shape = stack.first().shape();
    }

    static NoisyTrails of(Kind kind, int frames, int seed) {
        FrameInfo info = new FrameInfo(
                "frame",
                new Shape(WIDTH, HEIGHT, kind.channels()),
                kind.type(),
                Optional.empty(),
                Optional.empty(),
                Camera.UNKNOWN,
                Coding.UNSAID);
        NoisyTrails night = new NoisyTrails(kind, Stack.start(info, Product.CLEAN.planes(), kind.curve()));
        night.fold(frames, seed);
        return night;
    }

    private void fold(int frames, int seed) {
        Random places = new Random(seed);
        List<Line> lines =
                IntStream.range(0, TRAILS).mapToObj(i -> line(i, places)).toList();
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        float[] noise = new float[truth.length * kind.channels()];
        float[] stars = new float[truth.length];
        Samples samples = Samples.allocate(kind.type(), stack.strips().mostSamples());
        for (int f = 0; f < frames; f++) {
            Arrays.fill(stars, 0);
            for (Line line : lines) {
                shine(line, f, frames, stars);
            }
            noise(noise, random);
            Raster raster = Raster.allocate(shape, kind.type());
            for (int i = 0; i < noise.length; i++) {
                int pixel = i / kind.channels();
                double resting = pixel == restingPixel() && f < kind.rests() ? 20 : 0;
                double light = kind.sky() + kind.sigma() * (noise[i] + kind.amplitude() * stars[pixel] + resting);
                raster.set(i, code(light));
            }
            for (int strip = 0; strip < stack.strips().count(); strip++) {
                samples.load(raster, stack.strips().rows().get(strip));
                stack.add(strip, List.of(new Fold.Strip(samples, f)));
            }
        }
        stack.frames(Collections.nCopies(
                frames, new FrameRecord("frame", Optional.empty(), Optional.empty(), Optional.empty())));
    }

    private double code(double light) {
        double most = kind.type().most();
        return Math.max(0, Math.min(most, Math.rint(kind.curve().encode(Math.max(0, light)) * most)));
    }

    /* One for each fifth of the height, through its middle third, in any direction up to 70 degrees from level. */
    private static Line line(int number, Random random) {
        double angle = Math.toRadians(random.nextDouble() * 140 - 70);
        double y = (number + 0.33 + 0.34 * random.nextDouble()) * HEIGHT / TRAILS;
        double x = WIDTH * (0.3 + 0.4 * random.nextDouble());
        return new Line(x, y, Math.cos(angle), Math.sin(angle));
    }

    /* Half of the frames come before the middle of the line. */
    private void shine(Line line, int frame, int frames, float[] stars) {
        double start = STEP * (frame - frames / 2);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                double along = (x - line.x()) * line.dx() + (y - line.y()) * line.dy();
                double across = (y - line.y()) * line.dx() - (x - line.x()) * line.dy();
                if (Math.abs(across) < 6 && along > start - 6 && along < start + STEP + 6) {
                    int i = y * WIDTH + x;
                    double light = profile(along - start) * Math.exp(-across * across / (2 * RADIUS * RADIUS));
                    stars[i] += (float) light;
                    truth[i] = (float) Math.max(truth[i], light);
                    whole[i] |= Math.abs(across) < 0.6 && light > 0.5;
                    ridge[i] |= light > 0.9;
                }
            }
        }
    }

    /* A streak of three pixels, smeared by the width of a star; 1 in its middle. */
    private static double profile(double along) {
        double sum = 0;
        double middle = 0;
        for (double u = STEP / 32; u < STEP; u += STEP / 16) {
            sum += Math.exp(-(along - u) * (along - u) / (2 * RADIUS * RADIUS));
            middle += Math.exp(-(STEP / 2 - u) * (STEP / 2 - u) / (2 * RADIUS * RADIUS));
        }
        return sum / middle;
    }

    private void noise(float[] noise, RandomGenerator random) {
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) random.nextGaussian();
        }
        if (kind.blur() > 0) {
            double beside = Math.exp(-1 / (2 * kind.blur() * kind.blur()));
            double second = Math.exp(-4 / (2 * kind.blur() * kind.blur()));
            float norm = (float) (1 / Math.sqrt(1 + 2 * beside * beside + 2 * second * second));
            float[] weights = {norm, (float) beside * norm, (float) second * norm};
            smear(noise, kind.channels(), WIDTH * kind.channels(), weights);
            smear(noise, WIDTH * kind.channels(), noise.length, weights);
        }
    }

    /* Along rows or columns, which wrap around. */
    private static void smear(float[] noise, int apart, int length, float[] weights) {
        float[] line = new float[length / apart];
        for (int start = 0; start < noise.length; start += length) {
            for (int offset = 0; offset < apart; offset++) {
                for (int k = 0; k < line.length; k++) {
                    line[k] = noise[start + offset + k * apart];
                }
                int n = line.length;
                for (int k = 0; k < n; k++) {
                    noise[start + offset + k * apart] = weights[0] * line[k]
                            + weights[1] * (line[(k + 1) % n] + line[(k + n - 1) % n])
                            + weights[2] * (line[(k + 2) % n] + line[(k + n - 2) % n]);
                }
            }
        }
    }

    Stack stack() {
        return stack;
    }

    /** Its sample of the first channel. */
    int resting() {
        return restingPixel() * kind.channels();
    }

    private static int restingPixel() {
        return 20 * WIDTH + 20;
    }

    /** Samples in the middle of trails, away from the picture's edge. */
    int[] ridge() {
        return samples(pixel -> ridge[pixel]);
    }

    private interface Choice {
        boolean has(int pixel);
    }

    private int[] samples(Choice choice) {
        return IntStream.range(0, truth.length * kind.channels())
                .filter(i -> {
                    int x = i / kind.channels() % WIDTH;
                    int y = i / kind.channels() / WIDTH;
                    return x >= EDGE && x < WIDTH - EDGE && y >= EDGE && y < HEIGHT - EDGE;
                })
                .filter(i -> choice.has(i / kind.channels()))
                .toArray();
    }

    /* Samples of the sky. */
    private int[] dark() {
        return samples(pixel -> truth[pixel] * kind.amplitude() < 0.05 && pixel != restingPixel());
    }

    /**
     * Level and noise of the sky in sigmas, and the contrast of trails to what it truly is: where they have at least nine tenths
     * of their light, and along their middle with the seams between frames.
     */
    record Measured(double bias, double noise, double contrast, double whole) {}

    Measured measure(Raster light) {
        int[] dark = dark();
        double bias = mean(dark, light);
        double square = IntStream.of(dark)
                .mapToDouble(i -> (light.get(i) - kind.sky()) / kind.sigma() - bias)
                .map(d -> d * d)
                .average()
                .orElseThrow();
        return new Measured(
                bias,
                Math.sqrt(square),
                contrast(ridge(), light, bias),
                contrast(samples(pixel -> whole[pixel]), light, bias));
    }

    private double contrast(int[] samples, Raster light, double bias) {
        double is = IntStream.of(samples)
                .mapToDouble(i -> kind.amplitude() * truth[i / kind.channels()])
                .average()
                .orElseThrow();
        return (mean(samples, light) - bias) / is;
    }

    private double mean(int[] samples, Raster light) {
        return IntStream.of(samples)
                .mapToDouble(i -> (light.get(i) - kind.sky()) / kind.sigma())
                .average()
                .orElseThrow();
    }
}
