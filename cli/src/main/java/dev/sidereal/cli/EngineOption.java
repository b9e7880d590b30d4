package dev.sidereal.cli;

import dev.sidereal.frame.OptionException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the work is done. */
final class EngineOption {

    @Option(
            names = "--engine",
            paramLabel = "URL",
            description = "Stack on a Spark cluster: spark://HOST:7077, yarn or k8s://...; SPARK_HOME says where Spark"
                    + " is, docs/cluster.md which options work there.")
    private Optional<String> engine = Optional.empty();

    @Option(
            names = "--group-by",
            paramLabel = "night|folder|PATTERN",
            description = "With --engine: stack each group by itself; {group} in the names of outputs is its name.")
    private Optional<String> groups = Optional.empty();

    /** Whether a cluster is to do it. */
    boolean isCluster() {
        if (engine.isEmpty() && groups.isPresent()) {
            throw new OptionException("--group-by: expected --engine with it, found none; without a cluster stack each"
                    + " group by itself");
        }
        return engine.isPresent();
    }

    /**
     * Has the cluster do it.
     *
     * @param line the whole command line
     * @return its exit code
     */
    int submit(List<String> line) throws IOException, InterruptedException {
        String master = engine.orElseThrow();
        if (!master.matches("spark://.+|yarn|k8s://.+|local(\\[.+])?")) {
            throw new OptionException(
                    "--engine: expected spark://HOST:PORT, yarn, k8s://URL or local[N], found " + master);
        }
        return SparkSubmit.find(System.getenv(), SparkSubmit.ownNatives()).run(master, without(line));
    }

    /* What the cluster need not be told. */
    static List<String> without(List<String> line) {
        List<String> words = new ArrayList<>();
        boolean options = true;
        for (int i = 0; i < line.size(); i++) {
            options &= !line.get(i).equals("--");
            if (options && line.get(i).equals("--engine")) {
                i++;
            } else if (!options || !line.get(i).startsWith("--engine=")) {
                words.add(line.get(i));
            }
        }
        return words;
    }
}
