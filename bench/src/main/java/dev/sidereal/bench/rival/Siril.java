package dev.sidereal.bench.rival;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Siril, by script: convert the frames to its own sequence, stack the maximum or the mean, save the picture. */
record Siril(String stacking) implements Contender {

    @Override
    public String name() {
        return "siril";
    }

    @Override
    public Optional<String> version() {
        return program().map(program -> "Siril " + program.version());
    }

    @Override
    public Invocation stack(Night night, Path out, Path scratch) throws IOException {
        String file = out.toString();
        String stem = file.substring(0, file.lastIndexOf('.'));
        String save = file.endsWith(".png") ? "savepng" : "savejpg";
        Path script = scratch.resolve("lighten.ssf");
        Files.write(
                script,
                List.of(
                        "requires 1.0.0",
                        "cd " + quoted(night.folder()),
                        // It takes quotes here as part of the name; a relative name needs none.
                        "convert night -out=" + night.folder().relativize(scratch),
                        "cd " + quoted(scratch),
                        "stack night " + stacking + " -out=trails",
                        "load trails",
                        save + " \"" + stem + "\""));
        return new Invocation(
                List.of(program().orElseThrow().path(), "-s", script.toString()),
                // Its settings stay as it ships them, and the user's stay untouched.
                Map.of("XDG_CONFIG_HOME", scratch.toString()),
                scratch);
    }

    /** It writes every frame to disk without compression: 35 MB each. */
    @Override
    public int mostFrames() {
        return 120;
    }

    @Override
    public Optional<String> caveat() {
        return stacking.equals("max")
                ? Optional.empty()
                : Optional.of("mean of codes, not of light, 0 to 255 in 16 bits");
    }

    static String quoted(Path path) {
        return '"' + path.toString() + '"';
    }

    static Optional<Program> program() {
        return Program.find(List.of("siril-cli", "siril"), List.of("--version"), Pattern.compile("siril (\\d\\S*)"));
    }
}
