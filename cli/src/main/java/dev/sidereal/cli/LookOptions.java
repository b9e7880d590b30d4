package dev.sidereal.cli;

import dev.sidereal.develop.Look;
import dev.sidereal.develop.Stretch;
import dev.sidereal.image.ToneCurve;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How linear light becomes a picture. */
final class LookOptions {

    @Mixin
    private ToneOptions tones = new ToneOptions();

    @Option(
            names = "--stretch",
            paramLabel = "auto|auto-unlinked|asinh|none",
            description = "Show faint things; default none.")
    private String stretch = "none";

    /** The look; {@code curve} encodes the picture. */
    Look look(ToneCurve curve) {
        return tones.look(Stretch.named("--stretch", stretch), curve);
    }
}
