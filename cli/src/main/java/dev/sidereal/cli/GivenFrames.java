package dev.sidereal.cli;

import dev.sidereal.formats.FrameFiles;
import dev.sidereal.formats.exif.Provenance;
import dev.sidereal.formats.file.FrameNames;
import dev.sidereal.formats.file.Shots;
import dev.sidereal.formats.fits.FitsPicture;
import dev.sidereal.frame.Candidate;
import dev.sidereal.frame.OptionException;
import dev.sidereal.run.UnusableNightException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine.Parameters;

/** The frames that were typed, and the files they stand for. */
final class GivenFrames {

    @Parameters(
            paramLabel = "FRAMES",
            arity = "1..*",
            description = "Files, folders, patterns, @list.txt, or - for a list on standard input.")
    private List<String> names = List.of();

    private List<String> said = List.of();

    /**
     * The files meant, without those that are about to be written.
     *
     * @throws OptionException        if an output is one of the frames
     * @throws UnusableNightException if there is no file
     * @throws IOException            if a folder or a list cannot be read
     */
    FrameNames find(List<Path> outputs) throws IOException {
        if (names.stream().anyMatch(String::isBlank)) {
            throw new OptionException("FRAMES: expected names, found an empty one");
        }
        FrameNames found = oneForEachShot(withoutOutputs(find(), outputs));
        if (found.files().isEmpty()) {
            throw new UnusableNightException(String.join(", ", names)
                    + ": expected pictures (.jpg, .png, .tif), found none; name a folder or files that hold some");
        }
        return found;
    }

    private FrameNames oneForEachShot(FrameNames found) {
        Shots shots = Shots.of(found.files(), this::isTyped);
        said = shots.said();
        return new FrameNames(
                shots.files(),
                Stream.concat(found.ignored().stream(), shots.ignored().stream())
                        .toList());
    }

    private boolean isTyped(Path file) {
        return names.contains(file.toString());
    }

    /**
     * The frames among files: without the pictures that were made of frames before, unless they are all that there is or were
     * typed. Says what else was passed over.
     */
    FrameFiles framesOnly(FrameFiles files, boolean verbose, Consumer<String> note) {
        said.forEach(note);
        Set<Integer> stacked = IntStream.range(0, files.candidates().size())
                .filter(position -> files.isStacked(position) && !isTyped(files.file(position)))
                .boxed()
                .collect(Collectors.toCollection(TreeSet::new));
        long frames = files.candidates().stream()
                .filter(Candidate.Recognised.class::isInstance)
                .count();
        if (stacked.isEmpty() || stacked.size() == frames) {
            return files;
        }
        note.accept(
                stacked.size() == 1
                        ? "1 picture that was made of frames is passed over; type its name to use it"
                        : stacked.size()
                                + " pictures that were made of frames are passed over; type their names to use them");
        if (verbose) {
            stacked.forEach(position -> note.accept("ignored " + files.file(position) + ": a picture made of frames"));
        }
        return files.without(stacked);
    }

    /** Whether a line of what was ignored is about something that was typed, not just found in a folder. */
    boolean concernsTyped(String ignored) {
        return names.stream().anyMatch(name -> ignored.startsWith(name + ": "));
    }

    private FrameNames find() throws IOException {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try {
            return FrameNames.find(names, List.of(), input);
        } catch (NoSuchFileException e) {
            throw new UnusableNightException(e.getFile() + ": expected a list of frames, found no such file");
        }
    }

    /* Last night's picture in a folder of frames is no frame; a camera's file must not be written over. */
    private FrameNames withoutOutputs(FrameNames found, List<Path> outputs) throws IOException {
        List<Path> files = new ArrayList<>(found.files());
        List<String> ignored = new ArrayList<>(found.ignored());
        for (Path output : outputs) {
            if (!Files.exists(output)) {
                continue;
            }
            boolean isFrame = false;
            for (Path file : found.files()) {
                if (Files.exists(file) && Files.isSameFile(file, output)) {
                    if (names.contains(file.toString())
                            || !(Provenance.isStacked(file) || FitsPicture.isStacked(file))) {
                        throw new OptionException(
                                output + ": expected a new file, found one of the frames; choose another name");
                    }
                    isFrame = true;
                    files.remove(file);
                }
            }
            if (isFrame) {
                ignored.add(output + ": the output itself");
            }
        }
        return new FrameNames(List.copyOf(files), List.copyOf(ignored));
    }
}
