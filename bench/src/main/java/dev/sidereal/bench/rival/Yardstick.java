package dev.sidereal.bench.rival;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * C on libjpeg-turbo with one thread for each core: decoding alone, the limit of everyone who must see the pixels; or
 * decoding and folding, what C itself needs for the whole job but the writing.
 */
public record Yardstick(Path program, boolean fold) implements Contender {

    @Override
    public String name() {
        return fold ? "c-fold" : "limit";
    }

    @Override
    public Optional<String> version() {
        String library = Program.find(
                        List.of("pkg-config"), List.of("--modversion", "libturbojpeg"), Pattern.compile("(\\S+)"))
                .map(found -> " " + found.version())
                .orElse("");
        return Optional.of("C, libjpeg-turbo" + library + (fold ? ", decode and fold" : ", decode only"));
    }

    @Override
    public Invocation lighten(Night night, Path out, Path scratch) {
        List<String> command = command(night);
        if (fold) {
            command.add("--fold");
        }
        return Invocation.of(scratch, command);
    }

    /** The command that writes the exact maximum of a night as PPM. */
    public Invocation exactMaximum(Night night, Path ppm, Path scratch) {
        List<String> command = command(night);
        command.addAll(List.of("--ppm", ppm.toString()));
        return Invocation.of(scratch, command);
    }

    private List<String> command(Night night) {
        // The cores this process may use, so that both sides of a comparison count them alike.
        String threads = String.valueOf(Runtime.getRuntime().availableProcessors());
        return new ArrayList<>(List.of(
                program.toString(), "--threads", threads, "--list", night.list().toString()));
    }

    @Override
    public boolean writesPicture() {
        return false;
    }
}
