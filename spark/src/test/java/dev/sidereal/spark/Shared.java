package dev.sidereal.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.spark.api.java.JavaSparkContext;

/** The cluster and the context that most tests use, one after the other; they end with the JVM. */
final class Shared {

    /* One or none. */
    private static final Queue<JavaSparkContext> CONTEXTS = new ConcurrentLinkedQueue<>();

    private static final class Lazy {

        private static final TestCluster CLUSTER = start();

        private static TestCluster start() {
            try {
                TestCluster cluster = new TestCluster();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> end(cluster)));
                return cluster;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        private static void end(TestCluster cluster) {
            try {
                cluster.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private Shared() {}

    static TestCluster cluster() {
        return Lazy.CLUSTER;
    }

    static JavaSparkContext spark() {
        if (CONTEXTS.isEmpty()) {
            try {
                CONTEXTS.add(cluster().connect(cluster().conf()));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return CONTEXTS.element();
    }

    /** Lets go of the context: there is one in a JVM. */
    static void disconnect() {
        CONTEXTS.forEach(JavaSparkContext::close);
        CONTEXTS.clear();
    }
}
