package dev.sidereal.simulator;

import dev.sidereal.image.Raster;

/** Small nights for tests. */
final class Scenes {

    /** Electrons at full scale and read noise of the quiet scenes' camera. */
    static final Sensor PLAIN = new Sensor(12_000, 4, 0);

    private Scenes() {}

    /** Everything there is, in a small picture. */
    static NightScene small(int frames) {
        return NightScene.of(240, 160, frames, 7);
    }

    /** Glow and ground only. */
    static NightScene starless(int frames) {
        NightScene scene = small(frames);
        return scene.withStarfield(new Starfield(0, 0, 4, 2))
                .withPassers(Passers.NONE)
                .withSensor(PLAIN);
    }

    static byte[] bytes(Raster raster) {
        byte[] bytes = new byte[raster.bytes().remaining()];
        raster.bytes().get(bytes);
        return bytes;
    }

    static float[] floats(Raster raster) {
        float[] values = new float[Math.toIntExact(raster.shape().samples())];
        raster.bytes().asFloatBuffer().get(values);
        return values;
    }
}
