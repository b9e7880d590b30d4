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
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Frames of Gaussian noise in linear codes through which stars of full width 2.5 pixels move 3 pixels a frame, on straight
 * lines 30 pixels apart; and one star that stands still for some frames.
 */
final class NoisyTrails {

    private static final Shape SHAPE = new Shape(240, 120, 1);
    private static final double STEP = 3;
    private static final double WIDTH = 2.5 / 2.3548;
    private static final int APART = 30;

    private final Stack stack;
    private final double sky;
    private final double sigma;
    private final double[] truth;

    private NoisyTrails(Stack stack, double sky, double sigma, double[] truth) {
        this.stack = stack;
        this.sky = sky;
        this.sigma = sigma;
        this.truth = truth;
    }

    static NoisyTrails of(SampleType type, int frames, double amplitude, double sigma) {
        return of(type, frames, amplitude, sigma, 0);
    }

    /** Stars of {@code amplitude} sigmas, noise of {@code sigma} codes; the resting star has 10 sigmas. */
    static NoisyTrails of(SampleType type, int frames, double amplitude, double sigma, int rests) {
        double sky = type == SampleType.UINT8 ? 100.3 : 1000;
        FrameInfo info =
                new FrameInfo("frame", SHAPE, type, Optional.empty(), Optional.empty(), Camera.UNKNOWN, Coding.UNSAID);
        Stack stack = Stack.start(info, Product.CLEAN.planes(), new ToneCurve.Linear());
        double[] truth = new double[(int) SHAPE.samples()];
        Random random = new Random(3);
        for (int f = 0; f < frames; f++) {
            Raster raster = Raster.allocate(SHAPE, type);
            double start = SHAPE.width() - STEP * f;
            for (int i = 0; i < truth.length; i++) {
                int x = i % SHAPE.width();
                int y = i / SHAPE.width();
                double across = Math.abs(y % APART - APART / 2);
                double star = across > 6 || Math.abs(x - start) > 12
                        ? 0
                        : amplitude * profile(x, start) * Math.exp(-across * across / (2 * WIDTH * WIDTH));
                truth[i] = Math.max(truth[i], star);
                double resting = i == restingIndex() && f < rests ? 10 : 0;
                double code = sky + sigma * (random.nextGaussian() + star + resting);
                raster.set(i, Math.max(0, Math.min(type.most(), Math.rint(code))));
            }
            for (int strip = 0; strip < stack.strips().count(); strip++) {
                Samples samples = Samples.allocate(type, stack.strips().mostSamples());
                samples.load(raster, stack.strips().rows().get(strip));
                stack.add(strip, List.of(new Fold.Strip(samples, f)));
            }
        }
        stack.frames(Collections.nCopies(
                frames, new FrameRecord("frame", Optional.empty(), Optional.empty(), Optional.empty())));
        return new NoisyTrails(stack, sky, sigma, truth);
    }

    /* A streak of three pixels, smeared by the width of a star; 1 in its middle. */
    private static double profile(double x, double start) {
        double sum = 0;
        double middle = 0;
        for (double u = STEP / 32; u < STEP; u += STEP / 16) {
            sum += Math.exp(-(x - start - u) * (x - start - u) / (2 * WIDTH * WIDTH));
            middle += Math.exp(-(STEP / 2 - u) * (STEP / 2 - u) / (2 * WIDTH * WIDTH));
        }
        return sum / middle;
    }

    Stack stack() {
        return stack;
    }

    int resting() {
        return restingIndex();
    }

    private static int restingIndex() {
        return 30 * SHAPE.width() + 100;
    }

    /** Samples in the middle of trails. */
    int[] ridge() {
        return IntStream.range(0, truth.length)
                .filter(i -> i / SHAPE.width() % APART == APART / 2)
                .filter(i -> i % SHAPE.width() > 100 && i % SHAPE.width() < 220)
                .toArray();
    }

    /** Level and noise of the sky, and the contrast of trails to what it truly is; in sigmas. */
    record Measured(double bias, double noise, double contrast) {}

    Measured measure(Raster light) {
        int[] dark = IntStream.range(0, truth.length)
                .filter(i -> truth[i] < 0.01 && i != restingIndex())
                .toArray();
        double unit = stack.type().most();
        double bias = mean(dark, light, unit);
        double square = IntStream.of(dark)
                .mapToDouble(i -> (light.get(i) * unit - sky) / sigma - bias)
                .map(d -> d * d)
                .average()
                .orElseThrow();
        double shown = mean(ridge(), light, unit) - bias;
        double is = IntStream.of(ridge()).mapToDouble(i -> truth[i]).average().orElseThrow();
        return new Measured(bias, Math.sqrt(square), shown / is);
    }

    private double mean(int[] samples, Raster light, double unit) {
        return IntStream.of(samples)
                .mapToDouble(i -> (light.get(i) * unit - sky) / sigma)
                .average()
                .orElseThrow();
    }
}
