package dev.sidereal.formats.colour;

import dev.sidereal.frame.ColourProfile;
import dev.sidereal.image.ToneCurve;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The tone curve in an ICC profile (ICC.1:2010, 10.5 curveType, 10.15 parametricCurveType): how its codes become light.
 *
 * <p>Read from the tags rTRC, gTRC and bTRC, which must be equal, or kTRC. A curve of 1024 entries becomes a table as it is;
 * a power becomes {@link ToneCurve.Gamma}; a parametric curve a table of 4096 steps. A curve that is that of sRGB but for the
 * rounding of its numbers, as most profiles of cameras hold it, becomes {@link ToneCurve.Srgb} itself.
 */
public final class ProfileCurve {

    private static final int HEADER_BYTES = 128;
    private static final int STEPS = 4096;
    private static final int MOST_ENTRIES = 65536;
    private static final double ROUNDING = 3e-5;
    private static final int CURVE = 0x63757276;
    private static final int PARAMETRIC = 0x70617261;

    private ProfileCurve() {}

    /** The curve; empty if the profile has none, several different ones, or one that does not rise from 0 to 1. */
    public static Optional<ToneCurve> of(ColourProfile profile) {
        ByteBuffer icc = ByteBuffer.wrap(profile.icc());
        try {
            Optional<ToneCurve> grey = curve(icc, "kTRC");
            Optional<ToneCurve> red = curve(icc, "rTRC");
            boolean alike = red.equals(curve(icc, "gTRC")) && red.equals(curve(icc, "bTRC"));
            return (grey.isPresent() ? grey : alike ? red : Optional.<ToneCurve>empty())
                    .map(found -> isSrgb(found) ? new ToneCurve.Srgb() : found);
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /* Between the entries of the usual table of 1024 a straight line is wrong by 7e-6. */
    private static boolean isSrgb(ToneCurve curve) {
        ToneCurve srgb = new ToneCurve.Srgb();
        for (int code = 0; code <= 255; code++) {
            if (!(Math.abs(curve.decode(code / 255.0) - srgb.decode(code / 255.0)) < ROUNDING)) {
                return false;
            }
        }
        return true;
    }

    private static Optional<ToneCurve> curve(ByteBuffer icc, String tag) {
        int signature = ByteBuffer.wrap(tag.getBytes(StandardCharsets.US_ASCII)).getInt();
        int tags = icc.getInt(HEADER_BYTES);
        for (int i = 0; i < Math.min(tags, 100); i++) {
            int entry = HEADER_BYTES + 4 + 12 * i;
            if (icc.getInt(entry) == signature) {
                return read(icc, icc.getInt(entry + 4));
            }
        }
        return Optional.empty();
    }

    private static Optional<ToneCurve> read(ByteBuffer icc, int at) {
        if (icc.getInt(at) == PARAMETRIC) {
            return Optional.of(parametric(icc, at));
        }
        if (icc.getInt(at) != CURVE) {
            return Optional.empty();
        }
        int count = icc.getInt(at + 8);
        if (count < 0 || count > MOST_ENTRIES) {
            return Optional.empty();
        }
        if (count == 0) {
            return Optional.of(new ToneCurve.Linear());
        }
        if (count == 1) {
            return Optional.of(new ToneCurve.Gamma((icc.getShort(at + 12) & 0xFFFF) / 256.0));
        }
        double[] lights = new double[count];
        for (int i = 0; i < lights.length; i++) {
            lights[i] = (icc.getShort(at + 12 + 2 * i) & 0xFFFF) / 65535.0;
        }
        return Optional.of(new ToneCurve.Table(lights));
    }

    /* Kinds 0 to 4: Y = (a X + b)^g + e above d, c X + f below it; absent numbers are 0, a is 1. */
    private static ToneCurve parametric(ByteBuffer icc, int at) {
        int kind = icc.getShort(at + 8);
        double[] p = new double[7];
        int count = new int[] {1, 3, 4, 5, 7}[kind];
        for (int i = 0; i < count; i++) {
            p[i] = icc.getInt(at + 12 + 4 * i) / 65536.0;
        }
        if (kind == 0) {
            return new ToneCurve.Gamma(p[0]);
        }
        double g = p[0];
        double a = p[1];
        double b = p[2];
        double c = kind >= 3 ? p[3] : 0;
        double d = kind >= 3 ? p[4] : -b / a;
        double e = kind == 4 ? p[5] : kind == 2 ? p[3] : 0;
        double f = kind == 4 ? p[6] : kind == 2 ? p[3] : 0;
        double[] lights = new double[STEPS];
        for (int i = 0; i < STEPS; i++) {
            double x = i / (STEPS - 1.0);
            double y = x >= d ? StrictMath.pow(a * x + b, g) + e : c * x + f;
            lights[i] = Math.max(0, Math.min(1, y));
        }
        lights[0] = 0;
        lights[STEPS - 1] = 1;
        return new ToneCurve.Table(lights);
    }
}
