package dev.sidereal.studio;

import dev.sidereal.formats.codec.Depth;
import dev.sidereal.studio.web.Fields;
import dev.sidereal.studio.web.Problem;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** One run of an engine, from the queue to what is looked at. Safe for use by many threads. */
sealed interface Run extends Closeable permits StackRun, SessionRun {

    /** Names it in addresses. */
    String id();

    /** What it does. */
    Assignment assignment();

    /** How far it is. */
    RunState state();

    /** Bytes of memory that its result holds. */
    long held();

    /** Works; returns when the run is at rest. {@code heldByOthers} is memory that it may not take. */
    void execute(long heldByOthers);

    /**
     * Lets it work, now or when its turn comes.
     *
     * @throws Problem 409 if it cannot
     */
    void want();

    /**
     * Ends the work for now, or for good.
     *
     * @throws Problem 409 if it cannot
     */
    void halt(RunState at);

    /** Ends the work because the studio ends: what can go on after another start is kept. */
    void leave();

    /**
     * Where its result is looked at.
     *
     * @throws Problem 409 if there is none yet
     */
    Darkroom darkroom();

    /** The picture so far; empty if nobody can know. */
    Optional<byte[]> preview() throws IOException;

    /** The command lines that do the same. */
    Map<String, Object> commands(Fields view, String picture);

    /** Writes a file of its result, which appears whole or not at all. */
    void write(Saving.Kind kind, Fields view, Optional<Depth> depth, Path file)
            throws IOException, InterruptedException;

    /** What the page needs to know. */
    Map<String, Object> describe();

    /** Ends it, and lets go of its memory and of what was kept on disk. */
    @Override
    void close() throws IOException;
}
