package dev.sidereal.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line, in the words of all other messages. */
final class WrongUse {

    private WrongUse() {}

    /** One sentence: what was expected, what was found, what to do. */
    static String sentence(ParameterException e) {
        CommandSpec command = e.getCommandLine().getCommandSpec();
        if (e instanceof UnmatchedArgumentException unmatched) {
            return unmatched(unmatched, command);
        }
        if (e instanceof OverwrittenOptionException twice) {
            return name(twice.getOverwritten()) + ": expected once, found twice";
        }
        if (e instanceof MissingParameterException missing) {
            List<String> unmatched = e.getCommandLine().getUnmatchedArguments();
            if (!unmatched.isEmpty() && unmatched.get(0).startsWith("-")) {
                return unmatched(new UnmatchedArgumentException(e.getCommandLine(), unmatched), command);
            }
            return missing(missing.getMissing(), command);
        }
        if (e.getArgSpec() != null && e.getValue() != null) {
            return name(e.getArgSpec()) + ": expected " + kind(e.getArgSpec()) + ", found " + e.getValue();
        }
        return String.valueOf(e.getMessage());
    }

    private static String unmatched(UnmatchedArgumentException e, CommandSpec command) {
        String found = e.getUnmatched().get(0);
        boolean option = found.startsWith("-");
        if (!option && command.parent() != null) {
            return found + ": expected nothing more after " + command.qualifiedName() + ", found a word";
        }
        String expected =
                found + ": expected " + (option ? "an option of " + command.qualifiedName() : "a verb such as trails")
                        + ", found none of that name";
        if (option && exists(found)) {
            return expected + "; for the file of that name write ./" + found;
        }
        List<String> suggestions = e.getSuggestions().stream()
                .filter(suggestion -> isNear(found, suggestion))
                .toList();
        return expected
                + (suggestions.isEmpty()
                        ? "; " + command.qualifiedName() + " --help lists them"
                        : "; did you mean " + String.join(" or ", suggestions) + "?");
    }

    /* Two slips of the finger, not another word. */
    private static boolean isNear(String typed, String suggestion) {
        int[] row = new int[suggestion.length() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= typed.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= suggestion.length(); j++) {
                int exchanged = diagonal + (typed.charAt(i - 1) == suggestion.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(exchanged, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[suggestion.length()] <= Math.max(2, typed.length() / 3);
    }

    private static boolean exists(String name) {
        try {
            return Files.exists(Path.of(name));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static String missing(List<ArgSpec> missing, CommandSpec command) {
        String example = Arrays.stream(command.usageMessage().footer())
                .filter(line -> line.startsWith("Example: "))
                .map(line -> "; for " + line.replaceFirst("E", "e"))
                .findFirst()
                .orElse("");
        return command.name() + ": expected "
                + missing.stream().map(WrongUse::usage).collect(Collectors.joining(" and ")) + ", found "
                + (missing.size() == 1 ? "none" : "neither") + example;
    }

    private static String usage(ArgSpec argument) {
        return argument instanceof OptionSpec ? name(argument) + " " + argument.paramLabel() : argument.paramLabel();
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private static String kind(ArgSpec argument) {
        Class<?>[] inside = argument.typeInfo().getAuxiliaryTypes();
        Class<?> type = inside.length == 0 ? argument.type() : inside[0];
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return "a whole number";
        }
        if (type == double.class || type == Double.class) {
            return "a number";
        }
        return type == boolean.class ? "nothing after it" : "the name of a file or folder";
    }
}
