package dev.sidereal.bench;

import dev.sidereal.bench.rival.Contender;
import dev.sidereal.bench.rival.Night;
import dev.sidereal.bench.rival.Rivals;
import dev.sidereal.bench.rival.Yardstick;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;

/** Star trails: the maximum of a night. */
@Command(name = "lighten", description = "Star trails beside the limit and rivals.")
final class LightenScene extends Race {

    private LightenScene() {
        super("Lighten");
    }

    public static void main(String[] words) {
        System.exit(Scenes.run(new LightenScene(), words));
    }

    @Override
    Yardstick.Work work() {
        return Yardstick.Work.MAXIMUM;
    }

    @Override
    Contender sidereal(Setting setting) {
        return setting.sidereal("trails");
    }

    @Override
    List<Contender> rivals() {
        return Rivals.lightening();
    }

    @Override
    Optional<Judge> judge(Workshop workshop, Yardstick yardstick, Night night) throws IOException {
        return Optional.of(Judge.ofMaximum(workshop, yardstick, night));
    }
}
