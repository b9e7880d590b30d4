package dev.sidereal.align;

import dev.sidereal.image.Raster;
import dev.sidereal.image.Rows;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.ToneCurve;
import java.nio.ByteBuffer;
import java.nio.ShortBuffer;

/** The rows of a frame of any type as linear light: float as it is, codes through a table, 1 being their full scale. */
final class LightRows {

    private final Raster frame;
    private final float[] table;

    LightRows(Raster frame, ToneCurve curve) {
        this.frame = frame;
        table = frame.type() == SampleType.FLOAT32
                ? new float[0]
                : new float[(int) frame.type().most() + 1];
        for (int code = 0; code < table.length; code++) {
            table[code] = (float) curve.decode(code / (double) (table.length - 1));
        }
    }

    /** Writes all samples of some rows. */
    void read(Rows rows, float[] into, int at) {
        int n = rows.count() * frame.shape().rowSamples();
        ByteBuffer bytes = frame.bytes(rows);
        switch (frame.type()) {
            case FLOAT32 -> bytes.asFloatBuffer().get(into, at, n);
            case UINT8 -> {
                for (int i = 0; i < n; i++) {
                    into[at + i] = table[bytes.get(i) & 0xFF];
                }
            }
            case UINT16 -> {
                ShortBuffer codes = bytes.asShortBuffer();
                for (int i = 0; i < n; i++) {
                    into[at + i] = table[codes.get(i) & 0xFFFF];
                }
            }
        }
    }
}
