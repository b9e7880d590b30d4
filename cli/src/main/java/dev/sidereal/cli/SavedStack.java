package dev.sidereal.cli;

import dev.sidereal.fold.Plane;
import dev.sidereal.formats.fits.CheckpointFile;
import dev.sidereal.formats.fits.StackFile;
import dev.sidereal.formats.recipe.RecipeJson;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.frame.OptionException;
import dev.sidereal.run.Beginning;
import dev.sidereal.stack.Checkpoints;
import dev.sidereal.stack.Shelf;
import dev.sidereal.stack.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a run goes on from and what it leaves: the stack it continues, the checkpoint it resumes from and keeps, the stack
 * file at its end.
 */
final class SavedStack {

    private final Optional<Path> file;
    private final Optional<Path> continuedFile;
    private final Optional<Stack> continued;
    private final Stack.Repeats repeats;
    private final Duration interval;
    private final Optional<StackFile> checkpoint;

    private SavedStack(
            Optional<Path> file,
            Optional<Path> continuedFile,
            Optional<Stack> continued,
            Stack.Repeats repeats,
            Duration interval,
            Optional<StackFile> checkpoint) {
        this.file = file;
        this.continuedFile = continuedFile;
        this.continued = continued;
        this.repeats = repeats;
        this.interval = interval;
        this.checkpoint = checkpoint;
    }

    /**
     * Reads the stack that is to be continued, or the checkpoint, which holds it already.
     *
     * @param file where the stack is to be saved; empty: nowhere
     */
    static SavedStack open(
            Optional<Path> file, Optional<Path> continued, Stack.Repeats repeats, Duration interval, boolean resume)
            throws IOException {
        Optional<StackFile> checkpoint =
                resume && file.isPresent() ? new CheckpointFile(file.get(), interval, "").read() : Optional.empty();
        Optional<Stack> stack = Optional.empty();
        if (continued.isPresent()) {
            stack = checkpoint.map(StackFile::stack);
            if (stack.isEmpty()) {
                stack = Optional.of(StackFile.read(continued.get()).stack());
            }
        }
        return new SavedStack(file, continued, stack, repeats, interval, checkpoint);
    }

    /** The stack that frames are added to. */
    Optional<Stack> continued() {
        return continued;
    }

    /** Name of its file. */
    Optional<String> continuedName() {
        return continuedFile.map(path -> String.valueOf(path.getFileName()));
    }

    /**
     * The planes to fold: those of the stack that goes on, or those needed and kept.
     *
     * @throws OptionException if that stack lacks one
     */
    Set<Plane> planes(Set<Plane> needed, Set<Plane> kept) {
        if (continued.isEmpty()) {
            Set<Plane> planes = EnumSet.copyOf(needed);
            planes.addAll(kept);
            return planes;
        }
        Set<Plane> planes = continued.get().planes();
        if (!planes.containsAll(needed)) {
            throw new OptionException("--continue: expected a stack with planes " + names(needed)
                    + " for the pictures asked for, found " + names(planes) + "; ask for others");
        }
        return planes;
    }

    /**
     * What the run begins with.
     *
     * @param shelf for planes that do not fit the memory; what goes on has all of them there
     * @throws OptionException if the checkpoint is of a run with other options
     */
    Beginning beginning(String recipeJson, Shelf shelf) {
        if (checkpoint.isPresent()) {
            RecipeJson.difference(checkpoint.get().recipe(), recipeJson).ifPresent(difference -> {
                throw new OptionException("--resume: expected the options of the checkpoint, "
                        + difference.name() + " " + difference.one() + ", found " + difference.other()
                        + "; give the same options, or start anew without --resume");
            });
            return new Beginning.Resumed(checkpoint.get().stack());
        }
        return continued
                .<Beginning>map(stack -> new Beginning.Onto(stack, repeats))
                .orElseGet(() -> new Beginning.Fresh(Optional.of(shelf)));
    }

    /** Where the state is kept while the run goes on. */
    Checkpoints checkpoints(String recipeJson) {
        return file.<Checkpoints>map(stack -> new CheckpointFile(stack, interval, recipeJson))
                .orElse(Checkpoints.NONE);
    }

    /** Saves the stack, if that was asked for. */
    void write(Stack stack, String recipeJson, Talk talk) throws IOException {
        if (file.isPresent()) {
            try {
                StackFile.write(stack, recipeJson, file.get());
            } catch (IOException e) {
                throw OutputOptions.notWritten(file.get(), "stack", e);
            }
            long used = stack.frames().stream().filter(FrameRecord::used).count();
            talk.wrote(file.get(), "stack of " + Quantities.count((int) used, "frame") + ", " + names(stack.planes()));
        }
    }

    /** Removes the checkpoint: everything is written. */
    void end() throws IOException {
        if (file.isPresent()) {
            new CheckpointFile(file.get(), interval, "").remove();
        }
    }

    /** Says what is left of a run that was interrupted. */
    void interrupted(Talk talk) {
        if (file.isPresent()) {
            Path kept = new CheckpointFile(file.get(), interval, "").file();
            if (Files.exists(kept)) {
                talk.note(kept + " keeps what was folded; the same command with --resume goes on");
            }
        }
    }

    private static String names(Set<Plane> planes) {
        return String.join(
                ",",
                planes.stream()
                        .sorted()
                        .map(plane -> plane.name().toLowerCase(Locale.ROOT))
                        .toList());
    }
}
