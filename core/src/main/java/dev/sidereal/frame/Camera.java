package dev.sidereal.frame;

import java.util.Optional;

/**
 * What made the exposures, as far as the file says: travels unchanged from the first frame to the output.
 *
 * @param make        maker of the camera
 * @param model       model of the camera
 * @param lens        model of the lens
 * @param iso         sensitivity, ISO 12232
 * @param fNumber     focal length / aperture
 * @param focalLength in millimetres
 * @param place       where it stood
 */
public record Camera(
        Optional<String> make,
        Optional<String> model,
        Optional<String> lens,
        Optional<Integer> iso,
        Optional<Double> fNumber,
        Optional<Double> focalLength,
        Optional<Place> place) {

    /** Nothing is known. */
    public static final Camera UNKNOWN = new Camera(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
}
