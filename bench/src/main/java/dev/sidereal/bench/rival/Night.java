package dev.sidereal.bench.rival;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The same frames for everyone: a folder of numbered links {@code frame-00001.jpg}, {@code frame-00002.jpg}, ..., with the
 * endings of the pictures, and a list of their full names, one in a line.
 *
 * <p>A few different pictures stand for a long night by being linked again and again: they stay in the page cache, and
 * programs that want a folder, a numbered sequence, a list or arguments all get what they are used to.
 */
public record Night(Path folder, Path list, List<String> names) {

    public Night {
        names = List.copyOf(names);
    }

    /** Links {@code count} frames to {@code pictures}, taken in turn; {@code folder} must not exist. */
    public static Night link(List<Path> pictures, int count, Path folder) throws IOException {
        Files.createDirectories(folder);
        List<String> names = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Path picture = pictures.get(i % pictures.size()).toRealPath();
            String file = picture.toString();
            String name = String.format("frame-%05d", i + 1) + file.substring(file.lastIndexOf('.'));
            Path link = folder.resolve(name);
            Files.createSymbolicLink(link, picture);
            names.add(name);
            lines.add(link.toString());
        }
        Path list = folder.resolveSibling(folder.getFileName() + ".txt");
        Files.write(list, lines);
        return new Night(folder, list, names);
    }

    /** Number of frames. */
    public int frames() {
        return names.size();
    }
}
