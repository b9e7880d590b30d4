package dev.sidereal.simulator;

import dev.sidereal.image.Raster;
import java.nio.ByteBuffer;

/**
 * Stores linear light in a raster: the nearest sRGB code in the unsigned types; as it is in float, but not above 1.0,
 * where the sensor is full. Values below zero, which read noise makes, stay in float: they keep the mean true.
 */
final class Codes {

    private Codes() {}

    static void store(Band band, Raster raster) {
        ByteBuffer bytes = raster.bytes(band.rows());
        float[] light = band.light();
        int samples = band.samples();
        switch (raster.type()) {
            case UINT8 -> {
                byte[] codes = new byte[samples];
                for (int i = 0; i < samples; i++) {
                    codes[i] = (byte) SrgbCodes.EIGHT_BITS.code(light[i]);
                }
                bytes.put(codes);
            }
            case UINT16 -> {
                short[] codes = new short[samples];
                for (int i = 0; i < samples; i++) {
                    codes[i] = (short) SrgbCodes.SIXTEEN_BITS.code(light[i]);
                }
                bytes.asShortBuffer().put(codes);
            }
            case FLOAT32 -> {
                for (int i = 0; i < samples; i++) {
                    light[i] = Math.min(1, light[i]);
                }
                bytes.asFloatBuffer().put(light, 0, samples);
            }
        }
    }
}
