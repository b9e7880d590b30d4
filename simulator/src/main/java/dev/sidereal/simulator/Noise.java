package dev.sidereal.simulator;

/**
 * Shot and read noise: v becomes v + z sqrt(max(v, 0) / N + (r / N)^2), z normal, for N electrons at full scale and a
 * read noise of r electrons. The normal law stands for Poisson's, whose skewness cannot be seen above some ten
 * electrons.
 *
 * <p>Speed: one hash of frame and pixel gives three fields of 21 bits, one for each channel: a sign and one of 2^20
 * equally likely sizes of z, up to 5 standard deviations. The sizes are read from a table of 2048 cells, straight within
 * a cell; the outermost cell has a table of its own.
 */
final class Noise {

    private static final int CELLS = 2048;
    private static final int CELL_BITS = 9;
    private static final int PARTS = 1 << CELL_BITS;
    private static final float[] SIZE = new float[CELLS];
    private static final float[] SLOPE = new float[CELLS];
    private static final float[] OUTERMOST = new float[PARTS];

    static {
        for (int i = 0; i < CELLS - 1; i++) {
            double from = size(i);
            double slope = (size(i + 1) - from) / PARTS;
            SLOPE[i] = (float) slope;
            SIZE[i] = (float) (from + slope / 2);
        }
        for (int i = 0; i < PARTS; i++) {
            OUTERMOST[i] = (float) size(CELLS - 1 + (i + 0.5) / PARTS);
        }
    }

    private final long seed;
    private final float perElectron;
    private final float readVariance;

    Noise(long seed, Sensor sensor) {
        this.seed = Dice.stream(seed, "noise");
        this.perElectron = (float) (1 / sensor.fullScale());
        this.readVariance = (float) (sensor.readNoise() / sensor.fullScale() * sensor.readNoise() / sensor.fullScale());
    }

    private static double size(double cell) {
        return Normal.exceededWith(0.5 * (1 - cell / CELLS));
    }

    /** Makes the light of a band noisy; every frame has its own noise. */
    void addTo(Band band, int frame) {
        float[] light = band.light();
        long counter = Dice.mix(seed + frame * Dice.STEP) + (long) band.rows().first() * band.width() * Dice.STEP;
        int samples = band.samples();
        for (int i = 0; i < samples; i += 3) {
            counter += Dice.STEP;
            long bits = Dice.mix(counter);
            light[i] = noisy(light[i], (int) bits);
            light[i + 1] = noisy(light[i + 1], (int) (bits >>> 21));
            light[i + 2] = noisy(light[i + 2], (int) (bits >>> 42));
        }
    }

    private float noisy(float value, int bits) {
        float variance = Math.max(value, 0) * perElectron + readVariance;
        return value + (float) Math.sqrt(variance) * normal(bits);
    }

    /** A normal number from the lowest 21 bits. */
    static float normal(int bits) {
        int cell = (bits >>> CELL_BITS) & (CELLS - 1);
        int part = bits & (PARTS - 1);
        float size = cell < CELLS - 1 ? SIZE[cell] + part * SLOPE[cell] : OUTERMOST[part];
        // The 21st bit is the sign.
        return Float.intBitsToFloat(Float.floatToRawIntBits(size) ^ ((bits & 0x100000) << 11));
    }
}
