package dev.sidereal.simulator;

/**
 * How many stars there are, how bright and how sharp.
 *
 * <p>Magnitudes follow the counts of the sky, N(brighter than m) ~ 10^(0.5 m). The scale is the camera's: a star of
 * magnitude 0 that stands still just fills the sensor at the centre of its image, one of magnitude m gives 10^(-0.4 m)
 * of its light.
 *
 * @param count     stars that cross the picture during the night, 0 to 1000000
 * @param brightest magnitude, -5 to 20
 * @param faintest  magnitude, from {@code brightest} to 20
 * @param fwhm      full width of a star's image at half its height, 0.8 to 20 pixels
 */
public record Starfield(int count, double brightest, double faintest, double fwhm) {

    public Starfield {
        Expect.whole("stars", count, 0, 1_000_000);
        Expect.real("brightest magnitude", brightest, -5, 20);
        Expect.real("faintest magnitude", faintest, brightest, 20);
        Expect.real("fwhm", fwhm, 0.8, 20);
    }

    /** As many and as sharp as look right at the size of the picture: 4000 stars of 2.2 pixels at 4256x2832. */
    public static Starfield of(Field field) {
        double side = Math.sqrt((double) field.width() * field.height());
        int count = (int) Math.rint(4000 * side / SIDE);
        double fwhm = Math.max(1.2, 2.2 * Math.sqrt(Math.sqrt(Math.sqrt(side / SIDE))));
        return new Starfield(count, -2.0, 3.8, fwhm);
    }

    /* Geometric mean of the sides of a picture of 4256x2832. */
    private static final double SIDE = 3471.7;

    /** Standard deviation of the Gaussian image of a star in pixels: FWHM / (2 sqrt(2 ln 2)). */
    double sigma() {
        return fwhm / 2.354820045030949;
    }
}
