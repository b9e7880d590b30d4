package dev.sidereal.run;

import dev.sidereal.frame.Tap;
import java.io.IOException;
import java.util.List;

/**
 * Hands decoded frames to a tap; where the tap asks for order, one batch after the other, as the ledger gave them out.
 *
 * <p>A worker waits with the frames it holds anyway, so no frame is kept for the sake of order. The batch whose turn it is never
 * waits, and a batch of which no frame could be read passes its turn on as well: there is always one that goes on. Workers
 * that wait end when they are interrupted.
 */
final class HandOver {

    private final Tap tap;
    private int turn;

    HandOver(Tap tap) {
        this.tap = tap;
    }

    /** Hands over what could be read of batch {@code number}, counted from 0. */
    void show(int number, List<SharedStack.Decoded> batch) throws IOException, InterruptedException {
        if (tap.inOrder()) {
            await(number);
        }
        for (SharedStack.Decoded frame : batch) {
            tap.see(frame.number(), frame.raster());
        }
        if (tap.inOrder()) {
            pass();
        }
    }

    private synchronized void await(int number) throws InterruptedException {
        while (turn != number) {
            wait();
        }
    }

    private synchronized void pass() {
        turn++;
        notifyAll();
    }
}
