package dev.sidereal.simulator;

/** Linear light in three channels, 1.0 is full scale. */
record Colour(double red, double green, double blue) {

    /** The colour of an sRGB code of 8 bits per channel, as people name colours. */
    static Colour srgb(int red, int green, int blue) {
        return new Colour(
                SrgbCodes.decode(red / 255.0), SrgbCodes.decode(green / 255.0), SrgbCodes.decode(blue / 255.0));
    }

    Colour times(double factor) {
        return new Colour(red * factor, green * factor, blue * factor);
    }

    Colour plus(Colour other) {
        return new Colour(red + other.red, green + other.green, blue + other.blue);
    }

    /** This colour at part 0, the other at part 1. */
    Colour towards(Colour other, double part) {
        return times(1 - part).plus(other.times(part));
    }
}
