package dev.sidereal.spark;

import java.io.IOException;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaSparkContext;

/** Runs Spark's jobs so that they end when the calling thread is interrupted, and says in a sentence why one failed. */
final class Jobs {

    private Jobs() {}

    /**
     * Runs what starts jobs.
     *
     * @throws IOException if a job failed more often than the cluster tries it
     */
    static <T> T run(JavaSparkContext spark, Supplier<T> work) throws IOException {
        String group = "sidereal-" + UUID.randomUUID();
        spark.setJobGroup(group, "Sidereal", true);
        boolean done = false;
        try {
            T result = work.get();
            done = true;
            return result;
        } catch (RuntimeException e) {
            throw failed(e);
        } catch (Exception e) { // Scala's methods throw what they do not declare
            throw failed(e);
        } finally {
            if (!done) {
                spark.cancelJobGroup(group);
            }
            spark.clearJobGroup();
        }
    }

    private static IOException failed(Exception e) throws IOException {
        if (e instanceof SparkException || e.getCause() instanceof SparkException) {
            return new IOException("cluster: expected to finish the work, found: " + reason(e), e);
        }
        if (e instanceof InterruptedException) {
            throw new java.nio.channels.ClosedByInterruptException();
        }
        if (e instanceof RuntimeException failure) {
            throw failure;
        }
        return new IOException(e);
    }

    /* Spark's message holds the executor's trace; its first line says what happened. */
    private static String reason(Exception e) {
        String message = String.valueOf(e.getMessage());
        int cause = message.indexOf("): ");
        String text = message.contains("Lost task") && cause >= 0 ? message.substring(cause + 3) : message;
        return text.lines().findFirst().orElse(text).replaceFirst("^[\\w.$]+(Exception|Error): ", "");
    }
}
