package dev.sidereal.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The machine in one sentence, so that a committed table says where it is from. */
final class Machine {

    private Machine() {}

    static String describe() {
        return processor() + ", " + Runtime.getRuntime().availableProcessors() + " cores in use; " + system() + "; JDK "
                + System.getProperty("java.runtime.version") + " (" + System.getProperty("java.vendor") + ")";
    }

    private static String processor() {
        String linux = value(Path.of("/proc/cpuinfo"), "model name");
        return linux.isEmpty() ? answer(List.of("sysctl", "-n", "machdep.cpu.brand_string")) : linux;
    }

    private static String system() {
        String name = value(Path.of("/etc/os-release"), "PRETTY_NAME").replace("\"", "");
        String kernel = System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                + System.getProperty("os.arch");
        return name.isEmpty() ? kernel : name + ", " + kernel;
    }

    /* The first value of `key` in a file of lines `key = value` or `key : value`; empty if there is none. */
    private static String value(Path file, String key) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith(key))
                    .map(line -> line.replaceFirst("^[^:=]*[:=]", "").strip())
                    .findFirst()
                    .orElse("");
        } catch (IOException notThisSystem) {
            return "";
        }
    }

    private static String answer(List<String> command) {
        try {
            Process process = new ProcessBuilder(command).start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException unknown) {
            return "unknown processor (" + System.getProperty("os.arch") + ")";
        }
    }
}
