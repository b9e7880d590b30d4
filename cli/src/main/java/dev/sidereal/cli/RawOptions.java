package dev.sidereal.cli;

import dev.sidereal.frame.OptionException;
import dev.sidereal.frame.Reading;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How frames under colour filters are read, of camera raw and FITS alike. */
final class RawOptions {

    @Option(
            names = "--raw",
            paramLabel = "developed|mosaic",
            description =
                    "Camera raw and FITS mosaics: a colour picture of each frame, or the mosaic, made a picture once"
                            + " in the end; default: mosaic where it can be.")
    private Optional<String> raw = Optional.empty();

    /** The way that was asked for, or the usual one. */
    Reading reading() {
        return raw.map(text -> switch (text) {
                    case "developed" -> new Reading(Reading.Mosaics.DEVELOPED);
                    case "mosaic" -> new Reading(Reading.Mosaics.KEPT);
                    default -> throw new OptionException("--raw: expected developed or mosaic, found " + text);
                })
                .orElse(Reading.USUAL);
    }
}
