package dev.sidereal.spark;

import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.deploy.SparkHadoopUtil;

/** What a task knows of where it runs. */
final class Executor {

    private static final int USUAL_ATTEMPTS = 4;

    private Executor() {}

    /** How Hadoop's file systems are reached, by the settings of the job. */
    static Configuration hadoop() {
        return SparkHadoopUtil.get().newConfiguration(SparkEnv.get().conf());
    }

    /** Whether the job ends if this task fails: what fails now is then the frame's fault, not the network's. */
    static boolean isLastAttempt() {
        int most = SparkEnv.get().conf().getInt("spark.task.maxFailures", USUAL_ATTEMPTS);
        return SparkEnv.get().conf().get("spark.master", "").startsWith("local")
                || TaskContext.get().attemptNumber() + 1 >= most;
    }
}
