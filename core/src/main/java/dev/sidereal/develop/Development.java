package dev.sidereal.develop;

import dev.sidereal.image.Raster;
import dev.sidereal.image.Shape;
import dev.sidereal.image.ToneCurve;

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
        Raster stretched = Stretches.apply(look.stretch(), new Development(look, light).level());
        boolean isDisplayed = look.stretch() != Stretch.NONE;
        bend(
                stretched,
                look.gamma(),
                tones == Tones.LIGHT || isDisplayed ? new ToneCurve.Linear() : look.curve(),
                tones);
        return stretched;
    }

    /* Light itself is not clipped; a curve is for 0 to 1. */
    private static void bend(Raster picture, double gamma, ToneCurve curve, Tones tones) {
        if (gamma == 1 && tones == Tones.LIGHT) {
            return;
        }
        Encoder encoder = new Encoder(curve);
        for (int i = 0; i < picture.shape().samples(); i++) {
            double value = picture.get(i);
            if (!Double.isNaN(value)) {
                double bent = gamma == 1 ? value : StrictMath.pow(Math.max(0, value), 1 / gamma);
                picture.set(i, tones == Tones.LIGHT ? bent : encoder.encode(bent));
            }
        }
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
