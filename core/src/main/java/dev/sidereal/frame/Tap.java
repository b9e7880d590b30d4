package dev.sidereal.frame;

import dev.sidereal.image.Raster;

/**
 * Sees each frame of a run once, right after it was decoded and before it is folded: for products that are made of frames
 * and not of planes.
 *
 * <p>It is called by any thread, by several at once and in any order, each frame under its number, a row of the list of
 * frames; an implementation that puts what it takes into a place of that number is independent of all this. The pixels are
 * valid during the call only and must not be changed. Frames that cannot be read are never seen. What is thrown ends the
 * run.
 */
@FunctionalInterface
public interface Tap {

    /** Sees nothing. */
    Tap NONE = (number, frame) -> {};

    void see(int number, Raster frame);

    /** Memory that it takes for large things, to be promised before a run. */
    default long bytes() {
        return 0;
    }

    /** Lets another tap see each frame after this one. */
    default Tap and(Tap other) {
        Tap one = this;
        return new Tap() {
            @Override
            public void see(int number, Raster frame) {
                one.see(number, frame);
                other.see(number, frame);
            }

            @Override
            public long bytes() {
                return one.bytes() + other.bytes();
            }
        };
    }
}
