package dev.sidereal.cli;

import dev.sidereal.frame.OptionException;
import dev.sidereal.integrate.Canvas;
import dev.sidereal.integrate.Contribution;
import dev.sidereal.integrate.Rejection;
import dev.sidereal.mosaic.Debayer;
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

    void check() {
        debayer();
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

    Optional<Debayer> debayer() {
        return switch (debayer) {
            case "best" -> Optional.empty();
            case "superpixel" -> Optional.of(Debayer.SUPER_PIXEL);
            default -> throw new OptionException("--debayer: expected best or superpixel, found " + debayer);
        };
    }

    /** Samples along each side of a pixel. */
    int side() {
        return debayer().isPresent() ? 2 : 1;
    }

    Canvas.Extent extent() {
        return Canvas.Extent.named("--canvas", canvas);
    }
}
