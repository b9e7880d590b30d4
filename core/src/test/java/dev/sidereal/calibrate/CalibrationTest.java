package dev.sidereal.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sidereal.frame.Camera;
import dev.sidereal.frame.Coding;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.Mosaic;
import dev.sidereal.frame.OptionException;
import dev.sidereal.frame.Readout;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import dev.sidereal.image.ToneCurve;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class CalibrationTest {

    private static final Shape SHAPE = new Shape(24, 20, 1);
    private static final ToneCurve LINEAR = new ToneCurve.Linear();

    @Test
    void a_light_is_freed_of_dark_and_vignetting_and_not_cut_off_at_0() {
        IntToDoubleFunction vignette = i -> 1 - 0.4 * Math.hypot(i % 24 - 12, i / 24 - 10) / 16;
        Master dark = master(Master.Kind.DARK, i -> (100 + i % 7) / 65535.0);
        Master bias = master(Master.Kind.BIAS, i -> 90 / 65535.0);
        Master flat = master(Master.Kind.FLAT, i -> (90 + 20000 * vignette.applyAsDouble(i)) / 65535.0);
        Calibration calibration = Calibration.of(
                info(Optional.empty()), LINEAR, masters(Optional.of(dark), Optional.of(flat), Optional.of(bias)));
        Random random = new Random(1);
        double[] sky = new double[480];
        Raster light = codes(i -> {
            sky[i] = Math.rint(5 * random.nextGaussian());
            return 100 + i % 7 + sky[i];
        });
        Raster picture = Raster.allocate(calibration.shape(), SampleType.FLOAT32);
        calibration.apply(light, calibration.open(), picture);
        double mean = 0;
        for (int i = 0; i < 480; i++) {
            mean += vignette.applyAsDouble(i) / 480;
        }
        assertThat(picture.shape()).isEqualTo(SHAPE);
        for (int i = 0; i < 480; i++) {
            double expected = sky[i] / vignette.applyAsDouble(i) * mean / 65535;
            assertThat(picture.get(i))
                    .as("sample %d", i)
                    .isCloseTo(expected, within(0.002 * Math.abs(expected) + 1e-9));
        }
    }

    @Test
    void each_colour_of_a_mosaic_is_made_even_by_its_own_mean() {
        Mosaic mosaic = mosaic("RGGB");
        IntToDoubleFunction lamp = i -> new double[] {0.1, 0.3, 0.2}[mosaic.channel(i % 24, i / 24)];
        IntToDoubleFunction dust = i -> i % 24 < 12 ? 1 : 0.8;
        Master flat = new Master(
                Master.Kind.FLAT,
                floats(i -> lamp.applyAsDouble(i) * dust.applyAsDouble(i)),
                info(Optional.of(mosaic)));
        Calibration calibration = Calibration.of(
                info(Optional.of(mosaic)), LINEAR, masters(Optional.empty(), Optional.of(flat), Optional.empty()));
        Raster picture = Raster.allocate(calibration.shape(), SampleType.FLOAT32);
        calibration.apply(codes(i -> Math.rint(65535 * 0.2 * dust.applyAsDouble(i))), calibration.open(), picture);
        assertThat(picture.shape()).isEqualTo(new Shape(24, 20, 3));
        for (int i = 0; i < picture.shape().samples(); i++) {
            assertThat(picture.get(i)).as("sample %d", i).isCloseTo(0.2 * 0.9, within(1e-4));
        }
    }

    @Test
    void hot_and_cold_samples_of_a_dark_are_replaced_in_their_own_colour() {
        Random random = new Random(2);
        Mosaic mosaic = mosaic("RGGB");
        Master dark = new Master(
                Master.Kind.DARK,
                floats(i ->
                        (100 + random.nextGaussian() + (i == 24 * 7 + 9 ? 500 : i == 24 * 12 + 3 ? -80 : 0)) / 65535),
                info(Optional.of(mosaic)));
        Calibration calibration = Calibration.of(
                info(Optional.of(mosaic)), LINEAR, masters(Optional.of(dark), Optional.empty(), Optional.empty()));
        assertThat(calibration.defectCount()).isEqualTo(2);
        Raster picture = Raster.allocate(calibration.shape(), SampleType.FLOAT32);
        calibration.apply(codes(i -> 10100 + (i == 24 * 7 + 9 ? 20000 : 0)), calibration.open(), picture);
        for (int i = 0; i < picture.shape().samples(); i++) {
            assertThat(picture.get(i)).as("sample %d", i).isCloseTo(10000 / 65535.0, within(2e-4));
        }
    }

    @Test
    void what_a_flat_does_not_see_is_missing_and_said() {
        Master flat = master(Master.Kind.FLAT, i -> i == 30 || i == 31 ? 0 : 0.4);
        Calibration calibration = Calibration.of(
                info(Optional.empty()), LINEAR, masters(Optional.empty(), Optional.of(flat), Optional.empty()));
        assertThat(calibration.remarks())
                .containsExactly(
                        "flat: expected light everywhere, found none in 2 samples, which are left out of every frame");
    }

    @Test
    void a_burnt_out_flat_is_refused() {
        Master flat = master(Master.Kind.FLAT, i -> i < 240 ? 1 : 0.9);
        assertThatThrownBy(() -> Calibration.of(
                        info(Optional.empty()), LINEAR, masters(Optional.empty(), Optional.of(flat), Optional.empty())))
                .isInstanceOf(OptionException.class)
                .hasMessage(
                        "--flat: expected light below saturation, found 50 % of the samples saturated; take flats of"
                                + " half the full scale");
    }

    @Test
    void a_dark_flat_without_light_is_refused() {
        Master flat = master(Master.Kind.FLAT, i -> 0.1);
        Master bias = master(Master.Kind.BIAS, i -> 0.2);
        assertThatThrownBy(() -> Calibration.of(
                        info(Optional.empty()),
                        LINEAR,
                        masters(Optional.empty(), Optional.of(flat), Optional.of(bias))))
                .hasMessage(
                        "--flat: expected light, found flats no brighter than their darks; take flats of a bright even"
                                + " field");
    }

    @Test
    void a_master_of_another_size_is_refused() {
        Raster small = Raster.allocate(new Shape(12, 10, 1), SampleType.FLOAT32);
        Master dark = new Master(Master.Kind.DARK, small, info(Optional.empty()));
        assertThatThrownBy(() -> Fitness.check(
                        info(Optional.empty()), masters(Optional.of(dark), Optional.empty(), Optional.empty())))
                .hasMessage(
                        "--dark: expected 24x20 mono as the lights are, found 12x10 mono; use frames of the same camera"
                                + " and binning");
    }

    @Test
    void a_master_under_other_filters_is_refused() {
        Master dark = new Master(Master.Kind.DARK, floats(i -> 0), info(Optional.of(mosaic("GRBG"))));
        assertThatThrownBy(() -> Fitness.check(
                        info(Optional.of(mosaic("RGGB"))),
                        masters(Optional.of(dark), Optional.empty(), Optional.empty())))
                .hasMessage(
                        "--dark: expected filters RGGB as the lights have, found GRBG; use frames of the same camera,"
                                + " not turned or cut");
    }

    @Test
    void each_mismatch_that_can_be_lived_with_is_one_sentence() {
        FrameInfo lights = info(120, 100, -10);
        Master dark = new Master(Master.Kind.DARK, floats(i -> 0), info(60, 200, -3.5));
        assertThat(Fitness.check(lights, masters(Optional.of(dark), Optional.empty(), Optional.empty())))
                .containsExactly(
                        "dark: expected gain 100 as the lights have, found 200; what it removes may be too much or too"
                                + " little",
                        "dark: expected -10 degrees as the lights have, found -3.50; hot pixels may stay, or become dark"
                                + " holes",
                        "dark: expected an exposure of 120 s as the lights have, found 60 s; it is used as it is,"
                                + " --scale-dark with --bias scales it");
    }

    @Test
    void a_dark_is_scaled_by_exposure_only_when_asked() {
        Master dark = new Master(Master.Kind.DARK, floats(i -> 30 / 65535.0), info(60, 100, -10));
        Master bias = new Master(Master.Kind.BIAS, floats(i -> 10 / 65535.0), info(0.001, 100, -10));
        Masters asked = new Masters(Optional.of(dark), Optional.empty(), Optional.of(bias), Optional.empty(), true);
        Calibration calibration = Calibration.of(info(120, 100, -10), LINEAR, asked);
        Raster picture = Raster.allocate(calibration.shape(), SampleType.FLOAT32);
        calibration.apply(codes(i -> 150), calibration.open(), picture);
        assertThat(picture.get(17)).isCloseTo(100 / 65535.0, within(1e-8));
        assertThat(calibration.remarks()).isEmpty();
        assertThatThrownBy(() -> Fitness.check(
                        info(120, 100, -10),
                        new Masters(Optional.of(dark), Optional.empty(), Optional.empty(), Optional.empty(), true)))
                .hasMessage(
                        "--scale-dark: expected --bias with it, found none; only what a dark has beyond its bias grows"
                                + " with time");
    }

    @Test
    void without_darks_hot_samples_are_found_in_the_lights_and_stars_that_move_are_not() {
        StandingOut standingOut = new StandingOut(SHAPE, Optional.empty());
        Calibration calibration = Calibration.of(info(Optional.empty()), LINEAR, Masters.NONE);
        for (int frame = 0; frame < 10; frame++) {
            Random random = new Random(frame);
            int shift = frame;
            calibration.apply(
                    codes(i -> 1000
                            + Math.rint(10 * random.nextGaussian())
                            + (i == 24 * 5 + 6 ? 300 : 0)
                            + 3000 * Math.exp(-sq((i % 24 - 8 - shift) / 1.0) - sq((i / 24 - 10) / 1.0))),
                    calibration.open(),
                    Optional.of(standingOut),
                    Raster.allocate(SHAPE, SampleType.FLOAT32));
        }
        assertThat(standingOut.defects().samples().stream().boxed()).containsExactly(24 * 5 + 6);
    }

    private static double sq(double x) {
        return x * x;
    }

    private static Masters masters(Optional<Master> dark, Optional<Master> flat, Optional<Master> bias) {
        return new Masters(dark, flat, bias, Optional.empty(), false);
    }

    private static Master master(Master.Kind kind, IntToDoubleFunction light) {
        return new Master(kind, floats(light), info(Optional.empty()));
    }

    private static Mosaic mosaic(String colours) {
        return new Mosaic(2, colours, Collections.nCopies(4, 0.0), 65535, List.of(1.0, 1.0, 1.0));
    }

    private static Raster floats(IntToDoubleFunction values) {
        return filled(SampleType.FLOAT32, values);
    }

    private static Raster codes(IntToDoubleFunction values) {
        return filled(SampleType.UINT16, values);
    }

    private static Raster filled(SampleType type, IntToDoubleFunction values) {
        Raster raster = Raster.allocate(SHAPE, type);
        for (int i = 0; i < SHAPE.samples(); i++) {
            raster.set(i, values.applyAsDouble(i));
        }
        return raster;
    }

    private static FrameInfo info(Optional<Mosaic> mosaic) {
        return new FrameInfo(
                "light.fits",
                SHAPE,
                SampleType.UINT16,
                Optional.empty(),
                Optional.empty(),
                Camera.UNKNOWN,
                new Coding(Optional.empty(), Optional.of(LINEAR), mosaic));
    }

    private static FrameInfo info(double seconds, double gain, double celsius) {
        return new FrameInfo(
                "light.fits",
                SHAPE,
                SampleType.UINT16,
                Optional.empty(),
                Optional.of(Duration.ofNanos(Math.round(seconds * 1e9))),
                Camera.UNKNOWN,
                new Coding(Optional.empty(), Optional.of(LINEAR), Optional.empty()),
                new Readout(Optional.of(gain), Optional.of(celsius), Optional.empty()),
                Optional.empty());
    }
}
