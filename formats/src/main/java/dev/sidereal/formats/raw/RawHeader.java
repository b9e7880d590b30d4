package dev.sidereal.formats.raw;

import dev.sidereal.formats.codec.Orientation;
import dev.sidereal.frame.Mosaic;
import dev.sidereal.frame.UnreadableFrameException;
import dev.sidereal.image.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code raw-identify -v} and {@code raw-identify -u -f} (LibRaw 0.20.2 to 0.22) say of a file.
 *
 * @param fullWidth   of the sensor, masked margins included
 * @param fullHeight  of the sensor
 * @param left        margin
 * @param top         margin
 * @param active      the part inside the margins, as stored
 * @param orientation how to turn it
 * @param output      shape of the developed picture, upright
 * @param mosaic      of the active part, as stored; empty where filters or levels are not those of a plain Bayer sensor
 */
record RawHeader(
        int fullWidth,
        int fullHeight,
        int left,
        int top,
        Shape active,
        Orientation orientation,
        Shape output,
        Optional<Mosaic> mosaic) {

    private static final Pattern FRAME = Pattern.compile("F=(\\d+)x(\\d+)x(\\d+)x(\\d+) RS=(\\d+)x(\\d+)");
    private static final String NUMBER = "(-?\\d+(?:\\.\\d+)?(?:e[-+]?\\d+)?)";
    /* Exif values of LibRaw's flip: bit 0 mirrors x, bit 1 mirrors y, bit 2 swaps the sides. */
    private static final int[] EXIF_OF_FLIP = {1, 2, 4, 3, 5, 8, 6, 7};
    private static final int LEAST_BITS = 10;
    private static final int MOST_BITS = 14;
    private static final int MOST_SIDE = 1 << 16;

    /**
     * Reads what was printed.
     *
     * @param bits of a sample, as the file's tags give them; 0: unknown
     */
    static RawHeader parse(String verbose, String frame, long bits) throws UnreadableFrameException {
        Matcher sizes = FRAME.matcher(frame);
        Matcher output = line(verbose, "Output size: +(\\d+) x (\\d+)");
        if (!sizes.find() || !output.find()) {
            String first = frame.strip().lines().findFirst().orElse("nothing");
            throw new UnreadableFrameException("camera raw: expected a frame that LibRaw knows, found: "
                    + first.replaceFirst("^Cannot decode [^:]*: ", ""));
        }
        int fullWidth = Math.max(1, side(sizes.group(5)));
        int fullHeight = Math.max(1, side(sizes.group(6)));
        int left = side(sizes.group(1));
        int top = side(sizes.group(2));
        int width = fullWidth - left - side(sizes.group(3));
        int height = fullHeight - top - side(sizes.group(4));
        /* The diagonal rows of some sensors do not lie in a rectangle: LibRaw then counts margins below nothing. */
        boolean isRectangle = width >= 2 && height >= 2;
        boolean grey = line(verbose, "Raw colors: 1$").find();
        Shape out = new Shape(Math.max(1, side(output.group(1))), Math.max(1, side(output.group(2))), grey ? 1 : 3);
        Shape active = isRectangle ? new Shape(width, height, 1) : new Shape(fullWidth, fullHeight, 1);
        int flip = (int) first(verbose, "Image flip: +" + NUMBER).orElse(0.0).doubleValue() & 7;
        Orientation orientation = Orientation.of(EXIF_OF_FLIP[flip]);
        Shape turned = orientation.turn(active);
        boolean isPlain = isRectangle && turned.width() == out.width() && turned.height() == out.height();
        Optional<Mosaic> mosaic = isPlain ? mosaic(verbose, bits) : Optional.empty();
        return new RawHeader(fullWidth, fullHeight, left, top, active, orientation, out, mosaic);
    }

    private static int side(String digits) throws UnreadableFrameException {
        if (digits.length() > 5 || Integer.parseInt(digits) > MOST_SIDE) {
            throw new UnreadableFrameException(
                    "camera raw: expected at most " + MOST_SIDE + " pixels, found " + digits);
        }
        return Integer.parseInt(digits);
    }

    private static Optional<Mosaic> mosaic(String verbose, long bits) {
        Matcher filters = line(verbose, "Filter pattern: ([RGB]{4})\\1{3}$");
        Optional<Double> white = white(verbose, bits);
        if (!filters.find() || white.isEmpty()) {
            return Optional.empty();
        }
        String colours = filters.group(1);
        List<Double> black = black(verbose, colours);
        try {
            Mosaic mosaic = new Mosaic(2, colours, black, white.get(), balance(verbose), matrix(verbose));
            return mosaic.isBayer() ? Optional.of(mosaic) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /* The least limit of the channels; without it, all bits, where the number of bits is a sensor's. */
    private static Optional<Double> white(String verbose, long bits) {
        Optional<Double> limit = numbers(verbose, "Highlight linearity limits:").stream()
                .filter(value -> value > 0)
                .min(Double::compare);
        return limit.or(() ->
                bits >= LEAST_BITS && bits <= MOST_BITS ? Optional.of((double) ((1 << bits) - 1)) : Optional.empty());
    }

    /* Three parts: of all, of each colour (the green beside blue is the fourth), of each place of a pattern. */
    private static List<Double> black(String verbose, String colours) {
        double all = first(verbose, "black: +" + NUMBER).orElse(0.0);
        List<Double> byColour = numbers(verbose, "cblack\\[0 \\.\\. 3\\]:");
        List<Double> size = numbers(verbose.replace(" x ", " "), "BlackLevelRepeatDim:");
        List<Double> byPlace = numbers(verbose, "cblack\\[6 \\.\\. \\d+\\]:");
        List<Double> black = new ArrayList<>();
        for (int place = 0; place < 4; place++) {
            double level = all;
            if (byColour.size() == 4) {
                String row = colours.substring(place / 2 * 2, place / 2 * 2 + 2);
                char colour = colours.charAt(place);
                level += byColour.get(colour == 'G' ? row.indexOf('B') >= 0 ? 3 : 1 : colour == 'R' ? 0 : 2);
            }
            if (size.size() == 2 && byPlace.size() == (int) (size.get(0) * size.get(1)) && !byPlace.isEmpty()) {
                int rows = size.get(0).intValue();
                int columns = size.get(1).intValue();
                level += byPlace.get(place / 2 % rows * columns + place % 2 % columns);
            }
            black.add(level);
        }
        return black;
    }

    /* As shot; without it, for daylight. */
    private static List<Double> balance(String verbose) {
        List<Double> shot = numbers(verbose, " *As shot");
        List<Double> daylight = numbers(verbose, "Derived D65 multipliers:");
        List<Double> factors = shot.size() >= 3 ? shot : daylight;
        if (factors.size() < 3 || !(factors.get(0) > 0 && factors.get(1) > 0 && factors.get(2) > 0)) {
            return List.of(1.0, 1.0, 1.0);
        }
        return CameraColours.balance(factors.get(0), factors.get(1), factors.get(2));
    }

    private static List<Double> matrix(String verbose) {
        String row = "\\s+" + NUMBER + "\\s+" + NUMBER + "\\s+" + NUMBER;
        Matcher found =
                Pattern.compile("Camera2RGB matrix[^\\n]*:" + row + row + row).matcher(verbose);
        if (!found.find()) {
            return Mosaic.CAMERA_COLOURS;
        }
        List<Double> matrix = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            matrix.add(Double.valueOf(found.group(i + 1)));
        }
        return matrix;
    }

    private static Matcher line(String text, String pattern) {
        return Pattern.compile("^" + pattern, Pattern.MULTILINE).matcher(text);
    }

    private static Optional<Double> first(String text, String pattern) {
        Matcher found = line(text, pattern);
        return found.find() ? Optional.of(Double.valueOf(found.group(1))) : Optional.empty();
    }

    /* All numbers on the first line that begins so. */
    private static List<Double> numbers(String text, String beginning) {
        List<Double> numbers = new ArrayList<>();
        Matcher found = line(text, beginning + "(.*)$");
        if (found.find()) {
            Matcher number = Pattern.compile(NUMBER).matcher(found.group(1));
            while (number.find()) {
                numbers.add(Double.valueOf(number.group(1)));
            }
        }
        return numbers;
    }
}
