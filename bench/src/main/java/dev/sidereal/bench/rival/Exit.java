package dev.sidereal.bench.rival;

import java.io.IOException;
import java.io.InterruptedIOException;

/** The end of a process. */
public final class Exit {

    private Exit() {}

    /** Waits for the process and returns its exit code; an interrupted wait ends the process too. */
    public static int of(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for a process");
        }
    }
}
