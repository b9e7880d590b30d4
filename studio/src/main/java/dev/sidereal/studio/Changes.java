package dev.sidereal.studio;

/** Counts changes, so that somebody can wait for the next one. Safe for use by many threads. */
final class Changes {

    private long count;

    /** Something has changed. */
    synchronized void tell() {
        count++;
        notifyAll();
    }

    /** Waits until there are more than {@code seen}, or some time has passed; returns how many there are. */
    synchronized long await(long seen, long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        while (count <= seen) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                break;
            }
            wait(left);
        }
        return count;
    }
}
