package dev.sidereal.develop;

import dev.sidereal.image.Bands;
import dev.sidereal.image.Raster;
import dev.sidereal.image.ToneCurve;
import java.util.Arrays;

/**
 * Turns linear light into codes by a {@link Look}: float in, float out, 1 being full scale.
 *
 * <p>NaN stays NaN. Where white equals black, light above it becomes 1 and all other 0. The picture is changed in place, in
 * bands by all processors. Cost: three passes, and two for each percentile.
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
        if (tones == Tones.CODES) {
            encode(stretched, look.stretch() == Stretch.NONE ? look.curve() : new ToneCurve.Linear(), look.gamma());
        } else if (look.gamma() != 1) {
            bend(stretched, look.gamma());
        }
        return stretched;
    }

    private static void encode(Raster picture, ToneCurve curve, double gamma) {
        Encoder encoder = new Encoder(curve, gamma);
        Bands.change(picture, samples -> {
            for (int i = 0; i < samples.length; i++) {
                if (!Float.isNaN(samples[i])) {
                    samples[i] = (float) encoder.encode(samples[i]);
                }
            }
        });
    }

    /* Unlike codes, light beyond white stays. */
    private static void bend(Raster picture, double gamma) {
        Bands.change(picture, samples -> {
            for (int i = 0; i < samples.length; i++) {
                if (!Float.isNaN(samples[i])) {
                    samples[i] = (float) StrictMath.pow(Math.max(0, samples[i]), 1 / gamma);
                }
            }
        });
    }

    /* Percentiles are those of the light as it is; a number means light after brightening. */
    private double level(Level level, int channel) {
        return level instanceof Level.Percentile percentile
                ? look.brightness() * new OrderStatistics(light, channel).percentile(percentile.percent())
                : ((Level.Light) level).light();
    }

    private Raster level() {
        int channels = light.shape().channels();
        double brightness = look.brightness();
        if (brightness == 1
                && Arrays.stream(black).allMatch(b -> b == 0)
                && Arrays.stream(white).allMatch(w -> w == 1)) {
            return light; // nothing would change
        }
        Bands.change(light, samples -> {
            for (int i = 0; i < samples.length; i += channels) {
                for (int c = 0; c < channels; c++) {
                    double value = samples[i + c] * brightness - black[c];
                    double range = white[c] - black[c];
                    samples[i + c] = (float) (range == 0 && !Double.isNaN(value) ? (value > 0 ? 1 : 0) : value / range);
                }
            }
        });
        return light;
    }
}
