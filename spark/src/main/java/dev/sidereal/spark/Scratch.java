package dev.sidereal.spark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** Where executors may keep files for a while: the folder that the cluster gives them, which it clears when they end. */
final class Scratch {

    /* Standalone clusters, then YARN, then Kubernetes and whoever set it by hand. */
    private static final String[] VARIABLES = {"SPARK_EXECUTOR_DIRS", "LOCAL_DIRS", "SPARK_LOCAL_DIRS"};

    private Scratch() {}

    /** The first folder that is named and there, else the one that Java uses. */
    static Path folder() {
        return Arrays.stream(VARIABLES)
                .flatMap(name -> Optional.ofNullable(System.getenv(name)).stream())
                .flatMap(names -> Stream.of(names.split("[,:]", -1)))
                .filter(name -> !name.isBlank())
                .map(Path::of)
                .filter(Files::isDirectory)
                .findFirst()
                .orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir")));
    }
}
