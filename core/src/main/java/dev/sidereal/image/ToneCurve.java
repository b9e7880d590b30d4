package dev.sidereal.image;

import java.util.Arrays;
import java.util.Locale;

/**
 * The relation between codes and light: {@code decode} turns a code (0 to 1 of full scale) into linear light (0 to 1),
 * {@code encode} is its inverse. Both rise strictly and keep 0 and 1; arguments outside 0 to 1 are clipped first.
 */
public sealed interface ToneCurve {

    /** The name that options and files use: {@code srgb}, {@code gamma:2.2}, {@code linear}, {@code profile}. */
    String name();

    double decode(double code);

    double encode(double light);

    /** IEC 61966-2-1: linear below 0.04045, a power of 2.4 above. */
    record Srgb() implements ToneCurve {
        @Override
        public String name() {
            return "srgb";
        }

        @Override
        public double decode(double code) {
            double c = clip(code);
            return c <= 0.04045 ? c / 12.92 : StrictMath.pow((c + 0.055) / 1.055, 2.4);
        }

        @Override
        public double encode(double light) {
            double l = clip(light);
            return l <= 0.0031308 ? 12.92 * l : 1.055 * StrictMath.pow(l, 1 / 2.4) - 0.055;
        }
    }

    /** {@code light = code ^ exponent}. */
    record Gamma(double exponent) implements ToneCurve {
        public Gamma {
            if (!(exponent > 0 && exponent <= 10)) {
                throw new IllegalArgumentException("gamma: expected above 0 and at most 10, found " + exponent);
            }
        }

        @Override
        public String name() {
            return "gamma:" + String.format(Locale.ROOT, "%.6f", exponent).replaceFirst("\\.?0+$", "");
        }

        @Override
        public double decode(double code) {
            return StrictMath.pow(clip(code), exponent);
        }

        @Override
        public double encode(double light) {
            return StrictMath.pow(clip(light), 1 / exponent);
        }
    }

    /** Codes are light already. */
    record Linear() implements ToneCurve {
        @Override
        public String name() {
            return "linear";
        }

        @Override
        public double decode(double code) {
            return clip(code);
        }

        @Override
        public double encode(double light) {
            return clip(light);
        }
    }

    /** A curve given by its light at equal steps of the code, as ICC profiles hold it; linear between the steps. */
    final class Table implements ToneCurve {

        private final double[] lights;

        /** Lights from code 0 to code 1: two or more, rising from 0 to 1. */
        public Table(double... lights) {
            if (lights.length < 2 || lights[0] != 0 || lights[lights.length - 1] != 1) {
                throw new IllegalArgumentException("tone curve: expected two or more lights from 0 to 1, found "
                        + lights.length + " from " + lights[0] + " to " + lights[lights.length - 1]);
            }
            for (int i = 1; i < lights.length; i++) {
                if (!(lights[i] >= lights[i - 1])) {
                    throw new IllegalArgumentException("tone curve: expected rising lights, found " + lights[i]
                            + " after " + lights[i - 1] + ", at step " + i);
                }
            }
            this.lights = lights.clone();
        }

        /** A copy of the lights, from code 0 to code 1. */
        public double[] lights() {
            return lights.clone();
        }

        @Override
        public String name() {
            return "profile";
        }

        @Override
        public double decode(double code) {
            double at = clip(code) * (lights.length - 1);
            int step = Math.min((int) at, lights.length - 2);
            return lights[step] + (at - step) * (lights[step + 1] - lights[step]);
        }

        @Override
        public double encode(double light) {
            double l = clip(light);
            int found = Arrays.binarySearch(lights, l);
            if (found >= 0) {
                return (double) found / (lights.length - 1);
            }
            int step = -found - 2;
            return (step + (l - lights[step]) / (lights[step + 1] - lights[step])) / (lights.length - 1);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Table table && Arrays.equals(lights, table.lights);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(lights);
        }
    }

    private static double clip(double value) {
        return Math.max(0, Math.min(1, value));
    }
}
