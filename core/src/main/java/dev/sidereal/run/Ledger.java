package dev.sidereal.run;

import dev.sidereal.frame.FrameGlance;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.frame.Night;
import dev.sidereal.frame.UnlikeFrames;
import dev.sidereal.recipe.BadFrames;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Hands frames to workers in order and writes down how each one fared; safe for use by many threads.
 *
 * <p>Frames are numbered as the stack's list does, from 0: first come those that were folded in earlier runs, then the
 * night's.
 *
 * <p>In a night that is read more than once, the first reading decides which frames are used; later ones must find them
 * as they were.
 */
final class Ledger {

    private final List<Night.Entry> entries;
    private final int earlier;
    private final List<FrameRecord> records;
    private final List<Optional<FrameGlance>> glances;
    private final BadFrames badFrames;
    private final int total;
    private final Progress progress;
    private int next;
    private int batches;
    private int done;
    private boolean again;

    /**
     * Frames for one worker.
     *
     * @param turn    number of the batch, from 0
     * @param numbers of the frames; none when there are no more
     */
    record Batch(int turn, List<Integer> numbers) {}

    /** For a list of frames that ends with those of the night, which is read so many times. */
    Ledger(Night night, List<FrameRecord> frames, BadFrames badFrames, int passes, Progress progress) {
        this.entries = night.entries();
        this.earlier = frames.size() - entries.size();
        this.next = earlier;
        this.records = new ArrayList<>(frames);
        this.glances = new ArrayList<>(Collections.nCopies(entries.size(), Optional.empty()));
        this.badFrames = badFrames;
        this.total = entries.size() * passes;
        this.progress = progress;
    }

    /** Says which frames are left out before any is read, and counts those that are folded already. */
    synchronized void begin() throws UnusableNightException {
        for (FrameRecord frame : records.subList(earlier, records.size())) {
            if (frame.used()) {
                done++;
            } else if (!frame.isPending()) {
                leaveOut(frame);
            }
        }
    }

    /** Hands out once more the frames that were used. */
    synchronized void again() {
        again = true;
        next = earlier;
        batches = 0;
        done += (int) records.subList(earlier, records.size()).stream()
                .filter(frame -> !frame.used())
                .count();
    }

    /** Where the frames that will be read are found in their source, in order. */
    synchronized List<Integer> expected() {
        return IntStream.range(earlier, records.size())
                .filter(number -> again
                        ? records.get(number).used()
                        : entries.get(number - earlier).record().used())
                .mapToObj(this::position)
                .toList();
    }

    private boolean isToBeRead(int number) {
        FrameRecord frame = records.get(number);
        return again ? frame.used() : frame.isPending();
    }

    /** The next {@code count} frames to read; fewer at the end, none after it. */
    synchronized Batch next(int count) {
        List<Integer> batch = new ArrayList<>(count);
        while (batch.size() < count && next < records.size()) {
            if (isToBeRead(next)) {
                batch.add(next);
            }
            next++;
        }
        return new Batch(batches++, batch);
    }

    /** Where frame {@code number} is found in its source. */
    int position(int number) {
        return entries.get(number - earlier).position();
    }

    synchronized void folded(SharedStack.Decoded frame) {
        FrameRecord used = records.get(frame.number()).use(frame.content());
        records.set(frame.number(), used);
        progress.on(new RunEvent.FrameFolded(used.name(), ++done, total));
    }

    /**
     * A frame could not be read.
     *
     * @throws IOException if it could before
     */
    synchronized void skipped(int number, String reason) throws IOException {
        FrameRecord frame = records.get(number);
        if (again) {
            throw changed(frame, reason);
        }
        FrameRecord skipped = frame.skip(reason);
        records.set(number, skipped);
        leaveOut(skipped);
    }

    /**
     * What was seen of a frame on the way.
     *
     * @throws IOException if it was another before
     */
    synchronized void seen(int number, FrameGlance glance) throws IOException {
        Optional<FrameGlance> before = glances.set(number - earlier, Optional.of(glance));
        FrameRecord frame = records.get(number);
        if (again && !before.equals(Optional.of(glance))) {
            throw changed(frame, "another picture");
        }
        records.set(number, frame.withSky(glance.level()));
    }

    private static IOException changed(FrameRecord frame, String found) {
        return new IOException(frame.name() + ": expected the frame as it was read before, found " + found
                + "; with so little memory frames are read more than once, leave them as they are meanwhile");
    }

    /** What was seen of each frame of the night; empty for those not read. */
    synchronized List<Optional<FrameGlance>> glances() {
        return List.copyOf(glances);
    }

    /** Leaves out those frames of the night that are still to be read, each with its reason. */
    synchronized void turnAway(Map<Integer, String> reasons, List<Optional<FrameGlance>> looks) {
        reasons.forEach((place, reason) -> {
            int number = earlier + place;
            FrameRecord frame = records.get(number);
            if (frame.isPending()) {
                FrameRecord seen = looks.get(place)
                        .map(look -> frame.withSky(look.level()))
                        .orElse(frame);
                records.set(number, seen.skip(reason));
                progress.on(new RunEvent.FrameSkipped(frame.name(), reason, ++done, total));
            }
        });
    }

    /** Names frames of the night that look unlike it and stay in. */
    synchronized void name(UnlikeFrames unlike) {
        List<FrameRecord> named = unlike.reasons().entrySet().stream()
                .map(entry -> records.get(earlier + entry.getKey()).skip(entry.getValue()))
                .toList();
        progress.on(new RunEvent.LooksUnlike(named, unlike));
    }

    private void leaveOut(FrameRecord frame) throws UnusableNightException {
        String reason = frame.skipped().orElseThrow();
        if (badFrames == BadFrames.STOP) {
            next = records.size();
            throw new UnusableNightException(frame.name() + ": " + reason + "; nothing is written because of --strict");
        }
        progress.on(new RunEvent.FrameSkipped(frame.name(), reason, ++done, total));
    }

    /** Says that a checkpoint failed. */
    synchronized void notKept(String reason) {
        progress.on(new RunEvent.NotKept(reason));
    }

    /** Gives out no more frames. */
    synchronized void stop() {
        next = records.size();
    }

    /** The list of frames as it stands. */
    synchronized List<FrameRecord> records() {
        return List.copyOf(records);
    }
}
