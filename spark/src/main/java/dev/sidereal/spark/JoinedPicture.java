package dev.sidereal.spark;

import dev.sidereal.image.Raster;
import dev.sidereal.image.Rows;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import dev.sidereal.integrate.Integrated;
import dev.sidereal.integrate.LaidNoise;
import java.nio.ByteBuffer;

/** A joined picture that comes strip by strip, as {@link OverlayTask} gives them. Belongs to one thread. */
final class JoinedPicture {

    private final CanvasStrips strips;
    private final LaidNoise noise;
    private final Raster light;
    private final Raster coverage;
    private final Raster rejected;
    private int come;
    private long values;
    private long low;
    private long high;
    private long full;

    JoinedPicture(CanvasKit canvas) {
        strips = canvas.strips();
        noise = new LaidNoise(strips.shape(), canvas.overlay().contributions());
        Shape mono = new Shape(strips.shape().width(), strips.shape().height(), 1);
        light = Raster.allocate(strips.shape(), SampleType.FLOAT32);
        coverage = Raster.allocate(mono, SampleType.FLOAT32);
        rejected = Raster.allocate(mono, SampleType.FLOAT32);
    }

    /** Takes a strip. */
    void put(int strip, byte[] bytes) {
        Rows rows = strips.strip(strip);
        ByteBuffer in = TileState.order(ByteBuffer.wrap(bytes));
        put(in, light.bytes(rows));
        put(in, coverage.bytes(rows));
        put(in, rejected.bytes(rows));
        values += in.getLong();
        low += in.getLong();
        high += in.getLong();
        full += in.getLong();
        noise.merge(rows, in);
        come++;
    }

    private static void put(ByteBuffer in, ByteBuffer rows) {
        int count = rows.remaining();
        rows.put(in.slice(in.position(), count));
        in.position(in.position() + count);
    }

    /** All strips together. */
    Integrated whole() {
        if (come != strips.count()) {
            throw new IllegalStateException("canvas: expected " + strips.count() + " strips, found " + come);
        }
        return new Integrated(light, coverage, rejected, values, low, high, full, noise.of(light));
    }
}
