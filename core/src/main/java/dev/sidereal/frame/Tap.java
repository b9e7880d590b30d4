package dev.sidereal.frame;

import dev.sidereal.image.Raster;
import java.io.IOException;

/**
 * Sees each frame of a run once, right after it was decoded and before it is folded: for products that are made of frames
 * and not of planes.
 *
 * <p>Unless it asks for order it is called by any thread, by several at once and in any order, each frame under its number, a
 * row of the list of frames; an implementation that puts what it takes into a place of that number is independent of all
 * this. The pixels are valid during the call only and must not be changed. Frames that cannot be read are never seen. What
 * is thrown ends the run.
 */
@FunctionalInterface
public interface Tap {

    /** Sees nothing. */
    Tap NONE = (number, frame) -> {};

    void see(int number, Raster frame) throws IOException, InterruptedException;

    /** Whether frames must come one after the other, by rising numbers; workers that are ahead then wait. */
    default boolean inOrder() {
        return false;
    }

    /** Memory that it takes, programs that it feeds included, to be promised before a run. */
    default long bytes() {
        return 0;
    }

    /** Sees nothing, and stands for memory that is taken beside a run, such as for pictures that are joined after it. */
    static Tap taking(long bytes) {
        return new Tap() {
            @Override
            public void see(int number, Raster frame) {}

            @Override
            public long bytes() {
                return bytes;
            }
        };
    }

    /** Lets another tap see each frame after this one. */
    default Tap and(Tap other) {
        Tap one = this;
        return new Tap() {
            @Override
            public void see(int number, Raster frame) throws IOException, InterruptedException {
                one.see(number, frame);
                other.see(number, frame);
            }

            @Override
            public boolean inOrder() {
                return one.inOrder() || other.inOrder();
            }

            @Override
            public long bytes() {
                return one.bytes() + other.bytes();
            }
        };
    }
}
