package dev.sidereal.develop;

import dev.sidereal.frame.OptionException;

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

    /**
     * The level of a text: {@code max}, a percentile such as {@code 99%}, or an amount of light.
     *
     * @param option whose value the text is
     * @throws OptionException if it is none of them
     */
    static Level parse(String option, String text) {
        String number = text.endsWith("%") ? text.substring(0, text.length() - 1) : text;
        if (text.equals("max")) {
            return new Percentile(100);
        }
        if (!number.matches("-?[0-9]+(\\.[0-9]+)?([eE]-?[0-9]+)?")) {
            throw new OptionException(option + ": expected max, a percentile such as 99% or a number, found " + text);
        }
        double value = Double.parseDouble(number);
        if (text.endsWith("%") && !(value >= 0 && value <= 100)) {
            throw new OptionException(option + ": expected a percentile from 0% to 100%, found " + text);
        }
        return text.endsWith("%") ? new Percentile(value) : new Light(value);
    }
}
