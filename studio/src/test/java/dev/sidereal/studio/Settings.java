package dev.sidereal.studio;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** How tests open a studio: for this machine alone, at any port. */
final class Settings {

    private Settings() {}

    /** One over a folder, which keeps its runs in the folder {@code state} of another. */
    static Setting of(Path root, Path home) {
        return new Setting(
                List.of(root), InetAddress.getLoopbackAddress(), 0, home.resolve("state"), Duration.ofSeconds(60));
    }
}
