package dev.sidereal.studio;

import dev.sidereal.calibrate.Master;
import dev.sidereal.integrate.Canvas;
import dev.sidereal.integrate.Contribution;
import dev.sidereal.integrate.Rejection;
import dev.sidereal.recipe.DeepSkyRecipe;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The command line that does the same as a deep-sky session, to be copied. */
final class SessionWords {

    private SessionWords() {}

    /**
     * One line for a shell.
     *
     * @param grading the tones of the picture; empty: as usual
     * @param output  name of the picture
     */
    static String commandLine(SessionAssignment assignment, Optional<Grading> grading, String output) {
        DeepSkyRecipe recipe = assignment.recipe();
        List<String> words = Words.begun("deepsky", assignment);
        for (Master.Kind kind : Master.Kind.values()) {
            Optional.ofNullable(assignment.calibration().get(kind))
                    .ifPresent(frames -> words.add(
                            "--" + kind + " " + Words.quoted(frames.place().toString())));
        }
        if (recipe.masters().scaleDark()) {
            words.add("--scale-dark");
        }
        if (!recipe.rejection().equals(Rejection.usual())) {
            words.add("--reject " + recipe.rejection().word());
            recipe.rejection().limits().ifPresent(limits -> words.add("--reject-limits " + limits));
        }
        if (recipe.weighting() != Contribution.Weighting.STARS) {
            words.add("--weights " + lower(recipe.weighting()));
        }
        if (recipe.canvas() != Canvas.Extent.REFERENCE) {
            words.add("--canvas " + lower(recipe.canvas()));
        }
        if (recipe.debayer().isPresent()) {
            words.add("--debayer superpixel");
        }
        recipe.drizzle().ifPresent(drops -> words.add("--drizzle " + drops.scale() + " --pixfrac " + drops.pixfrac()));
        if (recipe.grown()) {
            words.add("--grow");
        }
        recipe.reference()
                .ifPresent(position -> words.add("--reference "
                        + Words.quoted(assignment.source().file(position).toString())));
        words.addAll(Words.chosen(recipe.selection(), recipe.gate()));
        grading.ifPresent(tones -> words.addAll(tones.options(SessionDarkroom.STRETCH)));
        words.add("-o " + Words.quoted(output));
        return String.join(" ", words);
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
