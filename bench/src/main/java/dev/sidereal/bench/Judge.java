package dev.sidereal.bench;

import dev.sidereal.bench.rival.Contender;
import dev.sidereal.bench.rival.Night;
import dev.sidereal.bench.rival.Yardstick;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * Is a contender's picture the exact one? Lets it stack a short night into a file without loss and compares every sample
 * with the picture that the yardstick made of the same frames.
 */
final class Judge {

    private final Workshop workshop;
    private final Night night;
    private final Path exact;
    private final Function<Likeness, String> words;

    private Judge(Workshop workshop, Night night, Function<Likeness, String> words) {
        this.words = words;
        this.workshop = workshop;
        this.night = night;
        this.exact = workshop.file("exact.ppm");
    }

    /** A judge who has let the yardstick take the exact maximum of {@code night}. */
    static Judge ofMaximum(Workshop workshop, Yardstick yardstick, Night night) throws IOException {
        Judge judge = new Judge(workshop, night, Likeness::toString);
        workshop.run(yardstick.exactMaximum(night, judge.exact, workshop.scratch()));
        return judge;
    }

    /** A judge who has let the yardstick take the mean of linear light in double. */
    static Judge ofMean(Workshop workshop, Yardstick yardstick, Night night) throws IOException {
        Judge judge = new Judge(workshop, night, Likeness::nearness);
        workshop.run(yardstick.exactMean(night, judge.exact, workshop.scratch()));
        return judge;
    }

    /** The verdict in words; a contender that fails here is no contender. */
    String verdict(Contender contender) throws IOException {
        if (!contender.writesPicture()) {
            return "the reference";
        }
        Path picture = workshop.file("check-" + contender.name() + ".png");
        workshop.run(contender, night, picture);
        Likeness likeness = Likeness.of(exact, picture);
        return words.apply(likeness)
                + contender.caveat().map(reason -> " (" + reason + ")").orElse("");
    }
}
