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
        return Rejection.named("--reject", reject, "--reject-limits", limits);
    }

    Contribution.Weighting weighting() {
        return Contribution.Weighting.named("--weights", weights);
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

    Canvas.Extent extent() {
        return Canvas.Extent.named("--canvas", canvas);
    }
}
