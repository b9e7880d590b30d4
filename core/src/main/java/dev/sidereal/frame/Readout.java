package dev.sidereal.frame;

import java.util.Optional;

/**
 * How a cooled or filtered camera took a frame, as far as the file says: what tells which darks and flats belong to it.
 *
 * @param gain        the camera's own number for its amplification
 * @param temperature of the sensor, in degrees Celsius
 * @param filter      name of the filter in front of the sensor
 */
public record Readout(Optional<Double> gain, Optional<Double> temperature, Optional<String> filter) {

    /** Nothing is known. */
    public static final Readout UNKNOWN = new Readout(Optional.empty(), Optional.empty(), Optional.empty());
}
