package dev.sidereal.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidereal.fold.Plane;
import dev.sidereal.frame.Camera;
import dev.sidereal.frame.Candidate;
import dev.sidereal.frame.Coding;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.FrameReader;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.frame.FrameSource;
import dev.sidereal.frame.Selection;
import dev.sidereal.frame.UnreadableFrameException;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import dev.sidereal.image.ToneCurve;
import dev.sidereal.recipe.BadFrames;
import dev.sidereal.recipe.Budget;
import dev.sidereal.recipe.Gate;
import dev.sidereal.recipe.Identity;
import dev.sidereal.recipe.Recipe;
import dev.sidereal.stack.Stack;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GateTest {

    private static final Shape SHAPE = new Shape(200, 120, 1);

    @Test
    void auto_leaves_out_what_is_unlike_the_night_with_any_number_of_threads() throws Exception {
        Night night = new Night(30, i -> i == 12 ? 200 : 40, 20);
        for (int threads : new int[] {1, 2, 5}) {
            List<RunEvent> events = new ArrayList<>();
            Stack stack = run(night, threads, Gate.AUTO, BadFrames.SKIP, events);
            assertThat(stack.frames()).filteredOn(frame -> !frame.used()).hasSize(2);
            assertThat(stack.frames().get(12).skipped())
                    .contains("sky level: expected about 16.5 % as in the frames around it, found 79.2 %");
            assertThat(stack.frames().get(20).skipped()).contains("damaged");
            assertThat(stack.frames().get(12).sky()).contains(202 / 255.0);
            assertThat(skippedNames(events)).containsExactlyInAnyOrder("frame12", "frame20");
            assertThat(((RunEvent.Finished) events.get(events.size() - 1))
                            .report()
                            .used())
                    .isEqualTo(28);
        }
    }

    @Test
    void a_frame_left_out_for_its_looks_does_not_end_a_strict_run() throws Exception {
        Stack stack = run(new Night(30, i -> i == 3 ? 200 : 40, -1), 2, Gate.AUTO, BadFrames.STOP, new ArrayList<>());
        assertThat(stack.frames()).filteredOn(FrameRecord::used).hasSize(29);
    }

    @Test
    void off_uses_all_frames_and_names_those_unlike_the_night_before_the_end() throws Exception {
        List<RunEvent> events = new ArrayList<>();
        Stack stack = run(new Night(30, i -> i == 12 ? 200 : 40, -1), 3, Gate.OFF, BadFrames.SKIP, events);
        assertThat(stack.frames()).allMatch(FrameRecord::used);
        assertThat(stack.frames()).allSatisfy(frame -> assertThat(frame.sky()).isPresent());
        assertThat(events.get(events.size() - 2)).isInstanceOf(RunEvent.LooksUnlike.class);
        RunEvent.LooksUnlike unlike = (RunEvent.LooksUnlike) events.get(events.size() - 2);
        assertThat(unlike.frames()).extracting(FrameRecord::name).containsExactly("frame12");
    }

    @Test
    void a_night_in_which_most_is_bad_loses_nothing_and_says_so() throws Exception {
        List<RunEvent> events = new ArrayList<>();
        /* Lit for four frames in every ten. */
        Night night = new Night(60, i -> i % 10 < 4 ? 200 + i % 3 : 40, -1);
        Stack stack = run(night, 2, Gate.AUTO, BadFrames.SKIP, events);
        assertThat(stack.frames()).allMatch(FrameRecord::used);
        assertThat(events)
                .filteredOn(RunEvent.LooksUnlike.class::isInstance)
                .allSatisfy(event -> assertThat(
                                ((RunEvent.LooksUnlike) event).verdict().tooMany())
                        .isTrue());
    }

    @Test
    void fewer_than_ten_frames_are_not_judged() throws Exception {
        List<RunEvent> events = new ArrayList<>();
        Stack stack = run(new Night(9, i -> i == 3 ? 200 : 40, -1), 2, Gate.AUTO, BadFrames.SKIP, events);
        assertThat(stack.frames()).allMatch(FrameRecord::used);
        assertThat(events)
                .filteredOn(RunEvent.LooksUnlike.class::isInstance)
                .singleElement()
                .satisfies(event -> assertThat(
                                ((RunEvent.LooksUnlike) event).verdict().judged())
                        .isFalse());
    }

    private static Stack run(Night night, int threads, Gate gate, BadFrames badFrames, List<RunEvent> events)
            throws Exception {
        Recipe recipe = new Recipe(
                Selection.ALL,
                Set.of(Plane.MAX),
                badFrames,
                new Budget(threads, Optional.empty()),
                new ToneCurve.Srgb(),
                Identity.UNKNOWN,
                gate);
        return new LocalEngine().run(recipe, night, events::add);
    }

    private static List<String> skippedNames(List<RunEvent> events) {
        return events.stream()
                .filter(RunEvent.FrameSkipped.class::isInstance)
                .map(event -> ((RunEvent.FrameSkipped) event).name())
                .toList();
    }

    /** Frames of noise about a level for each; one may be damaged. */
    private record Night(int count, IntUnaryOperator level, int damaged) implements FrameSource {

        @Override
        public List<Candidate> candidates() {
            return IntStream.range(0, count)
                    .<Candidate>mapToObj(i -> new Candidate.Recognised(new FrameInfo(
                            "frame" + i,
                            SHAPE,
                            SampleType.UINT8,
                            Optional.empty(),
                            Optional.empty(),
                            Camera.UNKNOWN,
                            Coding.UNSAID)))
                    .toList();
        }

        @Override
        public long readerBytes() {
            return 1000;
        }

        @Override
        public FrameReader open() {
            return new FrameReader() {
                @Override
                public void read(int position, Raster into) throws UnreadableFrameException {
                    if (position == damaged) {
                        throw new UnreadableFrameException("damaged");
                    }
                    Random random = new Random(position);
                    for (int s = 0; s < SHAPE.samples(); s++) {
                        into.set(s, level.applyAsInt(position) + random.nextInt(5));
                    }
                }

                @Override
                public void close() {}
            };
        }
    }
}
