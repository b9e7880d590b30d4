package dev.sidereal.spark;

import dev.sidereal.recipe.Recipe;
import dev.sidereal.run.Engine;
import dev.sidereal.run.Progress;
import dev.sidereal.stack.Shelf;
import dev.sidereal.stack.Stack;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Folds a night with the executors of a cluster.
 *
 * <p>A night is cut into parts, each folded by one task from nothing; strips of the parts' planes travel to tasks that join
 * them in the order of frames, and come to the driver a few at a time, which puts them on a shelf. What a task holds does not
 * depend on the number of frames, what the driver holds of pixels not on their number either. The stack is the same as
 * {@link dev.sidereal.run.LocalEngine}'s, bit for bit, however the night is cut.
 */
public final class SparkEngine implements Engine<ClusterFrames> {

    private final JavaSparkContext spark;
    private final Shelf shelf;

    /** An engine for one night, whose planes are put on {@code shelf}; the stack is of use while that is. */
    public SparkEngine(JavaSparkContext spark, Shelf shelf) {
        this.spark = spark;
        this.shelf = shelf;
    }

    @Override
    public Stack run(Recipe recipe, ClusterFrames source, Progress progress) throws IOException, InterruptedException {
        List<Stack> stacks = new ArrayList<>();
        new SparkNights(spark, progress)
                .fold(List.of(new SparkNights.Order(recipe, source)), new SparkNights.Receiver() {
                    @Override
                    public Shelf shelf(int night) {
                        return shelf;
                    }

                    @Override
                    public void folded(int night, Stack stack) {
                        stacks.add(stack);
                    }
                });
        return stacks.get(0);
    }
}
