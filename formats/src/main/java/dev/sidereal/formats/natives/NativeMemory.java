package dev.sidereal.formats.natives;

import java.io.Closeable;
import java.nio.ByteBuffer;
import org.bytedeco.javacpp.BytePointer;

/**
 * Memory outside the heap that is given back at once when it is closed.
 *
 * <p>Java's own direct buffers are given back by some later collection; the frames of a night are too large to wait for
 * it, because the picture is made in the room they leave. After {@link #close} the bytes must not be touched.
 */
public final class NativeMemory implements Closeable {

    private final BytePointer pointer;

    private NativeMemory(BytePointer pointer) {
        this.pointer = pointer;
    }

    /** Memory of at most 2 GiB; needs the native libraries. */
    public static NativeMemory allocate(long size) {
        if (size > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("memory: expected at most 2147483647 bytes, found " + size);
        }
        return new NativeMemory(new BytePointer(size));
    }

    /** All of it, position 0. */
    public ByteBuffer bytes() {
        return pointer.asByteBuffer();
    }

    @Override
    public void close() {
        pointer.close();
    }
}
