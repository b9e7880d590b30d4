package dev.sidereal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher of the distribution, with a Java that only says how it was called. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class LauncherTest {

    private static final String PATH = "/usr/bin:/bin";

    @Test
    void it_finds_its_home_through_links_and_spaces(@TempDir Path folder) throws Exception {
        Path home = distribution(folder.resolve("a folder"));
        Path java = java(folder.resolve("jdk"), "17.0.15");
        Path near = Files.createSymbolicLink(folder.resolve("near"), home.resolve("bin/sidereal"));
        Path far = Files.createSymbolicLink(folder.resolve("far"), Path.of("near"));
        for (Path start : new Path[] {home.resolve("bin/sidereal"), near, far}) {
            Shell.Outcome outcome = run(start, Map.of("JAVA_HOME", java.toString()), "info", "a b");
            assertThat(outcome.exit()).isZero();
            assertThat(outcome.out())
                    .contains("[-Dsidereal.natives=" + home.toRealPath() + "/natives]")
                    .contains("[-Dsidereal.terminal=false]")
                    .endsWith("[-cp]\n[" + home.toRealPath() + "/lib/*]\n[dev.sidereal.cli.Main]\n[info]\n[a b]\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"LC_ALL=C", "LC_ALL=POSIX", "LANG=C", "LANG=xx_XX.UTF-8", "NONE=1"})
    void it_makes_sure_of_utf_8(String variable, @TempDir Path folder) throws Exception {
        Path java = java(folder.resolve("jdk"), "17.0.15");
        int equals = variable.indexOf('=');
        Shell.Outcome outcome = run(
                distribution(folder).resolve("bin/sidereal"),
                Map.of("JAVA_HOME", java.toString(), variable.substring(0, equals), variable.substring(equals + 1)));
        assertThat(outcome.out()).contains("LC_ALL=C.UTF-8\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"11.0.2", "1.8.0_292", "16"})
    void an_old_java_is_named(String version, @TempDir Path folder) throws Exception {
        Path java = java(folder.resolve("jdk"), version);
        Shell.Outcome outcome = run(distribution(folder).resolve("bin/sidereal"), Map.of("JAVA_HOME", java.toString()));
        assertThat(outcome)
                .isEqualTo(new Shell.Outcome(
                        2,
                        "",
                        "sidereal: expected Java 17 or later, found " + version + " at " + java
                                + "/bin/java; install a newer JDK or set JAVA_HOME\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"17", "21.0.1", "25-ea", "unknown"})
    void a_newer_java_is_started(String version, @TempDir Path folder) throws Exception {
        Path java = java(folder.resolve("jdk"), version);
        Shell.Outcome outcome = run(distribution(folder).resolve("bin/sidereal"), Map.of("JAVA_HOME", java.toString()));
        assertThat(outcome.exit()).isZero();
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void a_java_home_without_java_gives_way_to_the_path(@TempDir Path folder) throws Exception {
        Path java = java(folder.resolve("jdk"), "17.0.15");
        Shell.Outcome outcome = run(
                distribution(folder).resolve("bin/sidereal"),
                Map.of("JAVA_HOME", "/nowhere", "PATH", java.resolve("bin") + ":" + PATH));
        assertThat(outcome.exit()).isZero();
        assertThat(outcome.out()).contains("[dev.sidereal.cli.Main]");
    }

    @Test
    void closed_streams_are_opened_so_that_no_file_takes_their_numbers(@TempDir Path folder) throws Exception {
        Path java = folder.resolve("jdk");
        script(java.resolve("bin/java"), "echo out && echo err >&2 && cat && echo all >'" + folder + "/said'");
        Path start = distribution(folder).resolve("bin/sidereal");
        Shell.Outcome outcome =
                run(Path.of("/bin/sh"), Map.of("JAVA_HOME", java.toString()), "-c", "'" + start + "' <&- >&- 2>&-");
        assertThat(outcome).isEqualTo(new Shell.Outcome(0, "", ""));
        assertThat(folder.resolve("said")).hasContent("all");
    }

    private static Shell.Outcome run(Path start, Map<String, String> environment, String... words) throws Exception {
        String[] command = new String[words.length + 1];
        command[0] = start.toString();
        System.arraycopy(words, 0, command, 1, words.length);
        ProcessBuilder process =
                new ProcessBuilder(command).directory(Path.of("/").toFile());
        process.environment().clear();
        process.environment().put("PATH", PATH);
        process.environment().putAll(environment);
        return Shell.finish(process.start());
    }

    private static Path distribution(Path parent) throws IOException {
        Path home = Files.createDirectories(parent.resolve("dist"));
        script(home.resolve("bin/sidereal"), Files.readString(Path.of("src", "main", "dist", "sidereal")));
        return home;
    }

    private static Path java(Path home, String version) throws IOException {
        script(home.resolve("bin/java"), "echo \"LC_ALL=$LC_ALL\"\nprintf '[%s]\\n' \"$@\"\n");
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    private static void script(Path file, String text) throws IOException {
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text.startsWith("#!") ? text : "#!/bin/sh\n" + text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
