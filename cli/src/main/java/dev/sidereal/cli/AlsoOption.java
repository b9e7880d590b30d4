package dev.sidereal.cli;

import dev.sidereal.develop.Product;
import dev.sidereal.frame.OptionException;
import dev.sidereal.keogram.Keogram;
import dev.sidereal.sky.SkyMask;
import dev.sidereal.timelapse.Timelapse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Other products from the same reading of the frames. */
final class AlsoOption {

    @Option(
            names = "--also",
            paramLabel = "NAME=FILE",
            split = ",",
            description = "Another product of the same frames: trails, clean, comet, average, sum, sigma, count, min,"
                    + " mask, keogram or timelapse; may be repeated, or several with commas.")
    private List<String> texts = List.of();

    /**
     * The files asked for.
     *
     * @throws OptionException if one is not a product and a file
     */
    List<OutputFile> files() {
        List<OutputFile> files = new ArrayList<>();
        for (String text : texts) {
            int equals = text.indexOf('=');
            if (equals < 1 || equals == text.length() - 1) {
                throw new OptionException(
                        "--also: expected a product and a file such as average=ground.tif, found " + text);
            }
            String name = text.substring(0, equals);
            if (!name.equals(SkyMask.NAME) && !name.equals(Keogram.NAME) && !name.equals(Timelapse.NAME)) {
                files.add(new OutputFile(Path.of(text.substring(equals + 1)), Product.named("--also", name), false));
            }
        }
        return List.copyOf(files);
    }

    /** The files for masks of the sky. */
    List<Path> masks() {
        return named(SkyMask.NAME);
    }

    /** The files for keograms. */
    List<Path> keograms() {
        return named(Keogram.NAME);
    }

    /** The files for timelapses. */
    List<Path> timelapses() {
        return named(Timelapse.NAME);
    }

    private List<Path> named(String name) {
        return texts.stream()
                .filter(text -> text.startsWith(name + "=") && text.length() > name.length() + 1)
                .map(text -> Path.of(text.substring(name.length() + 1)))
                .toList();
    }
}
