package dev.sidereal.bench.rival;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** GraphicsMagick, {@code gm convert -compose Lighten FRAMES -flatten OUT}. */
record GraphicsMagick() implements Contender {

    @Override
    public String name() {
        return "graphicsmagick";
    }

    @Override
    public Optional<String> version() {
        return Program.find(List.of("gm"), List.of("version"), Pattern.compile("GraphicsMagick (\\S+)"))
                .map(program -> "GraphicsMagick " + program.version());
    }

    @Override
    public Invocation stack(Night night, Path out, Path scratch) {
        List<String> command = new ArrayList<>(List.of("gm", "convert", "-compose", "Lighten"));
        command.addAll(night.names());
        command.addAll(List.of("-flatten", out.toString()));
        return Invocation.of(night.folder(), command);
    }

    /** 92 MiB for each frame: forty take the memory of a small machine. */
    @Override
    public int mostFrames() {
        return 40;
    }
}
