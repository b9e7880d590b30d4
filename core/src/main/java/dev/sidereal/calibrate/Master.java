package dev.sidereal.calibrate;

import dev.sidereal.frame.FrameInfo;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;

/**
 * The mean of calibration frames of one kind.
 *
 * @param kind  of frames
 * @param light their mean as float, 1 being the greatest code of a frame; black is not subtracted; NaN where no frame had data
 * @param info  what is known of the first of them
 */
public record Master(Kind kind, Raster light, FrameInfo info) {

    /** What calibration frames show. */
    public enum Kind {
        DARK("dark"),
        FLAT("flat"),
        BIAS("bias"),
        DARK_FLAT("dark-flat");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** For people and for names of files: {@code dark-flat}. */
        @Override
        public String toString() {
            return word;
        }
    }

    public Master {
        if (light.type() != SampleType.FLOAT32) {
            throw new IllegalArgumentException(kind + ": expected a float picture, found " + light.type());
        }
    }
}
