package dev.sidereal.formats.keyword;

import dev.sidereal.frame.Camera;
import dev.sidereal.frame.Place;
import dev.sidereal.frame.Readout;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the keywords of a FITS header say of a frame; XISF files carry the same ones.
 *
 * <p>Absurd values count as absent: a wrong clock must not cost a frame.
 *
 * @param values gives the value of a keyword, without quotes
 */
public record Keywords(Function<String, Optional<String>> values) {

    private static final double MOST_SECONDS = 1e6;
    private static final double ABSOLUTE_ZERO = -273.15;

    /** A text without blanks around it; empty for an empty one. */
    public Optional<String> text(String keyword) {
        return values.apply(keyword).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** The first text of several keywords. */
    public Optional<String> text(String keyword, String otherwise) {
        return text(keyword).or(() -> text(otherwise));
    }

    /** A finite number, of FITS' two ways to write exponents. */
    public Optional<Double> number(String keyword) {
        return text(keyword).flatMap(Keywords::parse);
    }

    /** The first number of several keywords. */
    public Optional<Double> number(String keyword, String otherwise) {
        return number(keyword).or(() -> number(otherwise));
    }

    private static Optional<Double> parse(String text) {
        try {
            return Optional.of(Double.parseDouble(text.toUpperCase(Locale.ROOT).replace('D', 'E')))
                    .filter(Double::isFinite);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** EXPTIME or EXPOSURE, in seconds. */
    public Optional<Duration> exposure() {
        return number("EXPTIME", "EXPOSURE")
                .filter(seconds -> seconds > 0 && seconds < MOST_SECONDS)
                .map(seconds -> Duration.ofNanos(Math.round(seconds * 1e9)));
    }

    /** INSTRUME, LENS or TELESCOP, ISOSPEED, FNUMBER or FOCRATIO, FOCALLEN, SITELAT and SITELONG in degrees. */
    public Camera camera() {
        return new Camera(
                text("CAMMAKE"),
                text("CAMMODEL", "INSTRUME"),
                text("LENS", "TELESCOP"),
                number("ISOSPEED").filter(iso -> iso > 0 && iso < 1e8).map(Double::intValue),
                number("FNUMBER", "FOCRATIO").filter(f -> f > 0),
                number("FOCALLEN").filter(millimetres -> millimetres > 0),
                place());
    }

    private Optional<Place> place() {
        Optional<Double> longitude = number("SITELONG").filter(degrees -> Math.abs(degrees) <= 180);
        return number("SITELAT")
                .filter(degrees -> Math.abs(degrees) <= 90)
                .flatMap(latitude -> longitude.map(degrees -> new Place(latitude, degrees, number("SITEELEV"))));
    }

    /** GAIN, CCD-TEMP (or SET-TEMP) and FILTER. */
    public Readout readout() {
        return new Readout(
                number("GAIN"),
                number("CCD-TEMP", "SET-TEMP").filter(celsius -> celsius > ABSOLUTE_ZERO),
                text("FILTER"));
    }
}
