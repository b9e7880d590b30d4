package dev.sidereal.integrate;

import java.nio.ByteBuffer;

/** Where the values of a band are kept. */
public enum Memory {
    /** On the heap, where somebody else has shared out the memory of the machine by it. */
    HEAP,
    /** Outside the heap, which would be looked through for them again and again, and made by the threads that fill it. */
    OUTSIDE;

    /** So many zeros. */
    ByteBuffer bytes(int count) {
        return this == HEAP ? ByteBuffer.allocate(count) : ByteBuffer.allocateDirect(count);
    }
}
