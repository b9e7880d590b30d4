package dev.sidereal.bench.rival;

import dev.sidereal.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Siril, by the second half of the script it comes with: register, stack with winsorised rejection and normalisation. */
public record SirilSession() implements SessionContender {

    @Override
    public String name() {
        return "siril";
    }

    @Override
    public Optional<String> version() {
        return Siril.program().map(program -> "Siril " + program.version() + ", register, rej w 3 3 -norm=addscale");
    }

    @Override
    public Invocation stack(Night night, Path out, Path scratch) throws IOException {
        String file = out.toString();
        Path script = scratch.resolve("session.ssf");
        Files.write(
                script,
                List.of(
                        "requires 1.0.0",
                        "setext fits",
                        "cd " + Siril.quoted(night.folder()),
                        "link light -out=" + night.folder().relativize(scratch),
                        "cd " + Siril.quoted(scratch),
                        "register light",
                        "stack r_light rej w 3 3 -norm=addscale -out=" + file.substring(0, file.lastIndexOf('.'))));
        return new Invocation(
                List.of(Siril.program().orElseThrow().path(), "-s", script.toString()),
                Map.of("XDG_CONFIG_HOME", scratch.toString()),
                scratch);
    }

    @Override
    public Raster laid(Night night, int light, Raster codes, Path scratch) throws IOException {
        return Lights.read(scratch.resolve(String.format("r_light_%05d.fits", light + 1)));
    }
}
