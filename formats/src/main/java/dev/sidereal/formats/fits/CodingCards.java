package dev.sidereal.formats.fits;

import dev.sidereal.frame.Coding;
import dev.sidereal.frame.ColourProfile;
import dev.sidereal.frame.Mosaic;
import dev.sidereal.image.ToneCurve;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nom.tam.fits.Header;

/**
 * What the numbers of the frames mean, in the cards of a stack.
 *
 * <p>STATED: the curve that the frames' format itself gives, with STATEDG for a power. BAYERPAT, as many programs write
 * it, for Bayer's patterns; our own CFAPAT and CFACOLS for every pattern, CFABLKn (code of no light for place n of the
 * pattern), CFAWHITE, CFABAL1 to 3 and CFAMAT1 to 9 (see {@link Mosaic}).
 */
final class CodingCards {

    private CodingCards() {}

    static void put(Cards cards, Coding coding) {
        coding.curve().ifPresent(curve -> cards.put("STATED", curve.name(), "codes to light, as the frames say"));
        if (coding.curve().orElse(null) instanceof ToneCurve.Gamma gamma) {
            cards.put("STATEDG", gamma.exponent(), "light = code ^ STATEDG");
        }
        coding.mosaic().ifPresent(mosaic -> put(cards, mosaic));
    }

    private static void put(Cards cards, Mosaic mosaic) {
        if (mosaic.isBayer()) {
            cards.put("BAYERPAT", mosaic.colours(), "filters from the top left");
        }
        cards.put("CFAPAT", mosaic.colours(), "filters, row by row")
                .put("CFACOLS", mosaic.columns(), "columns of CFAPAT")
                .put("CFAWHITE", mosaic.white(), "code of full scale");
        putAll(cards, "CFABLK", mosaic.black(), "code of no light");
        putAll(cards, "CFABAL", mosaic.balance(), "white balance");
        putAll(cards, "CFAMAT", mosaic.toSrgb(), "camera to sRGB");
    }

    private static void putAll(Cards cards, String key, List<Double> values, String comment) {
        for (int i = 0; i < values.size(); i++) {
            cards.put(key + (i + 1), values.get(i), comment);
        }
    }

    /**
     * What the cards say.
     *
     * @throws IllegalArgumentException if they contradict themselves
     */
    static Coding coding(Header header, Optional<ColourProfile> profile) {
        return new Coding(
                profile,
                StackCards.text(header, "STATED").flatMap(name -> curve(header, name)),
                StackCards.text(header, "CFAPAT").map(colours -> mosaic(header, colours)));
    }

    private static Optional<ToneCurve> curve(Header header, String name) {
        return switch (name) {
            case "linear" -> Optional.of(new ToneCurve.Linear());
            case "srgb" -> Optional.of(new ToneCurve.Srgb());
            default ->
                name.startsWith("gamma:")
                        ? Optional.of(new ToneCurve.Gamma(
                                StackCards.number(header, "STATEDG").orElse(Double.NaN)))
                        : Optional.empty();
        };
    }

    private static Mosaic mosaic(Header header, String colours) {
        return new Mosaic(
                StackCards.number(header, "CFACOLS").orElse(0.0).intValue(),
                colours,
                all(header, "CFABLK", colours.length()),
                StackCards.number(header, "CFAWHITE").orElse(Double.NaN),
                all(header, "CFABAL", 3),
                all(header, "CFAMAT", 9));
    }

    private static List<Double> all(Header header, String key, int most) {
        List<Double> values = new ArrayList<>();
        for (int i = 1; i <= most; i++) {
            StackCards.number(header, key + i).ifPresent(values::add);
        }
        return values;
    }
}
