package dev.sidereal.studio;

/** How far a run is. */
enum RunState {
    /** It waits for those before it. */
    QUEUED,
    /** Frames are being folded. */
    RUNNING,
    /** It waits until somebody lets it go on; what was folded is kept. */
    PAUSED,
    /** It was ended early; what was folded can be looked at, and it can go on. */
    STOPPED,
    /** All frames are folded. */
    FINISHED,
    /** It could not go on. */
    FAILED;

    /** Whether nothing is folded any more, so that its stack may be looked at. */
    boolean isAtRest() {
        return this == PAUSED || this == STOPPED || this == FINISHED;
    }
}
