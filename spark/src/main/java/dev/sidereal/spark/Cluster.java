package dev.sidereal.spark;

import dev.sidereal.recipe.Budget;
import dev.sidereal.recipe.Recipe;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * What a cluster offers a job.
 *
 * @param slots      tasks that run at the same time
 * @param threads    of one task
 * @param taskMemory bytes of the heap that one task may fill: {@code (heap - 300 MiB) * (1 - spark.memory.fraction) / tasks of
 *                   one executor}, since the fraction is Spark's own
 */
record Cluster(int slots, int threads, long taskMemory) {

    private static final long RESERVED = 300L << 20;
    private static final double USUAL_FRACTION = 0.6;
    /* What every plan counts for the program itself, which has its place in what is reserved. */
    private static final long PROGRAM = 120L << 20;

    /* Fewer frames are not worth another set of planes on its way. */
    private static final int FRAMES_EACH = 200;
    private static final int MOST_WAVES = 4;

    static Cluster of(JavaSparkContext spark) {
        SparkConf conf = spark.getConf();
        int threads = conf.getInt("spark.task.cpus", 1);
        int cores = spark.defaultParallelism();
        boolean isLocal = spark.isLocal();
        /* The list holds the driver as well. */
        int executors =
                isLocal ? 1 : Math.max(1, spark.sc().getExecutorMemoryStatus().size() - 1);
        long heap =
                isLocal ? Runtime.getRuntime().maxMemory() : (long) spark.sc().executorMemory() << 20;
        double ours = 1 - conf.getDouble("spark.memory.fraction", USUAL_FRACTION);
        int slots = Math.max(1, cores / threads);
        int tasks = Math.max(1, (slots + executors - 1) / executors);
        return new Cluster(slots, threads, (long) (Math.max(0, heap - RESERVED) * ours / tasks));
    }

    /** The recipe as one task follows it; memory that was asked for goes before what was found. */
    Recipe forTask(Recipe recipe) {
        Budget budget = new Budget(threads, Optional.of(recipe.budget().memory().orElse(PROGRAM + taskMemory)));
        return new Recipe(
                recipe.selection(),
                recipe.planes(),
                recipe.badFrames(),
                budget,
                recipe.curve(),
                recipe.identity(),
                recipe.gate());
    }

    /** Into how many parts a night of so many frames is cut, when {@code all} are to be folded. */
    int parts(int frames, int all) {
        double waves = Math.max(1, Math.min(MOST_WAVES, (double) all / ((long) slots * FRAMES_EACH)));
        long parts = Math.round(slots * Math.floor(waves) * frames / Math.max(1, all));
        return (int) Math.max(1, Math.min(frames, parts));
    }
}
