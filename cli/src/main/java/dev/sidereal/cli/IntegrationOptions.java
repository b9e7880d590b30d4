package dev.sidereal.cli;

import dev.sidereal.frame.OptionException;
import dev.sidereal.integrate.Canvas;
import dev.sidereal.integrate.Contribution;
import dev.sidereal.integrate.Drizzle;
import dev.sidereal.integrate.Rejection;
import dev.sidereal.mosaic.Debayer;
import dev.sidereal.recipe.DeepSkyRecipe;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How lights are joined. */
final class IntegrationOptions {

    private static final String NUMBER = "[0-9]+(\\.[0-9]+)?";

    @Option(
            names = "--reject",
            paramLabel = "none|sigma|gesd|winsorized|linear-fit|median",
            description = "What to leave out of each pixel; default gesd.")
    private String reject = "gesd";

    @Option(
            names = "--reject-limits",
            paramLabel = "LOW,HIGH",
            description = "Limits of sigma (default 3,3), winsorized (4,3) and linear-fit (5,3.5).")
    private Optional<String> limits = Optional.empty();

    @Option(
            names = "--grow",
            description =
                    "Join twice: what stands out of the first picture is left out with the pixels around it, so that"
                            + " soft ends of satellites go, too.")
    private boolean grow;

    @Option(
            names = "--weights",
            paramLabel = "stars|noise|equal",
            description = "What counts: noise and width of stars (default), noise alone, or nothing.")
    private String weights = "stars";

    @Option(
            names = "--canvas",
            paramLabel = "reference|union|intersection",
            description = "What the picture shows: what the reference, any or every light shows.")
    private String canvas = "reference";

    @Option(
            names = "--debayer",
            paramLabel = "best|superpixel",
            description =
                    "How mosaics become pictures: along edges (default), or one pixel of each 2x2, half the size.")
    private String debayer = "best";

    @Option(
            names = "--drizzle",
            paramLabel = "1..3",
            description =
                    "Let samples of dithered lights fall as drops on a picture so many times as fine, each colour of a"
                            + " mosaic by itself; 2 suits most.")
    private Optional<Double> scale = Optional.empty();

    @Option(
            names = "--pixfrac",
            paramLabel = "0.1..1",
            description = "Side of a drop in pixels of its light; default 0.7.")
    private Optional<Double> pixfrac = Optional.empty();

    void check() {
        debayer();
        drizzle();
        rejection();
        weighting();
        extent();
    }

    Rejection rejection() {
        if (limits.isPresent() && !reject.matches("sigma|winsorized|linear-fit")) {
            throw new OptionException(
                    "--reject-limits: expected --reject sigma, winsorized or linear-fit with it, found " + reject);
        }
        return switch (reject) {
            case "none" -> new Rejection.None();
            case "gesd" -> Rejection.usual();
            case "median" -> new Rejection.Median();
            case "sigma" -> new Rejection.Sigma(limit(0, 3), limit(1, 3));
            case "winsorized" -> new Rejection.Winsorized(limit(0, 4), limit(1, 3));
            case "linear-fit" -> new Rejection.LinearFit(limit(0, 5), limit(1, 3.5));
            default ->
                throw new OptionException(
                        "--reject: expected none, sigma, gesd, winsorized, linear-fit or median, found " + reject);
        };
    }

    private double limit(int side, double otherwise) {
        if (limits.isEmpty()) {
            return otherwise;
        }
        if (!limits.get().matches(NUMBER + "," + NUMBER)) {
            throw new OptionException("--reject-limits: expected two numbers such as 4,3, found " + limits.get());
        }
        double limit = Double.parseDouble(limits.get().split(",", 2)[side]);
        if (!(limit > 0)) {
            throw new OptionException("--reject-limits: expected limits above 0, found " + limits.get());
        }
        return limit;
    }

    Contribution.Weighting weighting() {
        return switch (weights) {
            case "stars" -> Contribution.Weighting.STARS;
            case "noise" -> Contribution.Weighting.NOISE;
            case "equal" -> Contribution.Weighting.EQUAL;
            default -> throw new OptionException("--weights: expected stars, noise or equal, found " + weights);
        };
    }

    /** Whether rejections grow. */
    boolean grows() {
        return grow;
    }

    /** How drops fall, where they shall. */
    Optional<Drizzle> drizzle() {
        if (pixfrac.isPresent() && scale.isEmpty()) {
            throw new OptionException("--pixfrac: expected --drizzle with it, found none");
        }
        if (scale.isPresent() && debayer().isPresent()) {
            throw DeepSkyRecipe.dropsOfSuperPixels();
        }
        return scale.map(finer -> new Drizzle(finer, pixfrac.orElse(Drizzle.USUAL_PIXFRAC)));
    }

    Optional<Debayer> debayer() {
        return switch (debayer) {
            case "best" -> Optional.empty();
            case "superpixel" -> Optional.of(Debayer.SUPER_PIXEL);
            default -> throw new OptionException("--debayer: expected best or superpixel, found " + debayer);
        };
    }

    /** Samples along each side of a pixel. */
    double side() {
        return debayer().isPresent()
                ? 2
                : drizzle().map(finer -> 1 / finer.scale()).orElse(1.0);
    }

    Canvas.Extent extent() {
        return extent(canvas);
    }

    static Canvas.Extent extent(String canvas) {
        return switch (canvas) {
            case "reference" -> Canvas.Extent.REFERENCE;
            case "union" -> Canvas.Extent.UNION;
            case "intersection" -> Canvas.Extent.INTERSECTION;
            default ->
                throw new OptionException("--canvas: expected reference, union or intersection, found " + canvas);
        };
    }
}
