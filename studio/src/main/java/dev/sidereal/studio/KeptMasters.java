package dev.sidereal.studio;

import dev.sidereal.calibrate.Master;
import dev.sidereal.calibrate.Masters;
import dev.sidereal.formats.FrameFiles;
import dev.sidereal.formats.colour.Curves;
import dev.sidereal.formats.fits.DeepSkyFits;
import dev.sidereal.frame.Selection;
import dev.sidereal.image.ToneCurve;
import dev.sidereal.recipe.Budget;
import dev.sidereal.run.LocalEngine;
import dev.sidereal.run.MadeMaster;
import dev.sidereal.run.RunEvent;
import dev.sidereal.run.UnusableNightException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The masters of a run: made of frames and kept as files, which are read instead when the run begins anew.
 *
 * @param assignment says what they are made of
 * @param kept       where they lie
 * @param run        whose they are
 */
record KeptMasters(SessionAssignment assignment, Kept kept, String run) {

    /**
     * Makes or reads all of them.
     *
     * @param told hears of each frame
     */
    Masters make(Budget budget, BiConsumer<Master.Kind, RunEvent> told) throws IOException, InterruptedException {
        return new Masters(
                make(Master.Kind.DARK, budget, told),
                make(Master.Kind.FLAT, budget, told),
                make(Master.Kind.BIAS, budget, told),
                make(Master.Kind.DARK_FLAT, budget, told),
                assignment.recipe().masters().scaleDark());
    }

    private Optional<Master> make(Master.Kind kind, Budget budget, BiConsumer<Master.Kind, RunEvent> told)
            throws IOException, InterruptedException {
        Optional<CalibrationFrames> frames =
                Optional.ofNullable(assignment.calibration().get(kind));
        if (frames.isEmpty()) {
            return Optional.empty();
        }
        Path file = kept.master(run, kind);
        if (Files.exists(file)) {
            FrameFiles master = FrameFiles.probe(List.of(file), 1);
            return Optional.of(mean(kind, master, budget, told).master());
        }
        MadeMaster made = mean(kind, frames.get().find(), budget, told);
        keep(made, file);
        return Optional.of(made.master());
    }

    /* A disk that is full costs the copy, not the run. */
    private static void keep(MadeMaster made, Path file) {
        try {
            DeepSkyFits.writeMaster(made.picture(), made.master().kind().toString(), file);
        } catch (IOException e) {
            return;
        }
    }

    private MadeMaster mean(Master.Kind kind, FrameFiles source, Budget budget, BiConsumer<Master.Kind, RunEvent> told)
            throws IOException, InterruptedException {
        try {
            ToneCurve curve =
                    Curves.natural(LocalEngine.night(Selection.ALL, source).first());
            return MadeMaster.of(
                    kind, source, curve, assignment.recipe().badFrames(), budget, event -> told.accept(kind, event));
        } catch (UnusableNightException e) {
            throw new UnusableNightException(kind + ": " + e.getMessage());
        }
    }
}
