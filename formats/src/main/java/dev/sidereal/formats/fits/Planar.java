package dev.sidereal.formats.fits;

import dev.sidereal.fold.NumberType;
import dev.sidereal.image.Rows;
import dev.sidereal.image.Shape;
import dev.sidereal.stack.Strips;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Numbers between memory, where the channels of a pixel lie together, and FITS, where each channel is a picture of its
 * own, a strip of rows at a time. Big-endian on both sides; unsigned 16 bits are stored with their highest bit turned
 * over, as {@code BZERO = 32768} says.
 */
final class Planar {

    /** Yields the numbers of a strip, channel by channel of each pixel. */
    interface Source {
        void write(int strip, ByteBuffer out);
    }

    /** Takes the numbers of a strip. */
    interface Target {
        void read(int strip, ByteBuffer in) throws IOException;
    }

    /** Fills a buffer with bytes of the data from a position on. */
    interface Bytes {
        void read(ByteBuffer into, long at) throws IOException;
    }

    private final Shape shape;
    private final Strips strips;
    private final NumberType type;
    private final ByteBuffer mixed;
    private final ByteBuffer channel;

    Planar(Shape shape, Strips strips, NumberType type) {
        this.shape = shape;
        this.strips = strips;
        this.type = type;
        this.mixed = ByteBuffer.allocate(strips.mostSamples() * type.bytes());
        this.channel = ByteBuffer.allocate(mixed.capacity() / shape.channels());
    }

    /** The code of the type in FITS. */
    static int bitpix(NumberType type) {
        return type == NumberType.FLOAT32 ? -32 : 8 * type.bytes();
    }

    /** Bytes of the whole data. */
    static long bytes(Shape shape, NumberType type) {
        return shape.samples() * type.bytes();
    }

    /** Writes channel after channel; the source is asked for each strip once per channel. */
    void write(Source source, HduWriter.Sink sink) throws IOException {
        for (int c = 0; c < shape.channels(); c++) {
            for (int strip = 0; strip < strips.count(); strip++) {
                source.write(strip, mixed.clear());
                mixed.flip();
                pick(c);
                sink.put(channel);
            }
        }
    }

    /** Reads strip after strip. */
    void read(Bytes bytes, Target target) throws IOException {
        long channelBytes = shape.pixels() * type.bytes();
        for (int strip = 0; strip < strips.count(); strip++) {
            Rows rows = strips.rows().get(strip);
            mixed.clear().limit(strips.samples(rows) * type.bytes());
            for (int c = 0; c < shape.channels(); c++) {
                channel.clear().limit(mixed.limit() / shape.channels());
                bytes.read(channel, c * channelBytes + (long) rows.first() * shape.width() * type.bytes());
                place(c);
            }
            target.read(strip, mixed);
        }
    }

    private void pick(int c) {
        channel.clear().limit(mixed.limit() / shape.channels());
        int step = shape.channels() * type.bytes();
        int to = 0;
        for (int from = c * type.bytes(); from < mixed.limit(); from += step, to += type.bytes()) {
            copy(mixed, from, channel, to);
        }
    }

    private void place(int c) {
        int step = shape.channels() * type.bytes();
        int from = 0;
        for (int to = c * type.bytes(); to < mixed.limit(); to += step, from += type.bytes()) {
            copy(channel, from, mixed, to);
        }
    }

    private void copy(ByteBuffer in, int from, ByteBuffer out, int to) {
        switch (type) {
            case UINT8 -> out.put(to, in.get(from));
            case UINT16 -> out.putShort(to, (short) (in.getShort(from) ^ 0x8000));
            case INT32, FLOAT32 -> out.putInt(to, in.getInt(from));
            case INT64 -> out.putLong(to, in.getLong(from));
        }
    }
}
