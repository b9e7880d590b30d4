package dev.sidereal.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The program that this system shows pictures with. */
final class Viewer {

    private Viewer() {}

    /** Shows a file; where there is no viewer that is said, for the file itself is there. */
    static void show(Path file, Talk talk) {
        show(file.toAbsolutePath().toString(), talk);
    }

    /** Shows a file or a page of the web. */
    static void show(String path, Talk talk) {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        List<String> command = system.contains("win")
                ? List.of("rundll32", "url.dll,FileProtocolHandler", path)
                : List.of(system.contains("mac") ? "open" : "xdg-open", path);
        try {
            new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectInput(ProcessBuilder.Redirect.from(new File(system.contains("win") ? "NUL" : "/dev/null")))
                    .start();
        } catch (IOException e) {
            talk.note("--open: expected the program " + command.get(0) + ", found none; open " + path + " by hand");
        }
    }
}
