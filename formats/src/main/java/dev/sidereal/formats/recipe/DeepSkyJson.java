package dev.sidereal.formats.recipe;

import dev.sidereal.calibrate.Master;
import dev.sidereal.calibrate.Masters;
import dev.sidereal.frame.OptionException;
import dev.sidereal.image.ToneCurve;
import dev.sidereal.integrate.Canvas;
import dev.sidereal.integrate.Contribution;
import dev.sidereal.integrate.Rejection;
import dev.sidereal.mosaic.Debayer;
import dev.sidereal.recipe.BadFrames;
import dev.sidereal.recipe.Budget;
import dev.sidereal.recipe.DeepSkyRecipe;
import dev.sidereal.recipe.Gate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The recipe of a deep-sky session as one flat JSON object. Of masters it says where their frames lie; threads and memory, which
 * change nothing in the picture, and places that were read from a file are not part of it.
 */
public final class DeepSkyJson {

    /** What such a recipe says under {@code product}. */
    public static final String PRODUCT = "deepsky";

    private static final Map<Master.Kind, String> KINDS = kinds();
    private static final List<String> NAMES = names();

    private DeepSkyJson() {}

    private static Map<Master.Kind, String> kinds() {
        Map<Master.Kind, String> kinds = new EnumMap<>(Master.Kind.class);
        kinds.put(Master.Kind.DARK, "dark");
        kinds.put(Master.Kind.FLAT, "flat");
        kinds.put(Master.Kind.BIAS, "bias");
        kinds.put(Master.Kind.DARK_FLAT, "darkFlat");
        return kinds;
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>(List.of("product", "order", "from", "to", "every", "badFrames", "gate"));
        names.addAll(List.of("reject", "rejectLimits", "weights", "canvas", "debayer", "reference"));
        names.addAll(KINDS.values());
        names.add("scaleDark");
        return List.copyOf(names);
    }

    /**
     * A recipe, and where its calibration frames lie.
     *
     * @param recipe      with no masters yet, and the threads and memory that it was read for
     * @param calibration names of folders or files
     */
    public record Written(DeepSkyRecipe recipe, Map<Master.Kind, String> calibration) {

        public Written {
            calibration = Map.copyOf(calibration);
        }
    }

    /** Whether a recipe is one for a deep-sky session. */
    public static boolean isOne(String json) {
        return PRODUCT.equals(FlatJson.read(json).get("product"));
    }

    /**
     * Writes a recipe on one line.
     *
     * @param lights names by their positions
     */
    public static String write(Written written, List<String> lights) {
        DeepSkyRecipe recipe = written.recipe();
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("product", PRODUCT);
        FlatJson.put(recipe.selection(), fields);
        fields.put("badFrames", FlatJson.lower(recipe.badFrames()));
        if (recipe.gate() != Gate.OFF) {
            fields.put("gate", FlatJson.lower(recipe.gate()));
        }
        fields.put("reject", recipe.rejection().word());
        recipe.rejection().limits().ifPresent(limits -> fields.put("rejectLimits", limits));
        fields.put("weights", FlatJson.lower(recipe.weighting()));
        fields.put("canvas", FlatJson.lower(recipe.canvas()));
        fields.put("debayer", recipe.debayer().isPresent() ? "superpixel" : "best");
        recipe.reference().ifPresent(position -> fields.put("reference", lights.get(position)));
        KINDS.forEach((kind, name) ->
                Optional.ofNullable(written.calibration().get(kind)).ifPresent(place -> fields.put(name, place)));
        if (recipe.masters().scaleDark()) {
            fields.put("scaleDark", "true");
        }
        return FlatJson.write(fields);
    }

    /**
     * Reads a recipe that {@link #write} wrote, or one by hand: the product is needed, all else has its default.
     *
     * @param curve  how the lights' codes stand for light
     * @param lights names by their positions
     * @throws OptionException if it is no such object, or a field is unknown or wrong
     */
    public static Written read(String json, ToneCurve curve, Budget budget, List<String> lights) {
        Map<String, String> fields = FlatJson.recipe(json, NAMES);
        String product = fields.getOrDefault("product", "nothing");
        if (!product.equals(PRODUCT)) {
            throw new OptionException("product: expected " + PRODUCT + ", found " + product);
        }
        Map<Master.Kind, String> calibration = new EnumMap<>(Master.Kind.class);
        KINDS.forEach(
                (kind, name) -> Optional.ofNullable(fields.get(name)).ifPresent(place -> calibration.put(kind, place)));
        requireTogether(fields, "darkFlat", "flat");
        boolean scaleDark = flag(fields.getOrDefault("scaleDark", "false"));
        if (scaleDark) {
            requireTogether(fields, "scaleDark", "dark");
            requireTogether(fields, "scaleDark", "bias");
        }
        DeepSkyRecipe recipe = new DeepSkyRecipe(
                FlatJson.selection(fields),
                FlatJson.value("badFrames", BadFrames.values(), fields.getOrDefault("badFrames", "skip")),
                budget,
                curve,
                new Masters(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), scaleDark),
                Optional.ofNullable(fields.get("reference")).map(name -> position(name, lights)),
                Canvas.Extent.named("canvas", fields.getOrDefault("canvas", "reference")),
                Rejection.named(
                        "reject",
                        fields.getOrDefault("reject", "gesd"),
                        "rejectLimits",
                        Optional.ofNullable(fields.get("rejectLimits"))),
                Contribution.Weighting.named("weights", fields.getOrDefault("weights", "stars")),
                Map.of(),
                FlatJson.value("gate", Gate.values(), fields.getOrDefault("gate", "off")),
                debayer(fields.getOrDefault("debayer", "best")));
        return new Written(recipe, calibration);
    }

    private static void requireTogether(Map<String, String> fields, String one, String other) {
        if (fields.containsKey(one) && !fields.containsKey(other)) {
            throw new OptionException(one + ": expected " + other + " with it, found none");
        }
    }

    private static boolean flag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new OptionException("scaleDark: expected true or false, found " + text);
        };
    }

    private static int position(String name, List<String> lights) {
        int position = lights.indexOf(name);
        if (position < 0) {
            throw new OptionException("reference: expected the name of one of the lights, found " + name);
        }
        return position;
    }

    private static Optional<Debayer> debayer(String name) {
        return switch (name) {
            case "best" -> Optional.empty();
            case "superpixel" -> Optional.of(Debayer.SUPER_PIXEL);
            default -> throw new OptionException("debayer: expected best or superpixel, found " + name);
        };
    }
}
