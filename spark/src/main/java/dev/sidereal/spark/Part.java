package dev.sidereal.spark;

import dev.sidereal.frame.Candidate;
import dev.sidereal.frame.FrameGlance;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.FrameOrder;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.frame.Night;
import dev.sidereal.frame.Reading;
import dev.sidereal.recipe.Identity;
import dev.sidereal.recipe.Recipe;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Some frames of a night in its order, for one task to fold.
 *
 * @param night       number of the night in its job
 * @param first       number of the first of these frames in the list of the night, from 0
 * @param frames      where they lie
 * @param records     their names, and which are known to be no use; of those nothing is read
 * @param kind        what they share, as the first frame of the night has it
 * @param recipe      with the threads and the memory of one task
 * @param readerBytes what a reader keeps
 * @param natives     whether JPEG frames are decoded by libjpeg-turbo: the driver says so for all, since others give
 *                    slightly different pixels
 */
record Part(
        int night,
        int first,
        List<Address> frames,
        List<FrameRecord> records,
        FrameInfo kind,
        Recipe recipe,
        Reading.Mosaics mosaics,
        long readerBytes,
        boolean natives) {

    /**
     * How one frame fared.
     *
     * @param skipped why it is not in the stack; empty: it is
     * @param content the bytes it was read from, where asked for
     * @param sky     brightness of its sky
     * @param glance  what was seen of it
     */
    record Outcome(
            Optional<String> skipped,
            Optional<FrameRecord.Content> content,
            Optional<Double> sky,
            Optional<FrameGlance> glance) {}

    /** How the frames of a part fared, in order. */
    record Outcomes(List<Outcome> frames) {}

    /** What was seen of the frames of a part, in order. */
    record Glances(int night, int first, List<Optional<FrameGlance>> glances) {}

    /** The frames as a night of their own, whose positions are those of {@link #open}. */
    Night alone() {
        List<Night.Entry> entries = IntStream.range(0, records.size())
                .mapToObj(i -> new Night.Entry(i, records.get(i)))
                .toList();
        return new Night(entries, FrameOrder.NAME, kind);
    }

    /** The frames, read in a task. */
    PartFrames open() {
        List<Candidate> candidates = records.stream()
                .<Candidate>map(record -> new Candidate.Recognised(kind))
                .toList();
        PartFrames.Source source = new PartFrames.Source(
                Executor.hadoop(),
                new Reading(mosaics),
                recipe.identity() == Identity.HASHED,
                readerBytes,
                Executor.isLastAttempt());
        return new PartFrames(frames, candidates, source);
    }
}
