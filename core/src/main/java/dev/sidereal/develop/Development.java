package dev.sidereal.develop;

import dev.sidereal.image.Raster;
import dev.sidereal.image.Shape;

/**
 * Turns linear light into codes by a {@link Look}: float in, float out, 1 being full scale.
 *
 * <p>NaN stays NaN. Where white equals black, light above it becomes 1 and all other 0. The picture is changed in place:
 * cost: one pass, and two for each percentile.
 */
final class Development {

    private final Look look;
    private final Raster light;
    private final double[] black;
    private final double[] white;

    private Development(Look look, Raster light) {
        this.look = look;
        this.light = light;
        int channels = light.shape().channels();
        this.black = new double[channels];
        this.white = new double[channels];
        for (int c = 0; c < channels; c++) {
            black[c] = look.perChannel() || c == 0 ? level(look.black(), look.perChannel() ? c : -1) : black[0];
            white[c] = look.perChannel() || c == 0 ? level(look.white(), look.perChannel() ? c : -1) : white[0];
        }
    }

    /** Develops a float picture of linear light, in the same memory. */
    static Raster of(Raster light, Look look, Tones tones) {
        return tones == Tones.LIGHT ? leveled(light, look) : develop(light, look);
    }

    /** Develops a float picture of linear light into one of codes, in the same memory. */
    static Raster develop(Raster light, Look look) {
        Raster leveled = new Development(look, light).level();
        Raster stretched = Stretches.apply(look.stretch(), leveled);
        Encoder encoder = new Encoder(look.curve());
        for (int i = 0; i < stretched.shape().samples(); i++) {
            double value = stretched.get(i);
            if (!Double.isNaN(value)) {
                double bent = look.gamma() == 1 ? value : StrictMath.pow(Math.max(0, value), 1 / look.gamma());
                stretched.set(i, encoder.encode(bent));
            }
        }
        return stretched;
    }

    /** Float light between black and white, not clipped: 0 is black, 1 is white; in the same memory. */
    static Raster leveled(Raster light, Look look) {
        return new Development(look, light).level();
    }

    /* Percentiles are those of the light as it is; a number means light after brightening. */
    private double level(Level level, int channel) {
        return level instanceof Level.Percentile percentile
                ? look.brightness() * new OrderStatistics(light, channel).percentile(percentile.percent())
                : ((Level.Light) level).light();
    }

    private Raster level() {
        Shape shape = light.shape();
        for (int i = 0; i < shape.samples(); i++) {
            int c = i % shape.channels();
            double value = light.get(i) * look.brightness() - black[c];
            double range = white[c] - black[c];
            light.set(i, range == 0 && !Double.isNaN(value) ? (value > 0 ? 1 : 0) : value / range);
        }
        return light;
    }
}
