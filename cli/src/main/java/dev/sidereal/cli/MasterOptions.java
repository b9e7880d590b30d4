package dev.sidereal.cli;

import dev.sidereal.calibrate.Master;
import dev.sidereal.calibrate.Masters;
import dev.sidereal.fold.Plane;
import dev.sidereal.formats.FrameFiles;
import dev.sidereal.formats.colour.Encodings;
import dev.sidereal.formats.file.FrameNames;
import dev.sidereal.formats.fits.DeepSkyFits;
import dev.sidereal.frame.OptionException;
import dev.sidereal.frame.Selection;
import dev.sidereal.recipe.Identity;
import dev.sidereal.recipe.Recipe;
import dev.sidereal.run.LocalEngine;
import dev.sidereal.run.MadeMaster;
import dev.sidereal.run.RunEvent;
import dev.sidereal.run.UnusableNightException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** Calibration frames, and the masters that are made of them. */
final class MasterOptions {

    @Option(
            names = "--dark",
            paramLabel = "D",
            description = "Darks as long as the lights: folders, files or one master; may be repeated.")
    private List<String> dark = List.of();

    @Option(names = "--flat", paramLabel = "F", description = "Flats, or one master.")
    private List<String> flat = List.of();

    @Option(names = "--bias", paramLabel = "B", description = "Bias frames, or one master.")
    private List<String> bias = List.of();

    @Option(names = "--dark-flat", paramLabel = "DF", description = "Darks as long as the flats, or one master.")
    private List<String> darkFlat = List.of();

    @Option(
            names = "--scale-dark",
            description = "Scale the darks to the lights' exposure; needs --bias. Amplifier glow does not scale.")
    private boolean scaleDark;

    @Option(
            names = "--save-masters",
            paramLabel = "DIR",
            description = "Keep the masters: master-dark.fits and so on, to be given instead of their frames.")
    private Optional<Path> saved = Optional.empty();

    /** Files that will be written. */
    List<Path> files() {
        return saved.map(folder -> List.of(
                                new Kind(Master.Kind.DARK, dark),
                                new Kind(Master.Kind.FLAT, flat),
                                new Kind(Master.Kind.BIAS, bias),
                                new Kind(Master.Kind.DARK_FLAT, darkFlat))
                        .stream()
                        .filter(kind -> !kind.names().isEmpty())
                        .map(kind -> file(folder, kind.kind()))
                        .toList())
                .orElse(List.of());
    }

    private record Kind(Master.Kind kind, List<String> names) {}

    private static Path file(Path folder, Master.Kind kind) {
        return folder.resolve("master-" + kind + ".fits");
    }

    /** Everything that can be known to be wrong before a file is read. */
    void check(boolean force) throws IOException {
        if (!darkFlat.isEmpty() && flat.isEmpty()) {
            throw new OptionException("--dark-flat: expected --flat with it, found none");
        }
        if (scaleDark && dark.isEmpty()) {
            throw new OptionException("--scale-dark: expected --dark with it, found none");
        }
        for (Path file : files()) {
            OutputOptions.checkPlace(file, force);
        }
    }

    /** Makes the masters, the mean of each kind's frames, and keeps them where that is asked for. */
    Masters masters(FrameOptions frames, Talk talk) throws IOException, InterruptedException {
        return new Masters(
                master(Master.Kind.DARK, dark, frames, talk),
                master(Master.Kind.FLAT, flat, frames, talk),
                master(Master.Kind.BIAS, bias, frames, talk),
                master(Master.Kind.DARK_FLAT, darkFlat, frames, talk),
                scaleDark);
    }

    private Optional<Master> master(Master.Kind kind, List<String> names, FrameOptions frames, Talk talk)
            throws IOException, InterruptedException {
        if (names.isEmpty()) {
            return Optional.empty();
        }
        FrameNames found = FrameNames.find(names, List.of(), new BufferedReader(Reader.nullReader()));
        if (found.files().isEmpty() || found.files().stream().noneMatch(Files::exists)) {
            throw new UnusableNightException(
                    "--" + kind + ": expected frames or a master, found none in " + String.join(", ", names));
        }
        try {
            FrameFiles source = FrameFiles.probe(found.files(), frames.threads(), frames.reading());
            Recipe plain = frames.recipe(
                    Set.of(Plane.SUM),
                    Encodings.natural(LocalEngine.night(Selection.ALL, source).first()),
                    Identity.UNKNOWN);
            MadeMaster made = MadeMaster.of(kind, source, plain.curve(), plain.badFrames(), plain.budget(), event -> {
                if (event instanceof RunEvent.FrameSkipped skipped) {
                    talk.note(kind + ": " + skipped.name() + " is left out: " + skipped.reason());
                }
            });
            talk.note(kind + ": mean of " + Quantities.count(made.picture().used(), "frame"));
            if (saved.isPresent()) {
                Path file = file(saved.get(), kind);
                DeepSkyFits.writeMaster(made.picture(), kind.toString(), file);
                talk.note(file + ": master " + kind);
            }
            return Optional.of(made.master());
        } catch (UnusableNightException e) {
            throw new UnusableNightException("--" + kind + ": " + e.getMessage());
        }
    }
}
