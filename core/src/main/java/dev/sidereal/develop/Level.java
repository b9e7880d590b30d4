package dev.sidereal.develop;

/** A brightness that is chosen as the black or the white of a picture. */
public sealed interface Level {

    /** An amount of linear light; 1 is the full scale of one frame. */
    record Light(double light) implements Level {
        public Light {
            if (Double.isNaN(light) || Double.isInfinite(light)) {
                throw new IllegalArgumentException("level: expected a number, found " + light);
            }
        }
    }

    /** The light below which {@code percent} of the picture's samples lie; 100 is the greatest. */
    record Percentile(double percent) implements Level {
        public Percentile {
            if (!(percent >= 0 && percent <= 100)) {
                throw new IllegalArgumentException("percentile: expected 0 to 100, found " + percent);
            }
        }
    }
}
