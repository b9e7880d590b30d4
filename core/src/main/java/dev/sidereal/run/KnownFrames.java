package dev.sidereal.run;

import dev.sidereal.frame.FrameRecord;
import dev.sidereal.frame.FrameSource;
import dev.sidereal.frame.Night;
import dev.sidereal.frame.OptionException;
import dev.sidereal.frame.UnreadableFrameException;
import dev.sidereal.stack.Stack;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntPredicate;

/** Compares the bytes of a night's frames with those that a stack was folded from, before anything is folded. */
final class KnownFrames {

    private final Night night;
    private final FrameSource source;
    private final int threads;

    KnownFrames(Night night, FrameSource source, int threads) {
        this.night = night;
        this.source = source;
        this.threads = threads;
    }

    /**
     * Makes sure that none of the night's frames is in a stack.
     *
     * @throws OptionException if one is
     */
    void requireNew(Stack saved) throws IOException, InterruptedException {
        List<Optional<FrameRecord.Content>> contents = contents(i -> record(i).used());
        List<FrameRecord> hashed = new ArrayList<>();
        for (int i = 0; i < contents.size(); i++) {
            if (contents.get(i).isPresent()) {
                hashed.add(record(i).use(contents.get(i)));
            }
        }
        saved.requireNew(hashed);
    }

    /**
     * Makes sure that the frames that a checkpoint holds are still what they were.
     *
     * @param checkpoint its list of frames ends with those of the night
     * @throws OptionException if one is not
     */
    void requireSame(Stack checkpoint) throws IOException, InterruptedException {
        List<FrameRecord> frames = checkpoint.frames();
        List<FrameRecord> kept = frames.subList(frames.size() - night.entries().size(), frames.size());
        IntPredicate isFolded = i -> kept.get(i).used() && kept.get(i).content().isPresent();
        List<Optional<FrameRecord.Content>> contents = contents(isFolded);
        for (int i = 0; i < contents.size(); i++) {
            if (isFolded.test(i) && !kept.get(i).content().equals(contents.get(i))) {
                throw new OptionException(
                        "--resume: expected " + kept.get(i).name()
                                + " as the checkpoint holds it, found other bytes; put it back, or start anew without --resume");
            }
        }
    }

    private FrameRecord record(int i) {
        return night.entries().get(i).record();
    }

    /* Of the entries wanted, where they can be read; empty for all others. */
    private List<Optional<FrameRecord.Content>> contents(IntPredicate wanted) throws IOException, InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Optional<FrameRecord.Content>>> hashes = new ArrayList<>();
            for (int i = 0; i < night.entries().size(); i++) {
                int entry = i;
                hashes.add(pool.submit(() -> wanted.test(entry) ? content(entry) : Optional.empty()));
            }
            List<Optional<FrameRecord.Content>> contents = new ArrayList<>();
            for (Future<Optional<FrameRecord.Content>> hash : hashes) {
                contents.add(hash.get());
            }
            return contents;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private Optional<FrameRecord.Content> content(int entry) throws IOException {
        try {
            return source.content(night.entries().get(entry).position());
        } catch (UnreadableFrameException e) {
            return Optional.empty();
        }
    }
}
