package dev.sidereal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sidereal.develop.Product;
import dev.sidereal.fold.Plane;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.frame.OptionException;
import dev.sidereal.frame.Selection;
import dev.sidereal.frame.Tap;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import dev.sidereal.image.ToneCurve;
import dev.sidereal.recipe.BadFrames;
import dev.sidereal.recipe.Budget;
import dev.sidereal.recipe.Identity;
import dev.sidereal.recipe.Recipe;
import dev.sidereal.stack.Stack;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LocalEngineTest {

    /* Several strips of 64 KiB, the last one smaller, rows of an odd number of bytes. */
    private static final Shape SHAPE = new Shape(301, 257, 3);

    private final LocalEngine engine = new LocalEngine();

    @ParameterizedTest
    @EnumSource(SampleType.class)
    void gives_the_bits_of_a_single_plain_loop_with_any_number_of_threads(SampleType type) throws Exception {
        MemoryFrames night = new MemoryFrames(SHAPE, type, 11);
        Raster plain = plainMaximum(night, 11);
        for (int threads : new int[] {1, 2, 3, 8}) {
            Raster result = trails(engine.run(recipe(threads), night, Progress.NONE));
            assertThat(result.bytes()).as("%d threads", threads).isEqualTo(plain.bytes());
        }
    }

    @Test
    void a_frame_that_fails_is_left_out_named_and_leaves_no_trace_in_the_picture() throws Exception {
        MemoryFrames night = new MemoryFrames(SHAPE, SampleType.UINT8, 5, 4);
        List<RunEvent> events = new ArrayList<>();
        Stack stack = engine.run(recipe(2), night, events::add);
        assertThat(trails(stack).bytes()).isEqualTo(plainMaximum(night, 4).bytes());
        assertThat(stack.frames()).extracting(FrameRecord::used).containsExactly(true, true, true, true, false);
        assertThat(events)
                .filteredOn(RunEvent.FrameSkipped.class::isInstance)
                .extracting(event ->
                        ((RunEvent.FrameSkipped) event).name() + ": " + ((RunEvent.FrameSkipped) event).reason())
                .containsExactly("frame4: damaged");
    }

    @Test
    void events_count_every_frame_once_and_end_with_the_report() throws Exception {
        List<RunEvent> events = new ArrayList<>();
        engine.run(recipe(3), new MemoryFrames(SHAPE, SampleType.UINT8, 7, 0, 6), events::add);
        assertThat(events.get(0)).isInstanceOf(RunEvent.Planned.class);
        List<Integer> done = events.stream()
                .mapMulti((RunEvent event, java.util.function.Consumer<Integer> sink) -> {
                    if (event instanceof RunEvent.FrameFolded folded) {
                        sink.accept(folded.done());
                    } else if (event instanceof RunEvent.FrameSkipped skipped) {
                        sink.accept(skipped.done());
                    }
                })
                .toList();
        assertThat(done).containsExactly(1, 2, 3, 4, 5, 6, 7);
        assertThat(((RunEvent.Finished) events.get(events.size() - 1)).report())
                .satisfies(report -> assertThat(report.used()).isEqualTo(5))
                .satisfies(report -> assertThat(report.skipped()).hasSize(2));
    }

    @Test
    void a_strict_run_ends_at_a_bad_frame() {
        Recipe strict = new Recipe(
                Selection.ALL,
                Product.TRAILS.planes(),
                BadFrames.STOP,
                new Budget(2, Optional.empty()),
                new ToneCurve.Srgb(),
                Identity.UNKNOWN);
        assertThatThrownBy(() -> engine.run(strict, new MemoryFrames(SHAPE, SampleType.UINT8, 5, 2), Progress.NONE))
                .isInstanceOf(UnusableNightException.class)
                .hasMessage("frame2: damaged; nothing is written because of --strict");
    }

    @Test
    void a_night_without_a_single_good_frame_is_refused() {
        MemoryFrames night = new MemoryFrames(SHAPE, SampleType.UINT8, 2, 0, 1);
        assertThatThrownBy(() -> engine.run(recipe(2), night, Progress.NONE))
                .isInstanceOf(UnusableNightException.class)
                .hasMessage("frames: expected at least one that can be read, found none of 2; the reason for each is"
                        + " given above");
    }

    @Test
    void little_memory_means_fewer_frames_at_once_then_fewer_workers_then_a_refusal() throws Exception {
        MemoryFrames night = new MemoryFrames(SHAPE, SampleType.UINT8, 9);
        Plan generous = plan(night, Optional.empty());
        assertThat(generous.workers()).isEqualTo(4);
        assertThat(generous.framesAtOnce()).isEqualTo(2);
        Plan tighter = plan(night, Optional.of(generous.totalBytes() - 1));
        assertThat(tighter.framesAtOnce()).isEqualTo(1);
        assertThat(tighter.workers()).isEqualTo(4);
        assertThat(plan(night, Optional.of(tighter.totalBytes() - 1)).workers()).isEqualTo(3);
        assertThatThrownBy(() -> plan(night, Optional.of(90L << 20)))
                .isInstanceOf(OptionException.class)
                .hasMessage("--memory: expected at least 121M for frames of 301x257 colour, 8-bit, found 90M; allow"
                        + " more");
    }

    @Test
    void the_promised_memory_does_not_depend_on_the_number_of_frames() throws Exception {
        assertThat(plan(new MemoryFrames(SHAPE, SampleType.UINT8, 8), Optional.empty())
                        .totalBytes())
                .isEqualTo(plan(new MemoryFrames(SHAPE, SampleType.UINT8, 80), Optional.empty())
                        .totalBytes());
    }

    @Test
    void an_interrupted_run_ends_and_says_so() throws Exception {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> engine.run(recipe(2), new MemoryFrames(SHAPE, SampleType.UINT8, 3), Progress.NONE))
                .isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }

    private Plan plan(MemoryFrames night, Optional<Long> memory) throws Exception {
        Recipe recipe = new Recipe(
                Selection.ALL,
                Product.TRAILS.planes(),
                BadFrames.SKIP,
                new Budget(4, memory),
                new ToneCurve.Srgb(),
                Identity.UNKNOWN);
        List<RunEvent> events = new ArrayList<>();
        engine.plan(recipe, night, new Beginning.Fresh(), Tap.NONE, events::add);
        return ((RunEvent.Planned) events.get(0)).plan();
    }

    private static Recipe recipe(int threads) {
        return new Recipe(
                Selection.ALL,
                Product.TRAILS.planes(),
                BadFrames.SKIP,
                new Budget(threads, Optional.empty()),
                new ToneCurve.Srgb(),
                Identity.UNKNOWN);
    }

    private static Raster trails(Stack stack) {
        return stack.extreme(Plane.MAX);
    }

    private static Raster plainMaximum(MemoryFrames night, int frames) {
        Raster max = Raster.allocate(SHAPE, night.frame(0).type());
        for (int s = 0; s < SHAPE.samples(); s++) {
            double most = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < frames; i++) {
                most = Math.max(most, night.frame(i).get(s));
            }
            max.set(s, most);
        }
        return max;
    }
}
