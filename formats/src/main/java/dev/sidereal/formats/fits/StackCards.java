package dev.sidereal.formats.fits;

import dev.sidereal.fold.LightScale;
import dev.sidereal.fold.Plane;
import dev.sidereal.frame.Camera;
import dev.sidereal.frame.ColourProfile;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.frame.Place;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import dev.sidereal.image.ToneCurve;
import dev.sidereal.stack.Stack;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import nom.tam.fits.Header;

/** What the first header of a stack file says beside what every picture's says: all that a stack is started from. */
final class StackCards {

    /** Version of the stack file that is written, and the only one that is read. */
    static final int VERSION = 1;

    private static final double MOST_CODE_8 = 255;
    private static final double MOST_CODE_16 = 65535;

    private StackCards() {}

    static void put(Cards cards, Stack stack, String recipeJson) {
        FrameInfo first = stack.first();
        ToneCurve curve = stack.scale().curve();
        cards.put("SIDEREAL", VERSION, "version of the stack file")
                .put("LONGSTRN", "OGIP 1.0", "long text goes on in CONTINUE")
                .put("PLANES", names(stack.planes()), "")
                .put("SAMPLES", stack.type().name(), "samples of the frames")
                .put("ENCODING", curve.name(), "codes to light");
        if (curve instanceof ToneCurve.Gamma gamma) {
            cards.put("GAMMA", gamma.exponent(), "light = code ^ GAMMA");
        }
        CodingCards.put(cards, first.coding());
        Provenance.put(cards, RowOrder.TOP_DOWN, first, stack.frames());
        first.camera().make().ifPresent(make -> cards.put("CAMMAKE", make, ""));
        first.camera().model().ifPresent(model -> cards.put("CAMMODEL", model, ""));
        cards.put("FRSTNAME", first.name(), "");
        first.time().ifPresent(time -> cards.put("FRSTTIME", FrameTable.format(time), ""));
        first.exposure().ifPresent(exposure -> cards.put("FRSTEXP", Provenance.seconds(exposure), "[s]"));
        cards.putJson("RECIPE", recipeJson);
        long used = stack.frames().stream().filter(FrameRecord::used).count();
        cards.history("Sidereal folded " + used + " of " + stack.frames().size() + " frames (table FRAMES), "
                        + first.kind() + ", into " + names(stack.planes()) + ".")
                .history("Codes become light by " + curve.name() + ". The first picture is " + StackPicture.of(stack)
                        + ".");
    }

    static String names(Set<Plane> planes) {
        return planes.stream().map(Plane::name).collect(Collectors.joining(","));
    }

    /** The number that stands for the full scale of one frame in a plane of light or codes. */
    static Optional<Double> fullScale(LightScale scale, Plane plane) {
        return switch (plane) {
            case MAX, MIN -> Optional.of(mostCode(scale.type()));
            case SUM -> Optional.of(scale.fullScale());
            case SUMSQ -> Optional.of(scale.fullScaleSquared());
            case COUNT -> Optional.empty();
            default -> plane.isFrame() ? Optional.empty() : Optional.of(mostCode(scale.type()));
        };
    }

    static double mostCode(SampleType type) {
        return switch (type) {
            case UINT8 -> MOST_CODE_8;
            case UINT16 -> MOST_CODE_16;
            case FLOAT32 -> 1;
        };
    }

    static Set<Plane> planes(Header header) {
        EnumSet<Plane> planes = EnumSet.noneOf(Plane.class);
        for (String name : text(header, "PLANES").orElse("").split(",", -1)) {
            planes.add(Plane.valueOf(name));
        }
        return planes;
    }

    static SampleType type(Header header) {
        return SampleType.valueOf(text(header, "SAMPLES").orElse(""));
    }

    static FrameInfo first(Header header, Shape shape, Optional<ColourProfile> profile) {
        Camera camera = new Camera(
                text(header, "CAMMAKE"),
                text(header, "CAMMODEL"),
                text(header, "LENS"),
                number(header, "ISOSPEED").map(Double::intValue),
                number(header, "FNUMBER"),
                number(header, "FOCALLEN"),
                number(header, "SITELAT")
                        .flatMap(latitude -> number(header, "SITELONG")
                                .map(longitude -> new Place(latitude, longitude, number(header, "SITEELEV")))));
        return new FrameInfo(
                text(header, "FRSTNAME").orElse(""),
                shape,
                type(header),
                FrameTable.parse(text(header, "FRSTTIME").orElse("")),
                number(header, "FRSTEXP").flatMap(FrameTable::duration),
                camera,
                CodingCards.coding(header, profile));
    }

    static Optional<String> text(Header header, String key) {
        return Optional.ofNullable(header.getStringValue(key)).map(FitsText::decode);
    }

    static Optional<Double> number(Header header, String key) {
        return header.containsKey(key) ? Optional.of(header.getDoubleValue(key, Double.NaN)) : Optional.empty();
    }
}
