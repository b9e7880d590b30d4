package dev.sidereal.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sidereal.recipe.Budget;
import dev.sidereal.run.Beginning;
import dev.sidereal.run.LocalEngine;
import dev.sidereal.run.Plan;
import dev.sidereal.run.Progress;
import dev.sidereal.studio.web.Fields;
import dev.sidereal.studio.web.Problem;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BandRunTest {

    @TempDir
    private Path home = Path.of("");

    @Test
    void a_night_that_does_not_fit_the_memory_grows_in_sight_and_ends_with_the_same_picture() throws Exception {
        Path folder = Nightfall.into(home.resolve("night"), 600, 400, 24);
        OpenNight night = OpenNight.open("n1", "0/night", folder);
        StackAssignment assignment = StackAssignment.of(
                night,
                Set.of(),
                "{\"product\":\"average\",\"planes\":\"count,max,when,sum,sumsq\"}",
                new Budget(1, Optional.empty()));
        Plan plan = new LocalEngine()
                .plan(assignment.recipe(), assignment.source(), new Beginning.Fresh(Optional.empty()), Progress.NONE);
        try (Kept kept = Kept.in(home.resolve("state"), Duration.ofSeconds(60))) {
            StackRun whole = new StackRun("r1", assignment, kept, new Changes());
            whole.want();
            whole.execute(0);
            StackRun bands = new StackRun("r2", assignment, kept, new Changes());
            bands.want();
            long allowed = plan.totalBytes() - plan.planeBytes() / 4;
            Thread working = new Thread(() -> bands.execute(Runtime.getRuntime().maxMemory() - allowed));
            working.start();
            Optional<byte[]> seen = Optional.empty();
            boolean refused = false;
            while (working.isAlive()) {
                boolean shown = !Integer.valueOf(0).equals(bands.describe().get("preview"));
                if (shown && seen.isEmpty()) {
                    seen = bands.preview();
                    assertThatThrownBy(() -> bands.halt(RunState.PAUSED))
                            .isInstanceOf(Problem.class)
                            .extracting(problem -> ((Problem) problem).sentence())
                            .isEqualTo("run: expected one whose planes fit the memory, found one in bands, which cannot"
                                    + " pause");
                    refused = true;
                }
                Thread.sleep(1);
            }
            assertThat(bands.describe()).containsEntry("inBands", true).containsEntry("state", "finished");
            assertThat(refused).isTrue();
            assertThat(ImageIO.read(new ByteArrayInputStream(seen.orElseThrow()))
                            .getWidth())
                    .isEqualTo(600);
            Fields plain = new Fields(Map.of());
            assertThat(bands.darkroom().small(plain)).isEqualTo(whole.darkroom().small(plain));
            whole.close();
            bands.close();
        }
    }
}
