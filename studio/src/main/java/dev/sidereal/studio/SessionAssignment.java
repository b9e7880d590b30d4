package dev.sidereal.studio;

import dev.sidereal.calibrate.Master;
import dev.sidereal.calibrate.Masters;
import dev.sidereal.formats.FrameFiles;
import dev.sidereal.formats.colour.Curves;
import dev.sidereal.formats.recipe.DeepSkyJson;
import dev.sidereal.frame.Candidate;
import dev.sidereal.frame.OptionException;
import dev.sidereal.image.ToneCurve;
import dev.sidereal.recipe.Budget;
import dev.sidereal.recipe.DeepSkyRecipe;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Lights that become a deep-sky picture.
 *
 * @param night       where the lights come from
 * @param without     places in the night that are left out, of which the recipe knows nothing
 * @param recipe      all that decides what the picture is, but for the masters
 * @param calibration what those are made of
 */
record SessionAssignment(
        OpenNight night, Set<Integer> without, DeepSkyRecipe recipe, Map<Master.Kind, CalibrationFrames> calibration)
        implements Assignment {

    SessionAssignment {
        calibration = Map.copyOf(calibration);
    }

    /**
     * From what the page sent.
     *
     * @param recipeJson as {@link DeepSkyJson} writes it; calibration frames lie below the roots
     * @throws OptionException if the recipe is wrong, or no light is left
     */
    static SessionAssignment of(
            OpenNight night, Set<Integer> unticked, String recipeJson, Folders folders, Budget budget)
            throws IOException {
        ToneCurve curve = Curves.natural(night.night().first());
        DeepSkyJson.Written all = DeepSkyJson.read(recipeJson, curve, budget, names(night.files()));
        Chosen chosen = Chosen.of(night, unticked, all.recipe().selection());
        Map<Master.Kind, CalibrationFrames> calibration = new EnumMap<>(Master.Kind.class);
        for (Map.Entry<Master.Kind, String> kind : all.calibration().entrySet()) {
            calibration.put(kind.getKey(), new CalibrationFrames(kind.getKey(), folders.anyFolder(kind.getValue())));
        }
        SessionAssignment first = new SessionAssignment(night, chosen.without(), all.recipe(), calibration);
        /* The reference is a position among the lights that are left. */
        DeepSkyRecipe recipe = DeepSkyJson.read(recipeJson, curve, budget, names(first.source()))
                .recipe();
        return new SessionAssignment(
                night, chosen.without(), recipe.with(chosen.selection(), budget, recipe.masters()), calibration);
    }

    private static List<String> names(FrameFiles files) {
        return files.candidates().stream().map(Candidate::name).toList();
    }

    /** The recipe with all that a run needs. */
    DeepSkyRecipe recipe(Masters masters, Budget budget) {
        return recipe.with(recipe.selection(), budget, masters);
    }

    @Override
    public String made() {
        return DeepSkyJson.PRODUCT;
    }

    @Override
    public String json() {
        Map<Master.Kind, String> places = new TreeMap<>();
        calibration.forEach((kind, frames) -> places.put(kind, frames.place().toString()));
        return DeepSkyJson.write(new DeepSkyJson.Written(recipe, places), names(source()));
    }

    @Override
    public String command() {
        return SessionWords.commandLine(this, Optional.empty(), "deepsky.fits");
    }

    @Override
    public Run run(String id, Kept kept, Changes changes) {
        return new SessionRun(id, this, kept, changes, RunState.QUEUED);
    }
}
