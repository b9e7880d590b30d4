package dev.sidereal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sidereal.fold.Plane;
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
import dev.sidereal.stack.Checkpoints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A tap that asks for order sees frames in order, and nobody waits for ever. */
@Timeout(60)
class HandOverTest {

    private static final Shape SHAPE = new Shape(5, 4, 1);
    private static final int FRAMES = 60;

    @Test
    void frames_come_in_order_with_any_number_of_workers_and_their_pixels_are_whole() throws Exception {
        MemoryFrames source = new MemoryFrames(SHAPE, SampleType.UINT8, FRAMES, 0, 1, 2, 7, 20, 21, 22, 23, 59);
        List<Integer> readable = IntStream.range(0, FRAMES)
                .filter(i -> i > 2 && i != 7 && (i < 20 || i > 23) && i != 59)
                .boxed()
                .toList();
        for (int threads : new int[] {1, 2, 3, 8}) {
            List<Integer> seen = new ArrayList<>();
            run(source, threads, BadFrames.SKIP, (number, frame) -> {
                assertThat(frame.bytes()).isEqualTo(source.frame(number).bytes());
                seen.add(number);
                if (number % 5 == 0) {
                    Thread.sleep(2);
                }
            });
            assertThat(seen).as("%d threads", threads).isEqualTo(readable);
        }
    }

    @Test
    void what_a_tap_throws_ends_the_run() {
        MemoryFrames source = new MemoryFrames(SHAPE, SampleType.UINT8, FRAMES);
        assertThatThrownBy(() -> run(source, 8, BadFrames.SKIP, (number, frame) -> {
                    if (number == 11) {
                        throw new IOException("the encoder is gone");
                    }
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("the encoder is gone");
    }

    @Test
    void a_bad_frame_ends_a_strict_run_though_others_wait() {
        MemoryFrames source = new MemoryFrames(SHAPE, SampleType.UINT8, FRAMES, 4);
        assertThatThrownBy(() -> run(source, 8, BadFrames.STOP, (number, frame) -> {}))
                .isInstanceOf(UnusableNightException.class)
                .hasMessage("frame4: damaged; nothing is written because of --strict");
    }

    @Test
    void an_interrupted_run_ends_while_workers_wait() throws Exception {
        MemoryFrames source = new MemoryFrames(SHAPE, SampleType.UINT8, FRAMES);
        CountDownLatch reached = new CountDownLatch(1);
        Thread running = new Thread(() -> assertThatThrownBy(() -> run(source, 4, BadFrames.SKIP, (number, frame) -> {
                    if (number == 9) {
                        reached.countDown();
                        Thread.sleep(60_000);
                    }
                }))
                .isInstanceOf(InterruptedException.class));
        running.start();
        reached.await();
        running.interrupt();
        running.join(20_000);
        assertThat(running.isAlive()).isFalse();
    }

    @Test
    void two_taps_are_both_in_order_and_their_memory_is_promised() throws IOException {
        Tap counted = ordered((number, frame) -> {});
        Tap both = Tap.NONE.and(counted).and(counted);
        assertThat(both.inOrder()).isTrue();
        assertThat(both.bytes()).isEqualTo(2_000);
        MemoryFrames source = new MemoryFrames(SHAPE, SampleType.UINT8, FRAMES);
        LocalEngine engine = new LocalEngine();
        Beginning fresh = new Beginning.Fresh();
        Recipe recipe = Recipe.of(Set.of(Plane.MAX));
        assertThat(engine.plan(recipe, source, fresh, both, Progress.NONE).totalBytes()
                        - engine.plan(recipe, source, fresh, Progress.NONE).totalBytes())
                .isEqualTo(2_000);
    }

    private static void run(MemoryFrames source, int threads, BadFrames badFrames, Tap see)
            throws IOException, InterruptedException {
        Recipe recipe = new Recipe(
                Selection.ALL,
                Set.of(Plane.MAX),
                badFrames,
                new Budget(threads, Optional.empty()),
                new ToneCurve.Srgb(),
                Identity.UNKNOWN);
        new LocalEngine().run(recipe, source, new Beginning.Fresh(), Checkpoints.NONE, ordered(see), Progress.NONE);
    }

    private static Tap ordered(Tap see) {
        return new Tap() {
            @Override
            public void see(int number, Raster frame) throws IOException, InterruptedException {
                see.see(number, frame);
            }

            @Override
            public boolean inOrder() {
                return true;
            }

            @Override
            public long bytes() {
                return 1_000;
            }
        };
    }
}
