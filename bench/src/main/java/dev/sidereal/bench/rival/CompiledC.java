package dev.sidereal.bench.rival;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * C sources of this module, made into programs by the machine's own compiler. {@code CC}, {@code CFLAGS} and
 * {@code LDFLAGS} are honoured, as by make.
 */
public final class CompiledC {

    private CompiledC() {}

    /** The program that measures another from outside. */
    public static Path measure(Path folder) throws IOException {
        return program("measure", List.of(), folder);
    }

    /** The yardstick; needs the TurboJPEG header and library. */
    public static Path decodeLimit(Path folder) throws IOException {
        return program("decode-limit", List.of("-lturbojpeg", "-lpthread", "-lm"), folder);
    }

    private static Path program(String name, List<String> libraries, Path folder) throws IOException {
        Path source = Unpacked.file(name + ".c", folder);
        Path program = folder.resolve(name);
        List<String> command = new ArrayList<>();
        command.add(System.getenv().getOrDefault("CC", "cc"));
        command.addAll(List.of("-O3", "-march=native"));
        command.addAll(words("CFLAGS"));
        command.addAll(List.of("-o", program.toString(), source.toString()));
        command.addAll(words("LDFLAGS"));
        command.addAll(libraries);
        String answer = compile(command);
        if (!answer.isEmpty()) {
            throw new IOException(name + ": expected to compile, found: " + answer
                    + "; install a C compiler and TurboJPEG's header (bench/README.md)");
        }
        return program;
    }

    /* What the compiler has against it; empty if nothing. */
    private static String compile(List<String> command) throws IOException {
        Process compiler;
        try {
            compiler = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            return "no program " + command.get(0);
        }
        String answer = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return Exit.of(compiler) == 0
                ? ""
                : answer.lines()
                        .filter(line -> line.contains("error"))
                        .findFirst()
                        .orElse("no reason given");
    }

    private static List<String> words(String variable) {
        return Arrays.stream(System.getenv().getOrDefault(variable, "").split(" "))
                .filter(word -> !word.isBlank())
                .toList();
    }
}
