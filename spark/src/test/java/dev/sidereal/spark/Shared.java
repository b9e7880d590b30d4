package dev.sidereal.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.spark.api.java.JavaSparkContext;

/** The cluster and the context that most tests use, one after the other; they end with the JVM. */
final class Shared {

    private static final class Lazy {

        private static final TestCluster CLUSTER = start();
        private static final JavaSparkContext SPARK = connect();

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

        private static JavaSparkContext connect() {
            try {
                return CLUSTER.connect(CLUSTER.conf());
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
        return Lazy.SPARK;
    }
}
