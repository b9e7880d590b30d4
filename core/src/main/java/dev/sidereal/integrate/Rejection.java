package dev.sidereal.integrate;

import java.util.Optional;

/**
 * Which values of a pixel are left out of its mean: satellites, planes, cosmic rays. All of them take away the lowest or
 * highest that are left, never one in the middle.
 */
public sealed interface Rejection {

    /** The default: {@link Gesd} with a significance of 0.05. */
    static Rejection usual() {
        return new Gesd(0.05);
    }

    /**
     * The rejection of a name.
     *
     * @param option       whose value the name is
     * @param limitsOption whose value the limits are
     * @param limits       two numbers such as {@code 4,3}; empty: the usual ones
     * @throws dev.sidereal.frame.OptionException if there is none, or it has no such limits
     */
    static Rejection named(String option, String name, String limitsOption, Optional<String> limits) {
        return RejectionNames.read(option, name, limitsOption, limits);
    }

    /** The name by which {@link #named} knows it. */
    default String word() {
        return RejectionNames.word(this);
    }

    /** Its limits as {@link #named} takes them; empty if it has none. */
    default Optional<String> limits() {
        return RejectionNames.limits(this);
    }

    /** Whether all values of a pixel must be held at once. */
    default boolean needsAllValues() {
        return true;
    }

    /** None. */
    record None() implements Rejection {
        @Override
        public boolean needsAllValues() {
            return false;
        }
    }

    /**
     * Generalised extreme studentised deviate (B. Rosner, Technometrics 25, 1983): the farthest from the mean is taken away
     * up to three tenths of the values; those up to the last whose distance, in standard deviations of what was left, is above
     * the critical value are outliers. At most {@value #MOST_HIGH} above and {@value #MOST_LOW} below, so that one pass over the
     * frames is enough.
     *
     * @param significance chance to find an outlier where there is none, for a whole pixel
     */
    record Gesd(double significance) implements Rejection {

        /** Values above the mean that can be left out. */
        public static final int MOST_HIGH = 8;
        /** Values below the mean that can be left out. */
        public static final int MOST_LOW = 3;

        public Gesd {
            if (!(significance > 0 && significance < 0.5)) {
                throw new IllegalArgumentException(
                        "significance: expected above 0 and below 0.5, found " + significance);
            }
        }

        @Override
        public boolean needsAllValues() {
            return false;
        }
    }

    /** Farther from the median than so many standard deviations, again and again. */
    record Sigma(double low, double high) implements Rejection {
        public Sigma {
            requireAbove0(low, high);
        }
    }

    /** The same with a standard deviation of values of which the outer ones are pulled in to 1.5 of it. */
    record Winsorized(double low, double high) implements Rejection {
        public Winsorized {
            requireAbove0(low, high);
        }
    }

    /** Farther from a line through the sorted values than so many mean absolute distances from it. */
    record LinearFit(double low, double high) implements Rejection {
        public LinearFit {
            requireAbove0(low, high);
        }
    }

    /** The median takes the place of the mean; weights do not count. */
    record Median() implements Rejection {}

    private static void requireAbove0(double low, double high) {
        if (!(low > 0 && high > 0)) {
            throw new IllegalArgumentException("limits: expected above 0, found " + low + " and " + high);
        }
    }
}
