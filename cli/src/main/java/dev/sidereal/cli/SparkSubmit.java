package dev.sidereal.cli;

import dev.sidereal.formats.natives.NativeLibraries;
import dev.sidereal.frame.OptionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Hands a command to Spark's own {@code spark-submit}, which runs it as a driver on this machine.
 *
 * @param home    where Spark is
 * @param jar     of ours for clusters
 * @param natives the native decoder, in a folder of this name on every machine
 */
record SparkSubmit(Path home, Path jar, Optional<Path> natives) {

    private static final String JAR = "SIDEREAL_SPARK_JAR";

    /**
     * Finds what is needed.
     *
     * @param environment of the process
     * @throws OptionException if something is missing
     */
    static SparkSubmit find(Map<String, String> environment, Optional<Path> natives) {
        String home = environment.getOrDefault("SPARK_HOME", "");
        if (home.isEmpty()) {
            throw new OptionException("--engine: expected SPARK_HOME to name the folder of Apache Spark 4.2, found it"
                    + " unset; install Spark and set it");
        }
        SparkSubmit found = new SparkSubmit(Path.of(home), jar(environment, natives), natives);
        if (!Files.isRegularFile(found.program())) {
            throw new OptionException("--engine: expected " + found.program()
                    + " in SPARK_HOME, found no such file; set SPARK_HOME to the folder of Apache Spark 4.2");
        }
        if (!Files.isRegularFile(found.jar())) {
            throw new OptionException("--engine: expected the program for clusters in " + found.jar()
                    + ", found no such file; build it with: mvn package -pl spark -am -Dquick -DskipTests, and name"
                    + " spark/target/sidereal-spark.jar in " + JAR);
        }
        return found;
    }

    private static Path jar(Map<String, String> environment, Optional<Path> natives) {
        return Optional.ofNullable(environment.get(JAR))
                .map(Path::of)
                .orElseGet(() -> natives.map(folder -> folder.resolveSibling("spark"))
                        .orElse(Path.of("spark"))
                        .resolve("sidereal-spark.jar"));
    }

    /** The folder of native libraries that this program itself uses. */
    static Optional<Path> ownNatives() {
        return Optional.ofNullable(System.getProperty(NativeLibraries.FOLDER))
                .map(Path::of)
                .map(Path::toAbsolutePath)
                .map(Path::normalize);
    }

    private Path program() {
        boolean isWindows = System.getProperty("os.name", "").startsWith("Windows");
        return home.resolve("bin").resolve(isWindows ? "spark-submit.cmd" : "spark-submit");
    }

    /** The words of the process. */
    List<String> command(String master, List<String> words) {
        List<String> command = new ArrayList<>(
                List.of(program().toString(), "--master", master, "--class", "dev.sidereal.spark.Main"));
        natives.ifPresent(folder -> {
            String option = "-D" + NativeLibraries.FOLDER + "=" + folder;
            command.addAll(List.of("--driver-java-options", option));
            command.addAll(List.of("--conf", "spark.executor.extraJavaOptions=" + option + " -XX:+UseParallelGC"));
        });
        command.add(jar.toString());
        command.addAll(words);
        return command;
    }

    /** Runs it; its exit code is ours. */
    int run(String master, List<String> words) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command(master, words)).inheritIO().start();
        try {
            return process.waitFor();
        } finally {
            process.destroy();
        }
    }
}
