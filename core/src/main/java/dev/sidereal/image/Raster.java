package dev.sidereal.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A whole picture in memory: the samples of {@link Shape} in one buffer outside the heap, without padding.
 *
 * <p>Origin top left, y down; sample (x, y, c) is number {@code (y * width + x) * channels + c}, stored in the machine's
 * byte order. Colour is red, green, blue. The buffer lies outside the heap so that native decoders write into it
 * without a copy and the same raster serves any number of frames.
 */
public final class Raster {

    /** Byte order of samples in memory. */
    public static final ByteOrder ORDER = ByteOrder.nativeOrder();

    private final Shape shape;
    private final SampleType type;
    private final ByteBuffer bytes;

    private Raster(Shape shape, SampleType type, ByteBuffer bytes) {
        this.shape = shape;
        this.type = type;
        this.bytes = bytes;
    }

    /**
     * A raster of zeros.
     *
     * @throws IllegalArgumentException if it would take more than 2 GiB
     */
    public static Raster allocate(Shape shape, SampleType type) {
        long size = bytes(shape, type);
        if (size > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "raster: expected at most 2147483647 bytes, found " + size + " for " + shape + ", " + type);
        }
        return new Raster(shape, type, ByteBuffer.allocateDirect((int) size).order(ORDER));
    }

    /**
     * A raster in memory that somebody else made and will free.
     *
     * @param bytes outside the heap, with exactly the bytes of the raster between position 0 and its limit
     */
    public static Raster over(Shape shape, SampleType type, ByteBuffer bytes) {
        if (!bytes.isDirect() || bytes.limit() != bytes(shape, type)) {
            throw new IllegalArgumentException("raster: expected " + bytes(shape, type)
                    + " bytes outside the heap, found " + bytes.limit() + (bytes.isDirect() ? "" : " inside"));
        }
        return new Raster(shape, type, bytes.duplicate().order(ORDER));
    }

    /** Bytes that a raster takes. */
    public static long bytes(Shape shape, SampleType type) {
        return shape.samples() * type.bytes();
    }

    public Shape shape() {
        return shape;
    }

    public SampleType type() {
        return type;
    }

    /** All samples: a new view of the shared memory, position 0, in {@link #ORDER}. */
    public ByteBuffer bytes() {
        return bytes.duplicate().order(ORDER);
    }

    /** The samples of {@code rows}: a new view of the shared memory, position 0, in {@link #ORDER}. */
    public ByteBuffer bytes(Rows rows) {
        int rowBytes = shape.rowSamples() * type.bytes();
        return bytes.slice(rows.first() * rowBytes, rows.count() * rowBytes).order(ORDER);
    }

    /** The stored number of sample {@code index}: an unsigned code, or a float. For loops that need not be fast. */
    public double get(int index) {
        return switch (type) {
            case UINT8 -> bytes.get(index) & 0xFF;
            case UINT16 -> bytes.getShort(2 * index) & 0xFFFF;
            case FLOAT32 -> bytes.getFloat(4 * index);
        };
    }

    /** The stored number of channel {@code c} of the pixel in column {@code x}, row {@code y}. */
    public double get(int x, int y, int c) {
        return get((y * shape.width() + x) * shape.channels() + c);
    }

    /** Stores a number in sample {@code index}; codes must be in range, nothing is rounded or clipped. */
    public void set(int index, double value) {
        switch (type) {
            case UINT8 -> bytes.put(index, (byte) (int) value);
            case UINT16 -> bytes.putShort(2 * index, (short) (int) value);
            case FLOAT32 -> bytes.putFloat(4 * index, (float) value);
        }
    }

    /** Stores a number in channel {@code c} of the pixel in column {@code x}, row {@code y}. */
    public void set(int x, int y, int c, double value) {
        set((y * shape.width() + x) * shape.channels() + c, value);
    }
}
