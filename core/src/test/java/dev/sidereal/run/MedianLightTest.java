package dev.sidereal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sidereal.fold.Plane;
import dev.sidereal.frame.Night;
import dev.sidereal.frame.OptionException;
import dev.sidereal.frame.Selection;
import dev.sidereal.image.Raster;
import dev.sidereal.image.Rows;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import dev.sidereal.image.ToneCurve;
import dev.sidereal.recipe.BadFrames;
import dev.sidereal.recipe.Budget;
import dev.sidereal.recipe.Identity;
import dev.sidereal.recipe.Recipe;
import dev.sidereal.stack.Stack;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MedianLightTest {

    private static final Shape SHAPE = new Shape(31, 57, 3);
    private static final ToneCurve CURVE = new ToneCurve.Gamma(2.2);

    @ParameterizedTest
    @CsvSource({"UINT8,1", "UINT8,2", "UINT8,12", "UINT8,25", "UINT16,7", "UINT16,10"})
    void is_the_middle_light_or_the_mean_of_both_with_any_threads_and_bands(SampleType type, int count)
            throws Exception {
        MemoryFrames frames = new MemoryFrames(SHAPE, type, count);
        Night night = LocalEngine.night(Selection.ALL, frames);
        Stack stack = new LocalEngine().run(recipe(), frames, Progress.NONE);
        Raster light = MedianLight.of(stack, night, frames, new Rows(0, 57), 2, Progress.NONE);
        for (int i = 0; i < SHAPE.samples(); i++) {
            int sample = i;
            double[] sorted = IntStream.range(0, count)
                    .mapToDouble(frame -> frames.frame(frame).get(sample))
                    .sorted()
                    .map(code -> CURVE.decode(code / type.most()))
                    .toArray();
            assertThat((float) light.get(i)).isEqualTo((float) ((sorted[(count - 1) / 2] + sorted[count / 2]) / 2));
        }
        Raster banded = MedianLight.of(stack, night, frames, new Rows(0, 57).split(10), 3, Progress.NONE);
        assertThat(banded.bytes()).isEqualTo(light.bytes());
    }

    @RepeatedTest(5)
    void only_the_rows_asked_for_are_looked_at_and_every_reading_is_told() throws Exception {
        MemoryFrames frames = new MemoryFrames(SHAPE, SampleType.UINT8, 6, 2);
        Night night = LocalEngine.night(Selection.ALL, frames);
        Stack stack = new LocalEngine().run(recipe(), frames, Progress.NONE);
        List<RunEvent> events = new ArrayList<>();
        Raster light = MedianLight.of(stack, night, frames, new Rows(20, 9), 2, events::add);
        assertThat(events)
                .isEqualTo(IntStream.rangeClosed(1, 10)
                        .mapToObj(i -> new RunEvent.ReadAgain(i, 10))
                        .toList());
        assertThat(light.get(0, 19, 0)).isZero();
        assertThat(light.get(0, 20, 0)).isPositive();
        assertThat(light.get(0, 29, 0)).isZero();
    }

    @Test
    void a_frame_that_is_gone_meanwhile_ends_the_run_with_its_name() throws Exception {
        MemoryFrames frames = new MemoryFrames(SHAPE, SampleType.UINT8, 4);
        Night night = LocalEngine.night(Selection.ALL, frames);
        Stack stack = new LocalEngine().run(recipe(), frames, Progress.NONE);
        MemoryFrames gone = new MemoryFrames(SHAPE, SampleType.UINT8, 4, 3);
        assertThatThrownBy(() -> MedianLight.of(stack, night, gone, new Rows(0, 57), 2, Progress.NONE))
                .isInstanceOf(IOException.class)
                .hasMessage("frame3: expected the frame as it was read before, found damaged;"
                        + " for a median frames are read more than once, leave them as they are meanwhile");
    }

    @Test
    void light_in_float_has_no_codes_to_search() throws Exception {
        Night night = LocalEngine.night(Selection.ALL, new MemoryFrames(SHAPE, SampleType.FLOAT32, 3));
        assertThatThrownBy(() -> MedianLight.require(night))
                .isInstanceOf(OptionException.class)
                .hasMessage("--ground median: expected frames of 8 or 16 bits, found numbers in float; give mean");
    }

    private static Recipe recipe() {
        return new Recipe(
                Selection.ALL,
                Set.of(Plane.MAX),
                BadFrames.SKIP,
                new Budget(2, Optional.empty()),
                CURVE,
                Identity.UNKNOWN);
    }
}
