package dev.sidereal.develop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sidereal.fold.Plane;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.ToneCurve;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CleanTest {

    @Test
    void the_sky_of_clean_trails_is_the_mean_and_a_faint_trail_stays() {
        NoisyTrails night = NoisyTrails.of(NoisyTrails.Kind.mono(SampleType.UINT16, 12, 4), 200, 5);
        NoisyTrails.Measured clean = night.measure(CleanLight.of(night.stack(), StarShares.of(night.stack())));
        NoisyTrails.Measured most = night.measure(maximum(night));
        assertThat(most.bias()).isCloseTo(2.75, within(0.02));
        assertThat(most.contrast()).isLessThan(0.45);
        assertThat(Math.abs(clean.bias())).isLessThan(0.01);
        assertThat(clean.noise()).isLessThan(1.2 / Math.sqrt(200));
        assertThat(clean.contrast()).isBetween(0.75, 1.1);
    }

    @Test
    void noise_that_neighbours_share_makes_no_trails() {
        NoisyTrails.Kind kind = new NoisyTrails.Kind(3, SampleType.UINT8, new ToneCurve.Srgb(), 0.02, 0.002, 0.7, 4, 0);
        NoisyTrails night = NoisyTrails.of(kind, 60, 6);
        NoisyTrails.Measured clean = night.measure(CleanLight.of(night.stack(), StarShares.of(night.stack())));
        NoisyTrails.Measured mean = night.measure(StackLight.MEAN.of(night.stack()));
        assertThat(clean.noise()).isCloseTo(mean.noise(), within(0.01));
        assertThat(clean.contrast()).isBetween(0.85, 1.1);
    }

    @Test
    void bright_trails_keep_their_codes() {
        NoisyTrails night = NoisyTrails.of(NoisyTrails.Kind.mono(SampleType.UINT16, 12, 40), 60, 5);
        Raster most = maximum(night);
        Raster clean = CleanLight.of(night.stack(), StarShares.of(night.stack()));
        for (int i : night.ridge()) {
            assertThat(clean.get(i)).isEqualTo(most.get(i));
        }
    }

    @Test
    void one_frame_and_nine_give_the_plain_maximum() {
        for (int frames : new int[] {1, 9}) {
            NoisyTrails night = NoisyTrails.of(NoisyTrails.Kind.mono(SampleType.UINT8, 3, 4), frames, 5);
            assertThat(CleanLight.of(night.stack(), StarShares.of(night.stack()))
                            .bytes())
                    .isEqualTo(maximum(night).bytes());
        }
    }

    @Test
    void noise_below_one_code_is_no_star() {
        NoisyTrails night = NoisyTrails.of(NoisyTrails.Kind.mono(SampleType.UINT8, 0.3, 0), 200, 5);
        Raster clean = CleanLight.of(night.stack(), StarShares.of(night.stack()));
        Raster mean = StackLight.MEAN.of(night.stack());
        long shown = IntStream.range(0, (int) clean.shape().samples())
                .filter(i -> clean.get(i) != mean.get(i))
                .count();
        assertThat(shown).isLessThan(5);
    }

    @Test
    void a_star_that_rests_on_a_pixel_for_a_third_of_the_night_is_not_dimmed() {
        NoisyTrails night =
                NoisyTrails.of(NoisyTrails.Kind.mono(SampleType.UINT16, 12, 0).resting(20), 60, 5);
        Raster most = maximum(night);
        Raster clean = CleanLight.of(night.stack(), StarShares.of(night.stack()));
        assertThat(clean.get(night.resting())).isEqualTo(most.get(night.resting()));
    }

    @Test
    void tails_of_the_greatest_of_n_are_those_of_the_normal_distribution() {
        assertThat(Normal.tail(0)).isCloseTo(0.5, within(1e-7));
        assertThat(Normal.tail(2)).isCloseTo(0.0227501319, within(1e-7));
        assertThat(Normal.tail(5)).isCloseTo(2.866515719e-7, within(1e-15));
        assertThat(Normal.meanOfMost(10)).isCloseTo(1.5388, within(1e-3));
        assertThat(Normal.meanOfMost(1000)).isCloseTo(3.2414, within(1e-3));
    }

    @ParameterizedTest
    @CsvSource({"2, 0.5642", "10, 1.5388", "100, 2.5076", "1000, 3.2414", "10000, 3.8516"})
    void the_expected_maximum_of_normal_numbers_is_that_of_the_tables(int frames, double expected) {
        HighestOfNormals normals = new HighestOfNormals(frames);
        assertThat(normals.sky()).isCloseTo(expected, within(2e-3));
        assertThat(normals.excess(normals.sky())).isZero();
        assertThat(normals.excess(30)).isCloseTo(30, within(1e-2));
    }

    private static Raster maximum(NoisyTrails night) {
        return CodeLight.of(night.stack().extreme(Plane.MAX), night.stack().curve());
    }
}
