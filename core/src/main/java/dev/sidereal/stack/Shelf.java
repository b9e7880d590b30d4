package dev.sidereal.stack;

import dev.sidereal.fold.Plane;
import java.nio.ByteBuffer;

/**
 * Where finished strips of a stack wait while others are folded, so that a night can be folded in bands of rows.
 *
 * <p>Numbers come back as they were put. Strips are put by one thread and got by any number at once, once they are put.
 * What fails on the way is thrown as {@link java.io.UncheckedIOException}.
 */
public interface Shelf {

    /** Keeps the numbers of one strip of a plane; each is put once. */
    void put(Plane plane, int strip, ByteBuffer numbers);

    /** Appends the numbers of a strip that was put, in the byte order they had then. */
    void get(Plane plane, int strip, ByteBuffer out);
}
