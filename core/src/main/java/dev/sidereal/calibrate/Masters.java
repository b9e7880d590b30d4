package dev.sidereal.calibrate;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * The masters that a session has.
 *
 * @param dark      as long as the lights; it contains the bias
 * @param flat      an evenly lit field through the same optics
 * @param bias      the shortest exposure without light
 * @param darkFlat  as long as the flats, without light
 * @param scaleDark whether the dark without its bias is multiplied by light exposure / dark exposure; needs a bias
 */
public record Masters(
        Optional<Master> dark,
        Optional<Master> flat,
        Optional<Master> bias,
        Optional<Master> darkFlat,
        boolean scaleDark) {

    /** No calibration frames at all. */
    public static final Masters NONE =
            new Masters(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);

    /** Those that there are. */
    public Stream<Master> all() {
        return Stream.of(dark, flat, bias, darkFlat).flatMap(Optional::stream);
    }
}
