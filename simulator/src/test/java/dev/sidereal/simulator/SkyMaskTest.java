package dev.sidereal.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sidereal.fold.Plane;
import dev.sidereal.frame.Camera;
import dev.sidereal.frame.Candidate;
import dev.sidereal.frame.Coding;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.FrameReader;
import dev.sidereal.frame.FrameSource;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.recipe.Recipe;
import dev.sidereal.run.LocalEngine;
import dev.sidereal.run.Progress;
import dev.sidereal.sky.SkyMask;
import dev.sidereal.stack.Stack;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SkyMaskTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void the_sky_of_a_night_is_found_to_the_pixel(long seed) throws Exception {
        SyntheticNight night = SyntheticNight.of(NightScene.of(600, 400, 40, seed));
        SkyMask mask = SkyMask.of(stack(night, SkyMask.PLANES));
        assertThat(mask.doubt()).isEmpty();
        MaskLikeness likeness = MaskLikeness.of(mask.raster(), night.truth().skyMask());
        assertThat(likeness.overlap()).isGreaterThan(0.985);
        assertThat(likeness.skylineError()).isLessThanOrEqualTo(3);
    }

    @Test
    void equal_stacks_give_equal_masks() throws Exception {
        SyntheticNight night = SyntheticNight.of(NightScene.of(300, 200, 12, 4));
        Raster one = SkyMask.of(stack(night, SkyMask.PLANES)).raster();
        Raster other = SkyMask.of(stack(night, SkyMask.PLANES)).raster();
        assertThat(one.bytes()).isEqualTo(other.bytes());
    }

    @Test
    void a_night_in_which_nothing_moves_is_not_sure_and_all_sky() throws Exception {
        Raster still = SyntheticNight.of(NightScene.of(300, 200, 1, 1)).noiseFree(0, SampleType.UINT8, Content.CLEAN);
        SkyMask mask = SkyMask.of(still(still, 20, 0));
        assertThat(mask.doubt()).contains("expected stars or clouds that move, found none");
        assertAllSky(mask);
    }

    @Test
    void dusk_that_outshines_the_stars_is_not_sure_and_all_sky() throws Exception {
        Raster still = SyntheticNight.of(NightScene.of(300, 200, 1, 1)).noiseFree(0, SampleType.UINT8, Content.CLEAN);
        SkyMask mask = SkyMask.of(still(still, 12, 100));
        assertThat(mask.doubt()).isPresent();
        assertAllSky(mask);
    }

    /* The same picture in every frame, with noise of three codes; the first frames are brighter, as at dusk. */
    private static Stack still(Raster picture, int frames, double dusk) throws Exception {
        FrameSource source = new FrameSource() {
            @Override
            public List<Candidate> candidates() {
                return IntStream.range(0, frames)
                        .<Candidate>mapToObj(i -> new Candidate.Recognised(new FrameInfo(
                                "still-" + i,
                                picture.shape(),
                                picture.type(),
                                Optional.empty(),
                                Optional.empty(),
                                Camera.UNKNOWN,
                                Coding.UNSAID)))
                        .toList();
            }

            @Override
            public long readerBytes() {
                return 0;
            }

            @Override
            public FrameReader open() {
                return new FrameReader() {
                    @Override
                    public void read(int position, Raster into) {
                        Random random = new Random(position);
                        for (int i = 0; i < picture.shape().samples(); i++) {
                            double code =
                                    picture.get(i) + dusk * StrictMath.exp(-position / 2.0) + 3 * random.nextGaussian();
                            into.set(i, Math.rint(Math.max(0, Math.min(255, code))));
                        }
                    }

                    @Override
                    public void close() {}
                };
            }
        };
        return new LocalEngine().run(Recipe.of(SkyMask.PLANES), source, Progress.NONE);
    }

    @Test
    void a_few_frames_are_not_sure_and_all_sky() throws Exception {
        SyntheticNight night = SyntheticNight.of(NightScene.of(300, 200, 1, 1));
        SkyMask mask = SkyMask.of(stack(night, SkyMask.PLANES));
        assertThat(mask.doubt()).contains("expected at least 5 frames, found 1");
        assertAllSky(mask);
    }

    @Test
    void a_stack_without_its_planes_is_refused() throws Exception {
        Stack stack = stack(SyntheticNight.of(NightScene.of(32, 32, 1, 1)), Set.of(Plane.MAX));
        ThrowingCallable find = () -> SkyMask.of(stack);
        assertThatThrownBy(find)
                .hasMessage("mask: expected a stack with planes count,max,when,sum, found max;"
                        + " fold the night with --planes count,max,when,sum");
    }

    private static void assertAllSky(SkyMask mask) {
        for (int i = 0; i < mask.raster().shape().samples(); i++) {
            assertThat(mask.raster().get(i)).isEqualTo(255);
        }
    }

    private static Stack stack(SyntheticNight night, Set<Plane> planes) throws Exception {
        return new LocalEngine().run(Recipe.of(planes), SyntheticFrames.drawn(night, SampleType.UINT8), Progress.NONE);
    }
}
