package dev.sidereal.bench.rival;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * libvips, {@code vips bandrank "FRAMES" OUT --index N-1}: the last of each sample's sorted values.
 *
 * <p>All names are one argument divided at spaces, so they are relative to the night's folder.
 */
record Vips() implements Contender {

    @Override
    public String name() {
        return "vips";
    }

    @Override
    public Optional<String> version() {
        return Program.find(List.of("vips"), List.of("--version"), Pattern.compile("vips-(\\d[\\d.]*)"))
                .map(program -> "libvips " + program.version());
    }

    @Override
    public Invocation stack(Night night, Path out, Path scratch) {
        String last = String.valueOf(night.frames() - 1);
        return Invocation.of(
                night.folder(),
                List.of("vips", "bandrank", String.join(" ", night.names()), out.toString(), "--index", last));
    }

    /** All frames are open at once: beyond this the usual limit of open files stops it. */
    @Override
    public int mostFrames() {
        return 1000;
    }
}
