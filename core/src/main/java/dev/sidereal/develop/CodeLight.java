package dev.sidereal.develop;

import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.ToneCurve;

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
            for (int i = 0; i < codes.shape().samples(); i++) {
                double code = codes.get(i);
                boolean isLight = curve instanceof ToneCurve.Linear || Double.isNaN(code);
                light.set(i, isLight ? code : curve.decode(code));
            }
            return light;
        }
        int most = codes.type() == SampleType.UINT8 ? 255 : 65535;
        float[] lights = new float[most + 1];
        for (int code = 0; code <= most; code++) {
            lights[code] = (float) curve.decode(code / (double) most);
        }
        for (int i = 0; i < codes.shape().samples(); i++) {
            light.set(i, lights[(int) codes.get(i)]);
        }
        return light;
    }
}
