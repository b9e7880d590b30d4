package dev.sidereal.formats.fits;

import dev.sidereal.formats.file.NewFile;
import dev.sidereal.stack.Checkpoints;
import dev.sidereal.stack.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The checkpoint beside a stack file that is still to be written: a stack file itself, named {@code night.fits.checkpoint},
 * whose list of frames tells which ones are still to be read. Each one replaces the last in one step, so that whenever the
 * power fails one of them is whole.
 */
public final class CheckpointFile implements Checkpoints {

    private final Path file;
    private final Duration interval;
    private final String recipe;

    /**
     * A checkpoint for a stack file.
     *
     * @param recipe as JSON
     */
    public CheckpointFile(Path stack, Duration interval, String recipe) {
        Path absolute = stack.toAbsolutePath();
        this.file = absolute.resolveSibling(absolute.getFileName() + ".checkpoint");
        this.interval = interval;
        this.recipe = recipe;
    }

    public Path file() {
        return file;
    }

    @Override
    public Duration interval() {
        return interval;
    }

    @Override
    public void save(Stack stack) throws IOException {
        StackFile.write(stack, recipe, file);
    }

    /**
     * What was kept last; empty if there is no checkpoint.
     *
     * @throws UnreadableStackException if it is damaged
     */
    public Optional<StackFile> read() throws IOException {
        return Files.exists(file) ? Optional.of(StackFile.read(file)) : Optional.empty();
    }

    /** Removes it, and what was left of attempts at one: the run is over. */
    public void remove() throws IOException {
        NewFile.removeLeftovers(file);
        Files.deleteIfExists(file);
    }
}
