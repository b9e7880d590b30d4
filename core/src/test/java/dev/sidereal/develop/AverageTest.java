package dev.sidereal.develop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sidereal.fold.Fold;
import dev.sidereal.fold.Plane;
import dev.sidereal.frame.Camera;
import dev.sidereal.frame.Coding;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Samples;
import dev.sidereal.image.Shape;
import dev.sidereal.image.ToneCurve;
import dev.sidereal.stack.Stack;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AverageTest {

    private static final Shape SHAPE = new Shape(37, 11, 3);
    private static final int FRAMES = 25;

    @ParameterizedTest
    @EnumSource(SampleType.class)
    void the_mean_is_within_a_millionth_of_full_scale_of_one_in_double(SampleType type) {
        List<Raster> frames = frames(type);
        ToneCurve curve = type == SampleType.FLOAT32 ? new ToneCurve.Linear() : new ToneCurve.Srgb();
        Raster mean = StackLight.MEAN.of(stack(frames, curve));
        for (int i = 0; i < SHAPE.samples(); i++) {
            assertThat(mean.get(i)).isCloseTo(moment(frames, i, curve, 1), within(1e-6));
        }
    }

    @Test
    void sigma_is_that_of_the_samples() {
        List<Raster> frames = frames(SampleType.UINT16);
        ToneCurve curve = new ToneCurve.Srgb();
        Raster sigma = StackLight.SIGMA.of(stack(frames, curve));
        for (int i = 0; i < SHAPE.samples(); i++) {
            double mean = moment(frames, i, curve, 1);
            double variance = (moment(frames, i, curve, 2) - mean * mean) * FRAMES / (FRAMES - 1);
            assertThat(sigma.get(i)).isCloseTo(Math.sqrt(variance), within(1e-5));
        }
    }

    @Test
    void a_plain_look_of_one_frame_gives_the_frame_back() {
        List<Raster> frames = frames(SampleType.UINT8).subList(0, 1);
        ToneCurve curve = new ToneCurve.Srgb();
        Picture picture = Product.AVERAGE.develop(stack(frames, curve), Look.plain(curve), Tones.CODES);
        for (int i = 0; i < SHAPE.samples(); i++) {
            assertThat(picture.raster().get(i) * 255).isCloseTo(frames.get(0).get(i), within(0.02));
        }
    }

    @Test
    void the_classic_recipe_is_the_power_of_the_normalised_sum() {
        List<Raster> frames = frames(SampleType.UINT8);
        ToneCurve curve = new ToneCurve.Gamma(2.2);
        Look look = new Look(1, new Level.Light(0), new Level.Percentile(100), false, 1, Stretch.NONE, curve);
        Picture picture = Product.AVERAGE.develop(stack(frames, curve), look, Tones.CODES);
        double[] sums = IntStream.range(0, (int) SHAPE.samples())
                .mapToDouble(i -> frames.stream()
                        .mapToDouble(f -> Math.pow(f.get(i) / 255, 2.2))
                        .sum())
                .toArray();
        double most =
                IntStream.range(0, sums.length).mapToDouble(i -> sums[i]).max().orElseThrow();
        for (int i = 0; i < sums.length; i++) {
            assertThat(picture.raster().get(i) * 255).isCloseTo(255 * Math.pow(sums[i] / most, 1 / 2.2), within(0.01));
        }
    }

    @Test
    void white_equal_to_black_does_not_divide_by_zero() {
        Raster light = Raster.allocate(new Shape(2, 1, 1), SampleType.FLOAT32);
        light.set(0, 0.5);
        light.set(1, 0.6);
        Look look =
                new Look(1, new Level.Light(0.5), new Level.Light(0.5), false, 1, Stretch.NONE, new ToneCurve.Linear());
        Raster out = Development.of(light, look, Tones.CODES);
        assertThat(out.get(0)).isZero();
        assertThat(out.get(1)).isEqualTo(1);
    }

    private static double moment(List<Raster> frames, int sample, ToneCurve curve, int power) {
        double fullScale = switch (frames.get(0).type()) {
            case UINT8 -> 255;
            case UINT16 -> 65535;
            case FLOAT32 -> 1;
        };
        return frames.stream()
                .mapToDouble(f -> Math.pow(curve.decode(f.get(sample) / fullScale), power))
                .average()
                .orElseThrow();
    }

    private static Stack stack(List<Raster> frames, ToneCurve curve) {
        FrameInfo info = new FrameInfo(
                "frame",
                SHAPE,
                frames.get(0).type(),
                Optional.empty(),
                Optional.empty(),
                Camera.UNKNOWN,
                Coding.UNSAID);
        Stack stack = Stack.start(info, EnumSet.of(Plane.SUM, Plane.SUMSQ), curve);
        for (int f = 0; f < frames.size(); f++) {
            for (int strip = 0; strip < stack.strips().count(); strip++) {
                Samples samples = Samples.allocate(info.type(), stack.strips().mostSamples());
                samples.load(frames.get(f), stack.strips().rows().get(strip));
                stack.add(strip, List.of(new Fold.Strip(samples, f)));
            }
        }
        return stack;
    }

    private static List<Raster> frames(SampleType type) {
        Random random = new Random(11);
        return IntStream.range(0, FRAMES)
                .mapToObj(f -> {
                    Raster raster = Raster.allocate(SHAPE, type);
                    for (int i = 0; i < SHAPE.samples(); i++) {
                        raster.set(
                                i,
                                switch (type) {
                                    case UINT8 -> random.nextInt(256);
                                    case UINT16 -> random.nextInt(65536);
                                    case FLOAT32 -> random.nextFloat();
                                });
                    }
                    return raster;
                })
                .toList();
    }
}
