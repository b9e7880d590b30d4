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
public record Yardstick(Path program, Work work) implements Contender {

    /** What is done with decoded frames. */
    public enum Work {
        NOTHING(""),
        MAXIMUM("--fold"),
        /** The sum of linear light. */
        AVERAGE("--average"),
        /** The maximum with its frame, the sum and the sum of squares. */
        PLANES("--planes");

        private final String word;

        Work(String word) {
            this.word = word;
        }
    }

    @Override
    public String name() {
        return work == Work.NOTHING ? "limit" : "c-fold";
    }

    @Override
    public Optional<String> version() {
        String library = Program.find(
                        List.of("pkg-config"), List.of("--modversion", "libturbojpeg"), Pattern.compile("(\\S+)"))
                .map(found -> " " + found.version())
                .orElse("");
        return Optional.of(
                "C, libjpeg-turbo" + library + (work != Work.NOTHING ? ", decode and fold" : ", decode only"));
    }

    @Override
    public Invocation stack(Night night, Path out, Path scratch) {
        List<String> command = command(night);
        if (work != Work.NOTHING) {
            command.add(work.word);
        }
        return Invocation.of(scratch, command);
    }

    /** The command that writes the exact maximum of a night as PPM. */
    public Invocation exactMaximum(Night night, Path ppm, Path scratch) {
        List<String> command = command(night);
        command.addAll(List.of("--ppm", ppm.toString()));
        return Invocation.of(scratch, command);
    }

    /** The command that writes the mean of linear light, added in double, as 16-bit sRGB codes in a PPM. */
    public Invocation exactMean(Night night, Path ppm, Path scratch) {
        List<String> command = command(night);
        command.addAll(List.of("--mean", ppm.toString()));
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
