package dev.sidereal.bench.rival;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * ImageMagick, {@code convert FRAMES -evaluate-sequence max OUT}, or {@code mean}.
 *
 * <p>Debian's policy stops it after a dozen frames of 12 megapixels, and what it leaves behind looks like results. So it
 * runs with a policy of its own that lifts the limits: the rival at its best.
 */
record ImageMagick(String operation) implements Contender {

    private static final String POLICY = """
            <policymap>
              <policy domain="resource" name="memory" value="64GiB"/>
              <policy domain="resource" name="map" value="64GiB"/>
              <policy domain="resource" name="disk" value="64GiB"/>
              <policy domain="resource" name="area" value="64GP"/>
              <policy domain="resource" name="width" value="64KP"/>
              <policy domain="resource" name="height" value="64KP"/>
            </policymap>
            """;

    @Override
    public String name() {
        return "imagemagick";
    }

    @Override
    public Optional<String> version() {
        return program().map(program -> "ImageMagick " + program.version());
    }

    @Override
    public Invocation stack(Night night, Path out, Path scratch) throws IOException {
        Files.writeString(scratch.resolve("policy.xml"), POLICY);
        List<String> command = new ArrayList<>();
        command.add(program().orElseThrow().path());
        command.addAll(night.names());
        command.addAll(List.of("-evaluate-sequence", operation, out.toString()));
        return new Invocation(command, Map.of("MAGICK_CONFIGURE_PATH", scratch.toString()), night.folder());
    }

    /** 92 MiB for each frame: forty take the memory of a small machine. */
    @Override
    public int mostFrames() {
        return 40;
    }

    @Override
    public Optional<String> caveat() {
        return operation.equals("mean") ? Optional.of("mean of codes, not of light") : Optional.empty();
    }

    private static Optional<Program> program() {
        return Program.find(
                List.of("magick", "convert", "/usr/bin/convert"),
                List.of("-version"),
                Pattern.compile("Version: ImageMagick (\\S+)"));
    }
}
