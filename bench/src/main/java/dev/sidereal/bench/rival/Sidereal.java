package dev.sidereal.bench.rival;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Sidereal itself, through the launcher its users start.
 *
 * @param verb {@code trails} or {@code average}
 */
public record Sidereal(Path launcher, String verb) implements Contender {

    @Override
    public String name() {
        return "sidereal";
    }

    @Override
    public Optional<String> version() {
        return Program.find(List.of(launcher.toString()), List.of("--version"), Pattern.compile("(\\d\\S*)"))
                .map(program -> "Sidereal " + program.version());
    }

    @Override
    public Invocation stack(Night night, Path out, Path scratch) {
        return Invocation.of(
                scratch,
                List.of(launcher.toString(), verb, "@" + night.list(), "-o", out.toString(), "--force", "--quiet"));
    }

    /** The command that makes {@code count} different frames of a synthetic night in {@code folder}. */
    public Invocation simulate(int count, String size, Path folder) {
        return Invocation.of(
                folder,
                List.of(
                        launcher.toString(),
                        "simulate",
                        "-o",
                        folder.toString(),
                        "--frames",
                        String.valueOf(count),
                        "--size",
                        size,
                        "--quality",
                        "92",
                        /* 4 to 5 MB for 12 megapixels, as cameras at high sensitivity write them. */
                        "--noise",
                        "5",
                        "--no-truth",
                        "--force",
                        "--quiet"));
    }
}
