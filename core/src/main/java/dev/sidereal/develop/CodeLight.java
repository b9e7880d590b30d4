package dev.sidereal.develop;

import dev.sidereal.image.Bands;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.ToneCurve;
import java.nio.ByteBuffer;

/**
 * The linear light that codes stand for, as float, 1 being full scale: {@code decode(code / most code)}.
 *
 * <p>Float samples that are light already are copied, not clipped; NaN stays NaN. Cost: one pass with a table.
 */
final class CodeLight {

    private CodeLight() {}

    static Raster of(Raster codes, ToneCurve curve) {
        Raster light = Raster.allocate(codes.shape(), SampleType.FLOAT32);
        if (codes.type() == SampleType.FLOAT32) {
            light.bytes().put(codes.bytes());
            if (!(curve instanceof ToneCurve.Linear)) {
                Bands.change(light, samples -> {
                    for (int i = 0; i < samples.length; i++) {
                        samples[i] = Float.isNaN(samples[i]) ? samples[i] : (float) curve.decode(samples[i]);
                    }
                });
            }
            return light;
        }
        boolean bytes = codes.type() == SampleType.UINT8;
        int most = bytes ? 255 : 65535;
        float[] lights = new float[most + 1];
        for (int code = 0; code <= most; code++) {
            lights[code] = (float) curve.decode(code / (double) most);
        }
        Bands.each(codes.shape(), rows -> {
            ByteBuffer in = codes.bytes(rows);
            ByteBuffer out = light.bytes(rows);
            for (int i = 0; i < rows.count() * codes.shape().rowSamples(); i++) {
                out.putFloat(4 * i, lights[bytes ? in.get(i) & 0xFF : in.getShort(2 * i) & 0xFFFF]);
            }
        });
        return light;
    }
}
