package dev.sidereal.bench;

import dev.sidereal.bench.rival.Contender;
import dev.sidereal.bench.rival.Night;
import dev.sidereal.bench.rival.Yardstick;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Is a contender's picture the exact maximum? Lets it lighten a short night into a file without loss and compares every
 * sample with the maximum that the yardstick took of the same frames.
 */
final class Judge {

    private final Workshop workshop;
    private final Night night;
    private final Path exact;

    /** A judge who has let the yardstick take the exact maximum of {@code night}. */
    Judge(Workshop workshop, Yardstick yardstick, Night night) throws IOException {
        this.workshop = workshop;
        this.night = night;
        this.exact = workshop.file("exact.ppm");
        workshop.run(yardstick.exactMaximum(night, exact, workshop.scratch()));
    }

    /** The verdict in words; a contender that fails here is no contender. */
    String verdict(Contender contender) throws IOException {
        if (!contender.writesPicture()) {
            return "the reference";
        }
        Path picture = workshop.file("check-" + contender.name() + ".png");
        workshop.run(contender, night, picture);
        Likeness likeness = Likeness.of(exact, picture);
        return likeness + contender.caveat().map(reason -> " (" + reason + ")").orElse("");
    }
}
