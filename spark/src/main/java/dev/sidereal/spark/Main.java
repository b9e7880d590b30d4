package dev.sidereal.spark;

import dev.sidereal.formats.fits.UnreadableStackException;
import dev.sidereal.frame.OptionException;
import dev.sidereal.run.UnusableNightException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * The door for {@code spark-submit --class dev.sidereal.spark.Main sidereal-spark.jar trails FRAMES... -o OUT}. Ends with the
 * exit codes of the command line: 0 done, 1 a fault of ours, 2 wrong use, 3 nothing usable, 4 disk, network or cluster, 130
 * interrupted.
 */
public final class Main {

    private static final String OURS = "-XX:+UseParallelGC";

    private Main() {}

    /** Runs one command; whoever started it with success is left alone, since Spark ends after it. */
    public static void main(String[] args) {
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        int code = run(List.of(args), err);
        if (code != 0) {
            System.exit(code);
        }
    }

    private static int run(List<String> line, PrintStream err) {
        try {
            Arguments given = Arguments.of(line);
            Lines lines = new Lines(err, given.has("--quiet"));
            if (given.verb().equals(Arguments.SESSION)) {
                SessionWishes wishes = SessionWishes.of(given);
                run(spark -> new SessionJob(spark, wishes, lines).run(given.names()));
            } else {
                Wishes wishes = Wishes.of(given);
                run(spark -> new Job(spark, wishes, lines).run(given.names()));
            }
            return 0;
        } catch (OptionException e) {
            return tell(err, e, 2);
        } catch (UnusableNightException | UnreadableStackException e) {
            return tell(err, e, 3);
        } catch (InterruptedException | ClosedByInterruptException e) {
            err.println("sidereal: interrupted; no half-written file is left");
            return 130;
        } catch (IOException | UncheckedIOException e) {
            return tell(err, e, 4);
        } catch (RuntimeException e) {
            err.println("sidereal: this is a fault of ours; please report it with these lines: " + e);
            e.printStackTrace(err);
            return 1;
        }
    }

    private interface Work {
        void with(JavaSparkContext spark) throws IOException, InterruptedException;
    }

    private static void run(Work work) throws IOException, InterruptedException {
        try (JavaSparkContext spark = new JavaSparkContext(conf())) {
            spark.setLogLevel("ERROR");
            work.with(spark);
        }
    }

    private static int tell(PrintStream err, Exception e, int code) {
        err.println("sidereal: " + e.getMessage());
        return code;
    }

    /* What is right for planes of pictures, where nobody said otherwise: they are ours, not Spark's, and large. */
    private static SparkConf conf() {
        SparkConf conf = new SparkConf();
        conf.setIfMissing("spark.app.name", "sidereal");
        conf.setIfMissing("spark.memory.fraction", "0.3");
        conf.setIfMissing("spark.executor.heartbeatInterval", "2s");
        conf.setIfMissing("spark.executor.extraJavaOptions", OURS);
        return conf;
    }
}
