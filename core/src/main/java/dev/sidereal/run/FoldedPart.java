package dev.sidereal.run;

import dev.sidereal.frame.FrameGlance;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.frame.FrameSource;
import dev.sidereal.frame.Night;
import dev.sidereal.frame.Tap;
import dev.sidereal.recipe.BadFrames;
import dev.sidereal.recipe.Recipe;
import dev.sidereal.stack.Checkpoints;
import dev.sidereal.stack.Stack;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Some frames of a night, folded on the machine that this is called on: what an engine of many machines asks of each. Parts
 * are joined by {@link dev.sidereal.fold.Fold#merge}.
 *
 * @param stack   of these frames alone, which it numbers from 0; it may hold none
 * @param glances what was seen of each frame; empty for those that could not be read
 */
public record FoldedPart(Stack stack, List<Optional<FrameGlance>> glances) {

    /**
     * Folds a part with the threads and in the memory that the recipe allows; a bad frame is always skipped here, since who
     * sees only a part cannot tell what becomes of the night.
     *
     * @param part     the frames, all of one kind, in the order of the night
     * @param source   in which the part's positions are found
     * @param progress hears of frames only
     */
    public static FoldedPart fold(
            Recipe recipe, Night part, FrameSource source, Beginning.Fresh beginning, Progress progress)
            throws IOException, InterruptedException {
        Plan plan = Plan.of(recipe, part, source, beginning, 0);
        Stack stack = beginning.start(part, recipe, plan);
        Ledger ledger = new Ledger(part, stack.frames(), BadFrames.SKIP, plan.passes(), progress);
        ledger.begin();
        source.expect(ledger.expected());
        LocalEngine.fold(recipe, plan, source, stack, ledger, Checkpoints.NONE, Tap.NONE);
        List<FrameRecord> frames = ledger.records();
        stack.frames(frames);
        return new FoldedPart(stack, ledger.glances());
    }

    /**
     * Looks at the frames of a part before any of the night is folded, as {@link dev.sidereal.recipe.Gate#AUTO} asks for.
     *
     * @param progress hears of {@link RunEvent.Looked} only
     * @return what was seen of each; empty for those that are not to be used or cannot be read
     */
    public static List<Optional<FrameGlance>> look(Recipe recipe, Night part, FrameSource source, Progress progress)
            throws IOException, InterruptedException {
        int frames = part.entries().size();
        source.expect(part.entries().stream()
                .filter(entry -> entry.record().used())
                .map(Night.Entry::position)
                .toList());
        int workers = Math.max(1, Math.min(recipe.budget().threads(), frames));
        return FirstLook.of(part, workers, source, progress).glances();
    }
}
