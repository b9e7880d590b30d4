package dev.sidereal.develop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sidereal.fold.Fold;
import dev.sidereal.fold.Plane;
import dev.sidereal.frame.Camera;
import dev.sidereal.frame.Coding;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.frame.Mosaic;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Samples;
import dev.sidereal.image.Shape;
import dev.sidereal.image.ToneCurve;
import dev.sidereal.stack.Stack;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Frames of flat colour under filters: 0.4, 0.2 and 0.1 of the range, and half of that. */
class MosaicStackTest {

    private static final Look LINEAR = Look.plain(new ToneCurve.Linear());
    private static final Look SRGB = Look.plain(new ToneCurve.Srgb());

    private static final Shape SHAPE = new Shape(24, 22, 1);
    private static final double[] LIGHT = {0.4, 0.2, 0.1};
    private static final Mosaic MOSAIC =
            new Mosaic(2, "GRBG", Collections.nCopies(4, 1000.0), 11000, List.of(2.0, 1.0, 1.5));
    private static final double[] BALANCED = {0.8, 0.2, 0.15};

    private static Stack stack(Coding coding) {
        FrameInfo info = new FrameInfo(
                "frame", SHAPE, SampleType.UINT16, Optional.empty(), Optional.empty(), Camera.UNKNOWN, coding);
        Stack stack = Stack.start(info, EnumSet.of(Plane.MAX, Plane.SUM, Plane.SUMSQ), new ToneCurve.Linear());
        for (int f = 0; f < 2; f++) {
            Raster raster = Raster.allocate(SHAPE, SampleType.UINT16);
            for (int i = 0; i < SHAPE.samples(); i++) {
                double light = LIGHT[MOSAIC.channel(i % SHAPE.width(), i / SHAPE.width())];
                raster.set(i, 1000 + 10000 * light / (f + 1));
            }
            for (int strip = 0; strip < stack.strips().count(); strip++) {
                Samples samples = Samples.allocate(info.type(), stack.strips().mostSamples());
                samples.load(raster, stack.strips().rows().get(strip));
                stack.add(strip, List.of(new Fold.Strip(samples, f)));
            }
        }
        FrameRecord record = new FrameRecord("frame", Optional.empty(), Optional.empty(), Optional.empty());
        stack.frames(List.of(record, record));
        return stack;
    }

    private static Stack mosaics() {
        return stack(new Coding(Optional.empty(), Optional.of(new ToneCurve.Linear()), Optional.of(MOSAIC)));
    }

    private static void isFlat(Raster picture, double factor) {
        assertThat(picture.shape()).isEqualTo(new Shape(24, 22, 3));
        for (int i = 0; i < picture.shape().samples(); i++) {
            assertThat(picture.get(i)).isCloseTo(factor * BALANCED[i % 3], within(1e-5));
        }
    }

    @Test
    void trails_of_mosaics_are_light_in_files_of_float() {
        isFlat(Product.TRAILS.develop(mosaics(), LINEAR, Tones.LIGHT).raster(), 1);
    }

    @Test
    void trails_of_mosaics_are_srgb_codes_elsewhere() {
        Raster picture = Product.TRAILS.develop(mosaics(), SRGB, Tones.CODES).raster();
        for (int i = 0; i < picture.shape().samples(); i++) {
            assertThat(picture.get(i)).isCloseTo(new ToneCurve.Srgb().encode(BALANCED[i % 3]), within(1e-5));
        }
    }

    @Test
    void trails_of_linear_frames_are_srgb_codes_too() {
        Raster picture =
                Product.TRAILS.develop(stack(Coding.LINEAR), SRGB, Tones.CODES).raster();
        assertThat(picture.shape()).isEqualTo(SHAPE);
        assertThat(picture.get(0)).isCloseTo(new ToneCurve.Srgb().encode(3000 / 65535.0), within(1e-5));
        assertThat(Product.TRAILS
                        .develop(stack(Coding.LINEAR), LINEAR, Tones.LIGHT)
                        .raster()
                        .get(0))
                .isCloseTo(3000 / 65535.0, within(1e-7));
    }

    @Test
    void means_and_sums_are_those_of_light_above_black() {
        Look look = Look.plain(new ToneCurve.Linear());
        isFlat(Product.AVERAGE.develop(mosaics(), look, Tones.LIGHT).raster(), 0.75);
        isFlat(Product.SUM.develop(mosaics(), look, Tones.LIGHT).raster(), 1.5);
    }

    @Test
    void the_spread_has_no_black_level() {
        Raster sigma = Product.SIGMA
                .develop(mosaics(), Look.plain(new ToneCurve.Linear()), Tones.LIGHT)
                .raster();
        isFlat(sigma, 0.25 * Math.sqrt(2));
    }
}
