package dev.sidereal.studio;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Where a studio opens; what it does there, recipes say.
 *
 * @param roots    folders that may be seen and written, with all below them
 * @param host     address to listen on
 * @param port     0: any that is free
 * @param state    folder in which runs are kept, made if need be
 * @param interval how often a running run is kept there, above 0
 */
public record Setting(List<Path> roots, InetAddress host, int port, Path state, Duration interval) {

    public Setting {
        roots = List.copyOf(roots);
    }
}
