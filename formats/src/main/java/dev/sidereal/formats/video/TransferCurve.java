package dev.sidereal.formats.video;

import dev.sidereal.image.ToneCurve;
import java.util.Optional;

/**
 * The tone curves that a video's tag can name and that a picture from a photograph never has. BT.709, BT.601 and untagged
 * videos say nothing: their codes are made for the screens that sRGB is made for, and most were made from sRGB.
 */
final class TransferCurve {

    /* PQ rises by ten thousand from end to end; between so many steps its light is straight. */
    private static final int STEPS = 1 << 14;

    private TransferCurve() {}

    /** The curve of a tag in ffmpeg's words; light is a fraction of the brightest that can be coded. */
    static Optional<ToneCurve> of(String tag) {
        return switch (tag) {
            case "linear" -> Optional.of(new ToneCurve.Linear());
            case "bt470m", "gamma22" -> Optional.of(new ToneCurve.Gamma(2.2));
            case "bt470bg", "gamma28" -> Optional.of(new ToneCurve.Gamma(2.8));
            case "smpte2084" -> Optional.of(table(true));
            case "arib-std-b67" -> Optional.of(table(false));
            default -> Optional.empty();
        };
    }

    private static ToneCurve table(boolean pq) {
        double[] lights = new double[STEPS + 1];
        for (int i = 1; i < STEPS; i++) {
            lights[i] = pq ? pq((double) i / STEPS) : hlg((double) i / STEPS);
        }
        lights[STEPS] = 1;
        return new ToneCurve.Table(lights);
    }

    /* SMPTE ST 2084, the electro-optical transfer function; 1 is 10000 candelas per square metre. */
    private static double pq(double code) {
        double root = StrictMath.pow(code, 32 / 2523.0);
        double light = Math.max(0, root - 3424 / 4096.0) / (2413 / 128.0 - 2392 / 128.0 * root);
        return StrictMath.pow(light, 8192 / 1305.0);
    }

    /* ARIB STD-B67, the inverse of its opto-electronic transfer function. */
    private static double hlg(double code) {
        double a = 0.17883277;
        double b = 1 - 4 * a;
        double c = 0.5 - a * StrictMath.log(4 * a);
        return code <= 0.5 ? code * code / 3 : (StrictMath.exp((code - c) / a) + b) / 12;
    }
}
