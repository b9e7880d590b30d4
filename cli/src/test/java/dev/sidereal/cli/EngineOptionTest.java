package dev.sidereal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sidereal.frame.OptionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EngineOptionTest {

    @TempDir
    private Path folder;

    @Test
    void without_spark_home_a_sentence_says_so() {
        assertThatThrownBy(() -> SparkSubmit.find(Map.of(), Optional.empty()))
                .isInstanceOf(OptionException.class)
                .hasMessage("--engine: expected SPARK_HOME to name the folder of Apache Spark 4.2, found it unset;"
                        + " install Spark and set it");
    }

    @Test
    void a_spark_home_without_spark_is_refused() {
        assertThatThrownBy(() -> SparkSubmit.find(Map.of("SPARK_HOME", folder.toString()), Optional.empty()))
                .isInstanceOf(OptionException.class)
                .hasMessage("--engine: expected " + folder.resolve("bin/spark-submit")
                        + " in SPARK_HOME, found no such file; set SPARK_HOME to the folder of Apache Spark 4.2");
    }

    @Test
    void the_command_reaches_spark_as_it_was_typed() throws IOException {
        Path program = folder.resolve("bin/spark-submit");
        Files.createDirectories(folder.resolve("bin"));
        Files.writeString(program, "");
        Path jar = Files.writeString(folder.resolve("ours.jar"), "");
        SparkSubmit submit = SparkSubmit.find(
                Map.of("SPARK_HOME", folder.toString(), "SIDEREAL_SPARK_JAR", jar.toString()),
                Optional.of(Path.of("/opt/natives")));
        List<String> words =
                EngineOption.without(List.of("trails", "a b.jpg", "--engine", "yarn", "-o", "x.png", "--", "--engine"));
        assertThat(submit.command("yarn", words))
                .containsExactly(
                        program.toString(),
                        "--master",
                        "yarn",
                        "--class",
                        "dev.sidereal.spark.Main",
                        "--driver-java-options",
                        "-Dsidereal.natives=/opt/natives",
                        "--conf",
                        "spark.executor.extraJavaOptions=-Dsidereal.natives=/opt/natives -XX:+UseParallelGC",
                        jar.toString(),
                        "trails",
                        "a b.jpg",
                        "-o",
                        "x.png",
                        "--",
                        "--engine");
    }

    @Test
    void an_engine_that_is_none_is_refused() {
        assertThat(Shell.run("trails", "night", "-o", "x.png", "--engine", "cloud"))
                .isEqualTo(new Shell.Outcome(
                        2,
                        "",
                        "sidereal: --engine: expected spark://HOST:PORT, yarn, k8s://URL or local[N], found cloud\n"));
    }

    @Test
    void groups_need_a_cluster() {
        assertThat(Shell.run("trails", "night", "-o", "x.png", "--group-by", "night"))
                .isEqualTo(new Shell.Outcome(
                        2,
                        "",
                        "sidereal: --group-by: expected --engine with it, found none; without a cluster stack each group"
                                + " by itself\n"));
    }
}
