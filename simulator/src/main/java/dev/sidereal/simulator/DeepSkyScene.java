package dev.sidereal.simulator;

import java.util.Optional;

/**
 * What a session of deep-sky frames looks like: a camera on a mount that follows the sky, nearly.
 *
 * @param width    pixels, 32 to 20000
 * @param height   pixels, 32 to 20000
 * @param frames   how many, 1 to 100000
 * @param seed     equal scenes give equal frames
 * @param stars    how many in the area of a frame, 0 to 100000
 * @param faintest electrons of the faintest star in a frame
 * @param brightest electrons of the brightest; the number of stars brighter than f falls as 1 / f
 * @param fwhm     width of stars in pixels, 1 to 20, pixels not counted
 * @param beta     exponent of Moffat's profile, 1.5 to 10; empty: Gaussian
 * @param seeing   how much the width differs from frame to frame: uniform within this share, 0 to 0.9
 * @param pointing where frames lie
 * @param sky      what is between
 * @param detector what counts
 */
public record DeepSkyScene(
        int width,
        int height,
        int frames,
        long seed,
        int stars,
        double faintest,
        double brightest,
        double fwhm,
        Optional<Double> beta,
        double seeing,
        Pointing pointing,
        Sky sky,
        Detector detector) {

    /**
     * Where frames lie; frame 0 is the reference, not moved.
     *
     * @param dither   shifts along x and y are uniform within plus or minus so many pixels
     * @param rotation angles about the middle are uniform within plus or minus so many radians
     * @param flipFrom the frame from which on the mount has flipped: turned by half a turn; empty: never
     * @param k1       distortion of the lens, see {@link dev.sidereal.align.Lens}; its radius is half the diagonal
     */
    public record Pointing(double dither, double rotation, Optional<Integer> flipFrom, double k1) {}

    /**
     * What is between.
     *
     * @param electrons per pixel of a frame
     * @param gradient  how much more there is at the right edge than at the left, as a share; its direction turns with frames
     * @param loss      transparency is uniform from 1 less this to 1
     */
    public record Sky(double electrons, double gradient, double loss) {}

    /**
     * What counts.
     *
     * @param gain       electrons for one code of 16 bits
     * @param bias       code of no light
     * @param readNoise  electrons
     * @param full       electrons at which a pixel is full
     * @param hotPixels  pixels that glow in every frame, by up to a tenth of full
     * @param vignetting how much darker the corners are, 0 to 0.9
     */
    public record Detector(double gain, double bias, double readNoise, double full, int hotPixels, double vignetting) {}

    public DeepSkyScene {
        Expect.whole("width", width, 32, 20_000);
        Expect.whole("height", height, 32, 20_000);
        Expect.whole("frames", frames, 1, 100_000);
        Expect.whole("stars", stars, 0, 100_000);
        Expect.real("fwhm", fwhm, 1, 20);
        Expect.real("seeing", seeing, 0, 0.9);
        Expect.real("faintest", faintest, 1e-3, brightest);
        Expect.real("brightest", brightest, faintest, 1e12);
        beta.ifPresent(exponent -> Expect.real("beta", exponent, 1.5, 10));
    }

    /** A quiet session: 200 stars, FWHM 3, dither 10 pixels, turned by up to 3 degrees, sky of 400 electrons. */
    public static DeepSkyScene of(int width, int height, int frames, long seed) {
        return new DeepSkyScene(
                width,
                height,
                frames,
                seed,
                200,
                1000,
                200_000,
                3,
                Optional.empty(),
                0,
                new Pointing(10, Math.toRadians(3), Optional.empty(), 0),
                new Sky(400, 0, 0),
                new Detector(1, 500, 5, 60_000, 0, 0));
    }

    public DeepSkyScene with(Pointing other) {
        return new DeepSkyScene(
                width, height, frames, seed, stars, faintest, brightest, fwhm, beta, seeing, other, sky, detector);
    }

    public DeepSkyScene with(Sky other) {
        return new DeepSkyScene(
                width, height, frames, seed, stars, faintest, brightest, fwhm, beta, seeing, pointing, other, detector);
    }

    public DeepSkyScene with(Detector other) {
        return new DeepSkyScene(
                width, height, frames, seed, stars, faintest, brightest, fwhm, beta, seeing, pointing, sky, other);
    }

    /** The same with other stars. */
    public DeepSkyScene withStars(int count, double faint, double bright) {
        return new DeepSkyScene(
                width, height, frames, seed, count, faint, bright, fwhm, beta, seeing, pointing, sky, detector);
    }

    /** The same with stars of another shape. */
    public DeepSkyScene withShape(double wide, Optional<Double> exponent, double varying) {
        return new DeepSkyScene(
                width, height, frames, seed, stars, faintest, brightest, wide, exponent, varying, pointing, sky,
                detector);
    }
}
