package dev.sidereal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

class HelpTest {

    private static final Path GUIDE = Path.of("..", "docs", "user-guide.md");

    @Test
    void every_verb_and_every_option_is_described() {
        assertThat(verbs().keySet())
                .containsExactlyInAnyOrder(
                        "trails",
                        "average",
                        "deepsky",
                        "develop",
                        "composite",
                        "keogram",
                        "timelapse",
                        "merge",
                        "info",
                        "simulate",
                        "demo",
                        "studio",
                        "help");
        verbs().forEach((name, verb) -> {
            assertThat(verb.getCommandSpec().usageMessage().description())
                    .as(name)
                    .isNotEmpty();
            for (ArgSpec argument : verb.getCommandSpec().args()) {
                assertThat(String.join("", argument.description()))
                        .as(name + " " + argument.paramLabel())
                        .isNotBlank()
                        .endsWith(".");
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "trails",
                "average",
                "deepsky",
                "develop",
                "composite",
                "keogram",
                "timelapse",
                "merge",
                "info",
                "simulate",
                "demo",
                "studio",
                "help"
            })
    void help_of_a_verb_names_all_its_options(String name) {
        Shell.Outcome outcome = Shell.run(name, "--help");
        assertThat(outcome.exit()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).startsWith("Usage: sidereal " + name);
        for (OptionSpec option : verb(name).getCommandSpec().options()) {
            assertThat(outcome.out()).contains(option.names());
        }
        assertThat(outcome.outLines()).allMatch(line -> line.length() <= 80);
        assertThat(Shell.run("help", name)).isEqualTo(outcome);
        assertThat(Shell.run(name, "-h")).isEqualTo(outcome);
    }

    @Test
    void the_list_of_verbs_is_shown_by_three_names() {
        Shell.Outcome outcome = Shell.run("--help");
        assertThat(outcome.exit()).isZero();
        verbs().keySet().forEach(name -> assertThat(outcome.out()).contains("\n  " + name + " "));
        assertThat(Shell.run("help")).isEqualTo(outcome);
        assertThat(Shell.run("-h")).isEqualTo(outcome);
    }

    @Test
    void the_version_is_one_line() {
        Shell.Outcome outcome = Shell.run("--version");
        assertThat(outcome.exit()).isZero();
        assertThat(outcome.out()).matches("sidereal [0-9]+\\.[0-9]+\\.[0-9]+(-SNAPSHOT)?\n");
        assertThat(Shell.run("-V")).isEqualTo(outcome);
    }

    @Test
    void every_option_in_the_user_guide_exists_and_every_one_that_exists_is_in_a_help() throws IOException {
        assumeThat(GUIDE).exists();
        Set<String> known = new HashSet<>(Set.of("--help", "--version"));
        verbs().values()
                .forEach(verb ->
                        verb.getCommandSpec().options().forEach(option -> known.addAll(List.of(option.names()))));
        List<String> written = Pattern.compile("(?<![\\w-])--[a-z][a-z-]*")
                .matcher(Files.readString(GUIDE))
                .results()
                .map(match -> match.group())
                .toList();
        assertThat(written).isNotEmpty().allMatch(known::contains);
    }

    private static Map<String, CommandLine> verbs() {
        PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream());
        return Main.commands(new Terminal(nowhere, nowhere, false)).getSubcommands();
    }

    private static CommandLine verb(String name) {
        return Objects.requireNonNull(verbs().get(name));
    }
}
