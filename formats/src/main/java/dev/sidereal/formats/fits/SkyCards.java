package dev.sidereal.formats.fits;

import dev.sidereal.integrate.Canvas;
import dev.sidereal.integrate.DeepSky;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nom.tam.fits.HeaderCard;

/**
 * Where a frame lies on the sky, as its FITS header says (FITS 4.0, section 8), for a picture that is cut from its plane.
 *
 * <p>The reference pixel moves with the cut. Pictures are stored from the lowest row if the frame is, or if it is no FITS file. Here
 * rows are counted from the highest: for what is stored from the lowest, rows and the second column of the matrix change their sign,
 * and in polynomial distortions (SIP, D. L. Shupe et al. 2005) the odd powers of rows and the polynomials that move rows.
 */
public final class SkyCards {

    private static final List<String> AS_THEY_ARE = List.of(
            "OBJECT",
            "CTYPE1",
            "CTYPE2",
            "CUNIT1",
            "CUNIT2",
            "CRVAL1",
            "CRVAL2",
            "CD1_1",
            "CD2_1",
            "PC1_1",
            "PC2_1",
            "CDELT1",
            "CDELT2",
            "LONPOLE",
            "LATPOLE",
            "RADESYS",
            "EQUINOX",
            "RA",
            "DEC",
            "OBJCTRA",
            "OBJCTDEC",
            "XPIXSZ",
            "YPIXSZ");
    private static final List<String> TURNED = List.of("CD1_2", "CD2_2", "PC1_2", "PC2_2");
    private static final Pattern DISTORTION = Pattern.compile("(A|B|AP|BP)_(ORDER|DMAX|[0-9]_([0-9]))|PV[12]_[0-9]+");

    private static final Pattern POWERS = Pattern.compile("(?:A|B|AP|BP)_([0-9])_([0-9])");

    private final RowOrder order;
    private final Map<String, Object> values;

    private SkyCards(RowOrder order, Map<String, Object> values) {
        this.order = order;
        this.values = values;
    }

    /** How the frame's rows are stored, and so those of a picture that came of it. */
    RowOrder order() {
        return order;
    }

    /** None. */
    public static SkyCards none() {
        return new SkyCards(RowOrder.BOTTOM_UP, Map.of());
    }

    /**
     * What the reference of a session says, for the picture that came of it.
     *
     * @param samples of a light along each side of a pixel that was joined
     */
    public static SkyCards of(Path reference, int samples, DeepSky session) {
        double finer = session.drizzled().map(drops -> drops.drizzle().scale()).orElse(1.0);
        double side = samples / finer;
        Canvas canvas = session.canvas();
        return of(reference, side, finer * canvas.left(), finer * canvas.top());
    }

    /**
     * What a file says; none for one that is no FITS file or says nothing.
     *
     * @param left column of the frame that is the picture's first
     * @param top  row of the frame that is the picture's first
     */
    public static SkyCards of(Path file, int left, int top) {
        return of(file, 1, left, top);
    }

    /**
     * The same for a frame of which several pixels, side by side, were made one, or one was made several.
     *
     * @param side pixels of the frame along each side of one that was made, below 1 where these are finer; left and top count
     *             those that were made
     */
    public static SkyCards of(Path file, double side, double left, double top) {
        try (FitsInput input = FitsInput.open(file)) {
            PictureUnit unit = PictureUnit.find(input);
            FrameUnit frame = FrameUnit.of(unit, input);
            Map<String, Object> values = new LinkedHashMap<>();
            AS_THEY_ARE.forEach(key -> value(unit, key).ifPresent(value -> values.put(key, value)));
            TURNED.forEach(key -> number(unit, key).ifPresent(value -> values.put(key, value)));
            for (String key : List.of("CROTA2", "CRPIX1", "CRPIX2")) {
                number(unit, key).ifPresent(value -> values.put(key, value));
            }
            distortion(unit).forEach(key -> number(unit, key).ifPresent(value -> values.put(key, value)));
            RowOrder order = frame.isBottomUp()
                    ? RowOrder.BOTTOM_UP
                    : unit.value("ROWORDER").isPresent() ? RowOrder.TOP_DOWN : RowOrder.UNSAID;
            if (order == RowOrder.BOTTOM_UP) {
                turn(values, frame.shape().height());
            }
            values.computeIfPresent("CRPIX1", (key, value) -> joined((Double) value, side) - left);
            values.computeIfPresent("CRPIX2", (key, value) -> joined((Double) value, side) - top);
            values.replaceAll((key, value) -> value instanceof Double number ? number * growth(key, side) : value);
            return new SkyCards(order, values);
        } catch (IOException | RuntimeException e) {
            return none(); // the file was read as a frame; what it does not say is not missed
        }
    }

    /* Counts rows from the other side of a picture. */
    private static void turn(Map<String, Object> values, int height) {
        boolean isPlain = TURNED.stream().noneMatch(values::containsKey);
        values.replaceAll((key, value) -> {
            if (!(value instanceof Double number)) {
                return value;
            }
            boolean isTurned = TURNED.contains(key) || isOdd(key) || (isPlain && key.equals("CDELT2"));
            return key.equals("CRPIX2") ? height + 1 - number : isTurned ? -number : number;
        });
    }

    /* Pixel centres lie at whole numbers, the first at 1. */
    private static double joined(double place, double side) {
        return (place - 0.5) / side + 0.5;
    }

    /* By what a number grows when pixels are so many times as large. */
    private static double growth(String key, double side) {
        if (key.matches("CD[12]_[12]|CDELT[12]|[XY]PIXSZ")) {
            return side;
        }
        Matcher parts = POWERS.matcher(key);
        return parts.matches()
                ? StrictMath.pow(side, Integer.parseInt(parts.group(1)) + Integer.parseInt(parts.group(2)) - 1.0)
                : 1;
    }

    /* Whether a coefficient changes its sign when rows are counted from the other side. */
    private static boolean isOdd(String key) {
        Matcher parts = DISTORTION.matcher(key);
        if (!parts.matches() || parts.group(3) == null) {
            return false;
        }
        boolean oddPower = Integer.parseInt(parts.group(3)) % 2 == 1;
        return oddPower != parts.group(1).startsWith("B");
    }

    private static Stream<String> distortion(PictureUnit unit) {
        return Stream.of(unit.header(), unit.primary())
                .flatMap(header -> {
                    Stream.Builder<String> keys = Stream.builder();
                    for (var cards = header.iterator(); cards.hasNext(); ) {
                        HeaderCard card = cards.next();
                        if (DISTORTION.matcher(card.getKey()).matches()) {
                            keys.add(card.getKey());
                        }
                    }
                    return keys.build();
                })
                .distinct();
    }

    private static Optional<Double> number(PictureUnit unit, String key) {
        return value(unit, key).filter(Double.class::isInstance).map(Double.class::cast);
    }

    private static Optional<Object> value(PictureUnit unit, String key) {
        return unit.value(key).filter(text -> !text.isEmpty()).map(text -> {
            try {
                return key.startsWith("OBJ") || key.startsWith("CTYPE")
                        ? text
                        : (Object) Double.valueOf(text.replace('D', 'E'));
            } catch (NumberFormatException e) {
                return text;
            }
        });
    }

    /** Puts the cards of a picture of so many rows. */
    void put(Cards cards, int height) {
        Map<String, Object> stored = new LinkedHashMap<>(values);
        if (order == RowOrder.BOTTOM_UP) {
            turn(stored, height);
        }
        stored.forEach((key, value) -> {
            if (value instanceof Double number) {
                if (key.endsWith("_ORDER")) {
                    cards.put(key, number.longValue(), "");
                } else {
                    cards.put(key, number, "");
                }
            } else {
                cards.put(key, String.valueOf(value), "");
            }
        });
    }
}
