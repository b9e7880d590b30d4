package dev.sidereal.bench;

import dev.sidereal.bench.rival.Contender;
import dev.sidereal.bench.rival.Night;
import dev.sidereal.bench.rival.Rivals;
import dev.sidereal.bench.rival.Yardstick;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;

/** The mean of a night in linear light, compared with one in double. */
@Command(name = "average", description = "Averages in linear light beside the limit and rivals.")
final class AverageScene extends Race {

    private AverageScene() {
        super("Average");
    }

    public static void main(String[] words) {
        System.exit(Scenes.run(new AverageScene(), words));
    }

    @Override
    Yardstick.Work work() {
        return Yardstick.Work.AVERAGE;
    }

    @Override
    Contender sidereal(Setting setting) {
        return setting.sidereal("average");
    }

    @Override
    List<Contender> rivals() {
        return Rivals.averaging();
    }

    @Override
    Optional<Judge> judge(Workshop workshop, Yardstick yardstick, Night night) throws IOException {
        return Optional.of(Judge.ofMean(workshop, yardstick, night));
    }
}
