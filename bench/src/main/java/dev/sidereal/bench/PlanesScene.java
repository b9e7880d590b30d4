package dev.sidereal.bench;

import dev.sidereal.bench.rival.Contender;
import dev.sidereal.bench.rival.Night;
import dev.sidereal.bench.rival.Yardstick;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;

/** All planes from one decode, folded and not saved: what the folds cost. */
@Command(name = "planes", description = "Maximum, its frame, sum and sum of squares beside the limit.")
final class PlanesScene extends Race {

    private PlanesScene() {
        super("Maximum, its frame, sum and sum of squares");
    }

    public static void main(String[] words) {
        System.exit(Scenes.run(new PlanesScene(), words));
    }

    @Override
    Yardstick.Work work() {
        return Yardstick.Work.PLANES;
    }

    @Override
    Contender sidereal(Setting setting) {
        return setting.planes();
    }

    @Override
    List<Contender> rivals() {
        return List.of();
    }

    @Override
    Optional<Judge> judge(Workshop workshop, Yardstick yardstick, Night night) throws IOException {
        return Optional.empty();
    }
}
