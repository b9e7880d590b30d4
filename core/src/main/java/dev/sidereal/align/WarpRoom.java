package dev.sidereal.align;

/** Room in which {@link Warp} makes one tile after the other; belongs to one thread. */
public final class WarpRoom {

    private static final int USES = 3;
    private static final int MOST_CHANNELS = 3;

    private final float[][] arrays = new float[USES * MOST_CHANNELS][0];
    private final LanczosRow lanczos = new LanczosRow(Warp.TILE_WIDTH);

    float[] samples(int channel, int size) {
        return atLeast(channel, size);
    }

    float[] lows(int channel, int size) {
        return atLeast(MOST_CHANNELS + channel, size);
    }

    float[] along(int channel, int size) {
        return atLeast(2 * MOST_CHANNELS + channel, size);
    }

    LanczosRow lanczos() {
        return lanczos;
    }

    private float[] atLeast(int number, int size) {
        if (arrays[number].length < size) {
            arrays[number] = new float[size];
        }
        return arrays[number];
    }
}
