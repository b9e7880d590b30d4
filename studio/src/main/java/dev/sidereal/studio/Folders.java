package dev.sidereal.studio;

import dev.sidereal.frame.OptionException;
import dev.sidereal.studio.web.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folders that may be seen and written: those the studio was opened with and all below them. A folder is named by the
 * number of its root and the way from there: {@code 0/2026/august}.
 *
 * <p>Links are followed before it is checked where they lead, and what lies elsewhere, and what is hidden, is answered as if it did not exist.
 *
 * @param roots real paths
 */
record Folders(List<Path> roots) {

    private static final int MOST_LISTED = 2000;

    /** Opens some folders. */
    static Folders of(List<Path> folders) throws IOException {
        List<Path> roots = new ArrayList<>();
        for (Path folder : folders) {
            if (!Files.isDirectory(folder)) {
                throw new OptionException(folder + ": expected a folder to open, found "
                        + (Files.exists(folder) ? "a file" : "no such folder"));
            }
            roots.add(folder.toRealPath());
        }
        return new Folders(List.copyOf(roots));
    }

    /**
     * The folder of a name.
     *
     * @throws Problem 404 if there is none below the roots
     */
    Path folder(String name) throws IOException {
        String[] parts = name.split("/", 2);
        if (parts[0].matches("[0-9]{1,3}") && Integer.parseInt(parts[0]) < roots.size()) {
            Path root = roots.get(Integer.parseInt(parts[0]));
            Optional<Path> folder = inside(root, parts.length == 1 ? "" : parts[1]);
            if (folder.isPresent()) {
                return folder.get();
            }
        }
        throw Problem.missing("folder: expected one below those that the studio was opened with, found none");
    }

    /**
     * A folder by its name, or by its whole path as recipes hold it.
     *
     * @throws Problem 404 if there is none below the roots
     */
    Path anyFolder(String name) throws IOException {
        try {
            Path path = Path.of(name);
            return path.isAbsolute() && roots.stream().anyMatch(path::startsWith) ? folder(name(path)) : folder(name);
        } catch (InvalidPathException e) {
            return folder(name);
        }
    }

    private static Optional<Path> inside(Path root, String way) {
        if (Arrays.stream(way.split("/", -1)).anyMatch(part -> part.startsWith("."))) {
            return Optional.empty(); // hidden, or upwards
        }
        try {
            Path real = root.resolve(way).toRealPath();
            return Optional.of(real).filter(path -> path.startsWith(root) && Files.isDirectory(path));
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** The name of a folder below a root. */
    String name(Path folder) {
        for (int i = 0; i < roots.size(); i++) {
            if (folder.startsWith(roots.get(i))) {
                StringBuilder name = new StringBuilder(String.valueOf(i));
                roots.get(i).relativize(folder).forEach(part -> {
                    if (!part.toString().isEmpty()) {
                        name.append('/').append(part);
                    }
                });
                return name.toString();
            }
        }
        throw new IllegalArgumentException(folder + ": expected a folder below the roots");
    }

    /**
     * A file that does not exist yet, or may be replaced, in a folder.
     *
     * @throws Problem 400 if the name is none for a file
     */
    Path file(String folder, String name) throws IOException {
        if (name.isBlank()
                || name.length() > 200
                || name.startsWith(".")
                || name.chars().anyMatch(c -> "/\\:*?\"<>|".indexOf(c) >= 0 || Character.isISOControl(c))) {
            throw Problem.wrong("name: expected the name of a file, without folders and not hidden, found another");
        }
        try {
            return folder(folder).resolve(name);
        } catch (InvalidPathException e) {
            throw Problem.wrong("name: expected letters that this system can write, found others");
        }
    }

    /** What the roots are called, to be chosen from. */
    List<Map<String, Object>> describeRoots() {
        List<Map<String, Object>> list = new ArrayList<>();
        for (int i = 0; i < roots.size(); i++) {
            list.add(Map.of("folder", String.valueOf(i), "name", title(roots.get(i))));
        }
        return list;
    }

    /** A folder: its way from the root, the folders in it, how many files. */
    Map<String, Object> describe(String name) throws IOException {
        Path folder = folder(name);
        List<Path> entries;
        try (Stream<Path> listed = Files.list(folder)) {
            entries = listed.filter(path -> !path.getFileName().toString().startsWith("."))
                    .sorted(Comparator.comparing(path -> path.getFileName().toString()))
                    .toList();
        }
        List<Map<String, Object>> folders = new ArrayList<>();
        int files = 0;
        for (Path entry : entries) {
            if (Files.isDirectory(entry) && folders.size() < MOST_LISTED) {
                Path root =
                        roots.stream().filter(folder::startsWith).findFirst().orElseThrow();
                if (entry.toRealPath().startsWith(root)) {
                    folders.add(Map.of("folder", name + "/" + entry.getFileName(), "name", title(entry)));
                }
            } else if (Files.isRegularFile(entry)) {
                files++;
            }
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("folder", name);
        answer.put("name", title(folder));
        answer.put("parents", parents(name));
        answer.put("folders", folders);
        answer.put("files", files);
        return answer;
    }

    private List<Map<String, Object>> parents(String name) {
        List<Map<String, Object>> parents = new ArrayList<>();
        String[] parts = name.split("/", -1);
        StringBuilder way = new StringBuilder();
        for (int i = 0; i < parts.length; i++) {
            way.append(i == 0 ? "" : "/").append(parts[i]);
            String title = i == 0 ? title(roots.get(Integer.parseInt(parts[0]))) : parts[i];
            parents.add(Map.of("folder", way.toString(), "name", title));
        }
        return parents;
    }

    private static String title(Path folder) {
        return Optional.ofNullable(folder.getFileName()).map(Path::toString).orElse(folder.toString());
    }
}
