package dev.sidereal.align;

/**
 * A star as it was measured in one frame.
 *
 * @param x          of its centre in pixels, centres of pixels at whole numbers
 * @param y          of its centre, down
 * @param flux       its light above the sky, summed over a Gaussian of its shape, in the frame's unit times pixels
 * @param peak       its brightest sample above the sky
 * @param fwhm       full width at half maximum of a round star of its area, in pixels
 * @param elongation length over width, at least 1
 * @param snr        flux over its noise, of the sky alone
 * @param saturated  whether its top is flat: its flux and width are too low and its centre is coarse
 */
public record Star(
        double x, double y, double flux, double peak, double fwhm, double elongation, double snr, boolean saturated) {

    /* A flat top hides the centre; nothing is known better than a hundredth of a pixel. */
    private static final double SATURATED_ERROR = 0.25;
    private static final double LEAST_ERROR = 0.004;
    private static final double SIGMAS_IN_FWHM = 2.3548200450309493;

    /**
     * The standard error of its centre along one axis in pixels: {@code sqrt(2) fwhm / (2.355 snr)}, the bound where the sky
     * is the noise (R. A. Mendez et al. 2013, arXiv:1304.6361).
     */
    public double error() {
        double photons = Math.sqrt(2) * fwhm / (SIGMAS_IN_FWHM * Math.max(1, snr));
        double floor = saturated ? SATURATED_ERROR : LEAST_ERROR;
        return Math.sqrt(photons * photons + floor * floor);
    }

    /** The same star where it would be without the lens. */
    Star straight(Lens lens) {
        return at(lens.straighten(x, y));
    }

    /** The inverse of {@link #straight}. */
    Star bent(Lens lens) {
        return at(lens.bend(x, y));
    }

    private Star at(Point at) {
        return new Star(at.x(), at.y(), flux, peak, fwhm, elongation, snr, saturated);
    }
}
