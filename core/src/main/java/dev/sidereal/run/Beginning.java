package dev.sidereal.run;

import dev.sidereal.frame.FrameRecord;
import dev.sidereal.frame.Night;
import dev.sidereal.frame.OptionException;
import dev.sidereal.recipe.Recipe;
import dev.sidereal.stack.Shelf;
import dev.sidereal.stack.Stack;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** What a run begins with: nothing, a saved stack that is to go on, or a checkpoint of the same run. */
public sealed interface Beginning {

    /**
     * Nothing was folded before.
     *
     * @param shelf where planes may wait on disk, so that a night whose planes do not fit the memory is folded in bands
     */
    record Fresh(Optional<Shelf> shelf) implements Beginning {

        /** The planes must fit the memory. */
        public Fresh() {
            this(Optional.empty());
        }

        @Override
        public void requireFit(Night night, Recipe recipe) {}

        @Override
        public Stack start(Night night, Recipe recipe, Plan plan) {
            Stack stack = plan.passes() == 1
                    ? Stack.start(night.first(), recipe.planes(), recipe.curve())
                    : Stack.startOn(shelf.orElseThrow(), night.first(), recipe.planes(), recipe.curve());
            stack.expect(records(night));
            return stack;
        }

        @Override
        public int used() {
            return 0;
        }

        @Override
        public boolean mayBeInBands() {
            return shelf.isPresent();
        }
    }

    /**
     * The frames of the night follow those of a saved stack.
     *
     * @param saved   goes on in this run
     * @param repeats whether a frame may be in it already
     */
    record Onto(Stack saved, Stack.Repeats repeats) implements Beginning {
        @Override
        public void requireFit(Night night, Recipe recipe) {
            requireKind("--continue", saved, night, recipe);
        }

        @Override
        public Stack start(Night night, Recipe recipe, Plan plan) {
            saved.expect(records(night));
            return saved;
        }

        @Override
        public int used() {
            return count(saved);
        }
    }

    /**
     * A run goes on where a checkpoint of it was taken; frames that were folded are not read again.
     *
     * @param checkpoint its list of frames ends with those of the night
     */
    record Resumed(Stack checkpoint) implements Beginning {
        @Override
        public void requireFit(Night night, Recipe recipe) {
            requireKind("--resume", checkpoint, night, recipe);
            List<FrameRecord> frames = records(night);
            int earlier = checkpoint.frames().size() - frames.size();
            for (int i = 0; i < frames.size(); i++) {
                if (earlier < 0 || !frames.get(i).isLike(checkpoint.frames().get(earlier + i))) {
                    throw new OptionException("--resume: expected the frames of the checkpoint, found "
                            + frames.get(i).name() + " as number " + (i + 1)
                            + "; give the same frames, or start anew without --resume");
                }
            }
        }

        @Override
        public Stack start(Night night, Recipe recipe, Plan plan) {
            return checkpoint;
        }

        @Override
        public int used() {
            return count(checkpoint);
        }
    }

    /**
     * Makes sure that the night can follow on what was folded before.
     *
     * @throws OptionException if it cannot
     */
    void requireFit(Night night, Recipe recipe);

    /** The stack whose list ends with the frames of the night, those to be read still pending. */
    Stack start(Night night, Recipe recipe, Plan plan);

    /** How many frames it holds already. */
    int used();

    /** Whether the night may be folded in bands of rows, one after the other; what was folded before needs all its planes. */
    default boolean mayBeInBands() {
        return false;
    }

    private static List<FrameRecord> records(Night night) {
        return night.entries().stream().map(Night.Entry::record).toList();
    }

    private static int count(Stack stack) {
        return (int) stack.frames().stream().filter(FrameRecord::used).count();
    }

    private static void requireKind(String option, Stack stack, Night night, Recipe recipe) {
        require(option, "frames of", stack.first().kind(), night.first().kind());
        require(option, "planes", stack.planes().toString(), new TreeSet<>(recipe.planes()).toString());
        require(option, "encoding", stack.curve().name(), recipe.curve().name());
        boolean isAlike = stack.first().profile().equals(night.first().profile())
                && stack.curve().equals(recipe.curve());
        require(
                option,
                "frames with",
                "the colour profile of the stack",
                isAlike ? "the colour profile of the stack" : "another");
    }

    private static void require(String option, String what, String inStack, String found) {
        if (!found.equals(inStack)) {
            throw new OptionException(option + ": expected " + what + " " + inStack + ", found " + found
                    + "; only frames of one kind can be in a stack");
        }
    }
}
