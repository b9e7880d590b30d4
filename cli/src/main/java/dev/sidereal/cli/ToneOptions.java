package dev.sidereal.cli;

import dev.sidereal.develop.Level;
import dev.sidereal.develop.Look;
import dev.sidereal.develop.Stretch;
import dev.sidereal.frame.OptionException;
import dev.sidereal.image.ToneCurve;
import picocli.CommandLine.Option;

/** Which light becomes black, white and grey. */
final class ToneOptions {

    @Option(names = "--brightness", paramLabel = "X", description = "Factor; 2 is twice the light.")
    private double brightness = 1;

    @Option(names = "--black", paramLabel = "LEVEL", description = "Light that becomes black: a number or 5%%.")
    private String black = "0";

    @Option(
            names = "--white",
            paramLabel = "LEVEL",
            description = "Light that becomes white: max, 99%% or a number; default 1, full scale.")
    private String white = "1";

    @Option(names = "--per-channel", description = "Take percentiles of each channel by itself.")
    private boolean perChannel;

    @Option(names = "--gamma", paramLabel = "G", description = "Bend midtones: light ^ (1 / G).")
    private double gamma = 1;

    /** The look; {@code curve} encodes the picture. */
    Look look(Stretch stretch, ToneCurve curve) {
        try {
            return new Look(
                    brightness,
                    Level.parse("--black", black),
                    Level.parse("--white", white),
                    perChannel,
                    gamma,
                    stretch,
                    curve);
        } catch (OptionException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new OptionException("--" + e.getMessage());
        }
    }
}
