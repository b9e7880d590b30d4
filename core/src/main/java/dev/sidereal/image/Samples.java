package dev.sidereal.image;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A block of samples in arrays of the heap, small enough for a processor cache: the form in which folds see pixels.
 *
 * <p>Unsigned samples lie packed in {@link #words()}, eight (8-bit) or four (16-bit) to a {@code long}, the first
 * one in the lowest bits; unused lanes of the last word are 0. Float samples lie in {@link #values()}. Packed words let plain Java
 * compare eight samples at once, and a loop over two arrays of {@code long} with one common index is one that the JIT
 * compiler turns into vector instructions.
 *
 * <p>Not synchronised: a block belongs to one thread at a time.
 */
public final class Samples {

    private final SampleType type;
    private final long[] words;
    private final float[] values;
    private int count;

    private Samples(SampleType type, long[] words, float[] values, int count) {
        this.type = type;
        this.words = words;
        this.values = values;
        this.count = count;
    }

    /** A block of {@code count} samples: 0 in the unsigned types, NaN (missing) in float. */
    public static Samples allocate(SampleType type, int count) {
        if (type == SampleType.FLOAT32) {
            float[] values = new float[count];
            Arrays.fill(values, Float.NaN);
            return new Samples(type, new long[0], values, count);
        }
        return new Samples(type, new long[words(type, count)], new float[0], count);
    }

    /** Bytes of heap that a block of {@code count} samples takes for its arrays. */
    public static long bytes(SampleType type, long count) {
        return type == SampleType.FLOAT32 ? 4 * count : (count * type.bytes() + 7) / 8 * 8;
    }

    private static int words(SampleType type, int count) {
        return Math.toIntExact(bytes(type, count) / 8);
    }

    public SampleType type() {
        return type;
    }

    /** Samples in use; at most the number the block was allocated for. */
    public int count() {
        return count;
    }

    /** The packed unsigned samples, shared with this block; empty for float. */
    public long[] words() {
        return words;
    }

    /** Words in use; 0 for float. */
    public int wordCount() {
        return type == SampleType.FLOAT32 ? 0 : words(type, count);
    }

    /** The float samples, shared with this block; empty for the unsigned types. */
    public float[] values() {
        return values;
    }

    /** The unsigned code of sample {@code index}; for loops that need not be fast. */
    public int code(int index) {
        int bits = 8 * type.bytes();
        int lanes = 64 / bits;
        return (int) (words[index / lanes] >>> (bits * (index % lanes))) & ((1 << bits) - 1);
    }

    /** Stores the low bits of {@code code} as the unsigned code of sample {@code index}. */
    public void code(int index, int code) {
        int bits = 8 * type.bytes();
        int lanes = 64 / bits;
        int shift = bits * (index % lanes);
        long mask = ((1L << bits) - 1) << shift;
        words[index / lanes] = (words[index / lanes] & ~mask) | (((long) code << shift) & mask);
    }

    /**
     * Replaces the contents of this block with rows of a picture.
     *
     * @throws IllegalArgumentException if the picture is of another sample type or the rows do not fit
     */
    public void load(Raster raster, Rows rows) {
        take(window(raster, rows));
    }

    /** Writes this block over rows of a picture; the reverse of {@link #load}. */
    public void store(Raster raster, Rows rows) {
        put(window(raster, rows));
    }

    /** Takes the samples in use from a buffer, in the buffer's byte order. */
    public void take(ByteBuffer in) {
        ByteBuffer bytes = in.slice(in.position(), count * type.bytes()).order(in.order());
        in.position(in.position() + count * type.bytes());
        if (type == SampleType.FLOAT32) {
            bytes.asFloatBuffer().get(values, 0, count);
        } else if (isPackedLike(bytes)) {
            int whole = bytes.limit() / 8;
            bytes.order(Raster.ORDER).asLongBuffer().get(words, 0, whole);
            for (int i = whole * (8 / type.bytes()); i < count; i++) {
                code(i, type == SampleType.UINT8 ? bytes.get(i) : bytes.getShort(2 * i));
            }
        } else {
            for (int i = 0; i < count; i++) {
                code(i, bytes.getShort(2 * i));
            }
        }
    }

    /** Appends the samples in use to a buffer, in the buffer's byte order. */
    public void put(ByteBuffer out) {
        ByteBuffer bytes = out.slice(out.position(), count * type.bytes()).order(out.order());
        out.position(out.position() + count * type.bytes());
        if (type == SampleType.FLOAT32) {
            bytes.asFloatBuffer().put(values, 0, count);
        } else if (isPackedLike(bytes)) {
            int whole = bytes.limit() / 8;
            bytes.order(Raster.ORDER).asLongBuffer().put(words, 0, whole);
            for (int i = whole * (8 / type.bytes()); i < count; i++) {
                putCode(bytes, i);
            }
        } else {
            for (int i = 0; i < count; i++) {
                putCode(bytes, i);
            }
        }
    }

    private void putCode(ByteBuffer bytes, int i) {
        if (type == SampleType.UINT8) {
            bytes.put(i, (byte) code(i));
        } else {
            bytes.putShort(2 * i, (short) code(i));
        }
    }

    private boolean isPackedLike(ByteBuffer bytes) {
        return type == SampleType.UINT8 || bytes.order() == Raster.ORDER;
    }

    private ByteBuffer window(Raster raster, Rows rows) {
        int samples = rows.count() * raster.shape().rowSamples();
        if (raster.type() != type || bytes(type, samples) > bytes(type, capacity())) {
            throw new IllegalArgumentException("samples: expected at most " + capacity() + " of " + type + ", found "
                    + samples + " of " + raster.type());
        }
        count = samples;
        return raster.bytes(rows);
    }

    private int capacity() {
        return type == SampleType.FLOAT32 ? values.length : words.length * (8 / type.bytes());
    }
}
