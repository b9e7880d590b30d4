package dev.sidereal.simulator;

/**
 * Smooth random texture: random values at whole coordinates, joined by s(t) = t^2 (3 - 2t) between them.
 *
 * <p>Layers of doubled frequency and halved weight are added up (fractal Brownian motion); the result is about 0, mostly
 * within -0.5 to 0.5.
 */
final class ValueNoise {

    private static final double GAIN = 0.5;

    private final long key;

    ValueNoise(long seed, String purpose) {
        this.key = Dice.stream(seed, purpose);
    }

    /** The sum of {@code layers} layers at a place; the coarsest has one value per unit. */
    double at(double x, double y, int layers) {
        double sum = 0;
        double weight = 1;
        double frequency = 1;
        for (int i = 0; i < layers; i++) {
            sum += weight * (layer(key + i, x * frequency, y * frequency) - 0.5);
            weight *= GAIN;
            frequency *= 2;
        }
        return sum;
    }

    private static double layer(long key, double x, double y) {
        long column = (long) Math.floor(x);
        long row = (long) Math.floor(y);
        double s = smooth(x - column);
        double t = smooth(y - row);
        double above = mix(value(key, column, row), value(key, column + 1, row), s);
        double below = mix(value(key, column, row + 1), value(key, column + 1, row + 1), s);
        return mix(above, below, t);
    }

    private static double value(long key, long column, long row) {
        return (Dice.mix(key * Dice.STEP + column * 0xD1342543DE82EF95L + row * 0xAEF17502108EF2D9L) >>> 11) * 0x1p-53;
    }

    private static double smooth(double t) {
        return t * t * (3 - 2 * t);
    }

    private static double mix(double a, double b, double part) {
        return a + part * (b - a);
    }
}
