package dev.sidereal.formats.codec;

import dev.sidereal.image.Raster;
import dev.sidereal.image.Rows;
import dev.sidereal.image.SampleType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;

/**
 * The sample depth of a picture's file, and the rule by which other depths become it.
 *
 * <p>Full scale stays full scale: 255, 65535 and 1.0 are the same light. 8 to 16 bits multiplies by 257, which is exact
 * and reversible; the way down rounds to nearest. Float codes outside 0 to 1 are clipped on the way to integers; NaN
 * becomes 0.
 */
public enum Depth {
    EIGHT(1),
    SIXTEEN(2),
    FLOAT(4);

    private final int bytes;

    Depth(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes of one sample in the file. */
    public int bytes() {
        return bytes;
    }

    /** Whether it holds light beyond black and white. */
    public boolean isFloat() {
        return this == FLOAT;
    }

    /** As people ask for it: {@code 8}, {@code 16}, {@code 32f}. */
    @Override
    public String toString() {
        return 8 * bytes + (this == FLOAT ? "f" : "");
    }

    /** The depth that loses nothing of a sample type and that people expect in an editable file: 16 bits or float. */
    public static Depth of(SampleType type) {
        return type == SampleType.FLOAT32 ? FLOAT : SIXTEEN;
    }

    /** The samples of some rows at this depth, in the byte order of a file. */
    public byte[] rows(Raster raster, Rows rows, ByteOrder order) {
        int first = rows.first() * raster.shape().rowSamples();
        int count = rows.count() * raster.shape().rowSamples();
        ByteBuffer out = ByteBuffer.allocate(count * bytes).order(order);
        switch (this) {
            case EIGHT -> put8(raster, first, count, out);
            case SIXTEEN -> put16(raster, first, count, out);
            case FLOAT -> putFloat(raster, first, count, out);
        }
        return out.array();
    }

    private static void put8(Raster raster, int first, int count, ByteBuffer out) {
        if (raster.type() == SampleType.UINT8) {
            out.put(0, raster.bytes(), first, count);
            return;
        }
        if (raster.type() == SampleType.FLOAT32) {
            float[] values = floats(raster, first, count);
            for (int i = 0; i < count; i++) {
                out.put(i, (byte) clip(values[i] * 255.0, 255));
            }
            return;
        }
        double scale = 255.0 / 65535;
        for (int i = 0; i < count; i++) {
            out.put(i, (byte) clip(raster.get(first + i) * scale, 255));
        }
    }

    private static void put16(Raster raster, int first, int count, ByteBuffer out) {
        ByteBuffer in = raster.bytes();
        ShortBuffer codes = out.asShortBuffer();
        switch (raster.type()) {
            case UINT8 -> {
                for (int i = 0; i < count; i++) {
                    codes.put(i, (short) ((in.get(first + i) & 0xFF) * 257));
                }
            }
            case UINT16 -> codes.put(0, in.asShortBuffer(), first, count);
            case FLOAT32 -> {
                float[] values = floats(raster, first, count);
                for (int i = 0; i < count; i++) {
                    codes.put(i, (short) clip(values[i] * 65535.0, 65535));
                }
            }
        }
    }

    private static void putFloat(Raster raster, int first, int count, ByteBuffer out) {
        FloatBuffer values = out.asFloatBuffer();
        if (raster.type() == SampleType.FLOAT32) {
            values.put(0, raster.bytes().asFloatBuffer(), first, count);
            return;
        }
        double fullScale = raster.type() == SampleType.UINT8 ? 255 : 65535;
        for (int i = 0; i < count; i++) {
            values.put(i, (float) (raster.get(first + i) / fullScale));
        }
    }

    private static float[] floats(Raster raster, int first, int count) {
        float[] values = new float[count];
        raster.bytes().asFloatBuffer().get(first, values);
        return values;
    }

    private static int clip(double code, int most) {
        return (int) Math.max(0, Math.min(most, Math.rint(code)));
    }
}
