package dev.sidereal.run;

import dev.sidereal.frame.FrameRecord;
import dev.sidereal.frame.Night;
import dev.sidereal.recipe.BadFrames;
import java.util.ArrayList;
import java.util.List;

/** Hands frames to workers in order and writes down how each one fared; safe for use by many threads. */
final class Ledger {

    private final List<Night.Entry> entries;
    private final List<FrameRecord> records;
    private final BadFrames badFrames;
    private final Progress progress;
    private int next;
    private int done;

    Ledger(Night night, BadFrames badFrames, Progress progress) {
        this.entries = night.entries();
        this.records = new ArrayList<>(entries.stream().map(Night.Entry::record).toList());
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

    /** Where the frames that will be read are found in their source, in order. */
    List<Integer> expected() {
        return entries.stream()
                .filter(entry -> entry.record().used())
                .map(Night.Entry::position)
                .toList();
    }

    /** The numbers of the next {@code count} frames to read; fewer at the end, none after it. */
    synchronized List<Integer> next(int count) {
        List<Integer> batch = new ArrayList<>(count);
        while (batch.size() < count && next < entries.size()) {
            if (entries.get(next).record().used()) {
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
