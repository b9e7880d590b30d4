package dev.sidereal.run;

/**
 * Hears what happens in a run. It may be called from any thread, by one at a time, and must return fast; it cannot
 * influence the run.
 */
@FunctionalInterface
public interface Progress {

    /** Hears nothing. */
    Progress NONE = event -> {};

    void on(RunEvent event);
}
