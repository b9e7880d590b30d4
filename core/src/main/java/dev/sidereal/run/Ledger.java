package dev.sidereal.run;

import dev.sidereal.frame.FrameGlance;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.frame.Night;
import dev.sidereal.recipe.BadFrames;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Hands frames to workers in order and writes down how each one fared; safe for use by many threads. */
final class Ledger {

    private final List<Night.Entry> entries;
    private final List<FrameRecord> records;
    private final List<Optional<FrameGlance>> glances;
    private final BadFrames badFrames;
    private final Progress progress;
    private int next;
    private int done;

    Ledger(Night night, BadFrames badFrames, Progress progress) {
        this.entries = night.entries();
        this.records = new ArrayList<>(entries.stream().map(Night.Entry::record).toList());
        this.glances = new ArrayList<>(Collections.nCopies(entries.size(), Optional.empty()));
        this.badFrames = badFrames;
        this.progress = progress;
    }

    /** Says which frames are left out before any is read. */
    synchronized void begin() throws UnusableNightException {
        for (FrameRecord frame : records) {
            if (!frame.used()) {
                leaveOut(frame);
            }
        }
    }

    /** The numbers of the next {@code count} frames to read; fewer at the end, none after it. */
    synchronized List<Integer> next(int count) {
        List<Integer> batch = new ArrayList<>(count);
        while (batch.size() < count && next < entries.size()) {
            if (records.get(next).used()) {
                batch.add(next);
            }
            next++;
        }
        return batch;
    }

    /** Where frame {@code number} is found in its source. */
    int position(int number) {
        return entries.get(number).position();
    }

    synchronized void folded(int number) {
        progress.on(new RunEvent.FrameFolded(records.get(number).name(), ++done, entries.size()));
    }

    synchronized void skipped(int number, String reason) throws UnusableNightException {
        FrameRecord frame = records.get(number);
        FrameRecord skipped = frame.skip(reason);
        records.set(number, skipped);
        leaveOut(skipped);
    }

    /** What was seen of a frame on the way. */
    synchronized void seen(int number, FrameGlance glance) {
        glances.set(number, Optional.of(glance));
        records.set(number, records.get(number).withSky(glance.level()));
    }

    /** What was seen of each frame; empty for those not read. */
    synchronized List<Optional<FrameGlance>> glances() {
        return List.copyOf(glances);
    }

    /** Leaves out a good frame because of its looks. */
    synchronized void turnedAway(int number, String reason) {
        records.set(number, records.get(number).skip(reason));
        progress.on(new RunEvent.FrameSkipped(records.get(number).name(), reason, ++done, entries.size()));
    }

    private void leaveOut(FrameRecord frame) throws UnusableNightException {
        String reason = frame.skipped().orElseThrow();
        if (badFrames == BadFrames.STOP) {
            next = entries.size();
            throw new UnusableNightException(frame.name() + ": " + reason + "; nothing is written because of --strict");
        }
        progress.on(new RunEvent.FrameSkipped(frame.name(), reason, ++done, entries.size()));
    }

    /** Gives out no more frames. */
    synchronized void stop() {
        next = entries.size();
    }

    /** The list of frames as it stands. */
    synchronized List<FrameRecord> records() {
        return List.copyOf(records);
    }
}
