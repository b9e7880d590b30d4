package dev.sidereal.run;

import dev.sidereal.frame.FrameRecord;
import dev.sidereal.frame.Night;
import dev.sidereal.frame.UnlikeFrames;
import java.util.List;

/** Something that happened in a run. Numbers of frames count those to be read, from 1. */
public sealed interface RunEvent {

    /** The night is ordered and the memory is planned; nothing is decoded yet. */
    record Planned(Night night, Plan plan) implements RunEvent {}

    /** A frame is folded: {@code done} of {@code total} are finished, folded or skipped. */
    record FrameFolded(String name, int done, int total) implements RunEvent {}

    /** A frame is left out. */
    record FrameSkipped(String name, String reason, int done, int total) implements RunEvent {}

    /** Good frames are looked at before the night is read: {@code done} of {@code total}. */
    record Looked(int done, int total) implements RunEvent {}

    /** Frames are read once more after they were folded: {@code done} of {@code total} readings. */
    record ReadAgain(int done, int total) implements RunEvent {}

    /**
     * Frames look unlike the night and are used all the same, or there are too few frames to tell.
     *
     * @param frames  those frames, with the reason
     * @param verdict what was found
     */
    record LooksUnlike(List<FrameRecord> frames, UnlikeFrames verdict) implements RunEvent {}

    /** A checkpoint could not be written; the run goes on, and what was kept before stays. */
    record NotKept(String reason) implements RunEvent {}

    /** All frames are folded. */
    record Finished(Report report) implements RunEvent {}
}
