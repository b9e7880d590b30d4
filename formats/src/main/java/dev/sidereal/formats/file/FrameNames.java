package dev.sidereal.formats.file;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * The files that somebody means by file names, folders, patterns and lists of names.
 *
 * <p>A folder stands for the pictures directly in it, told by the ending of their names; a pattern ({@code *.jpg}) for
 * the files it matches; {@code @list.txt} for the names in that file, one on a line; {@code -} for names on the input.
 * Hidden files are left out of folders and patterns, so are the files named in {@code outputs}: last night's picture is
 * no frame. Everything else is taken as the name of a file, whether it exists or not; links are followed, never into
 * other folders.
 *
 * @param files   as they were given; a name given twice stands there twice
 * @param ignored what was left out, and why, for people who ask
 */
public record FrameNames(List<Path> files, List<String> ignored) {

    private static final Set<String> ENDINGS = Set.of("jpg", "jpeg", "jpe", "png", "tif", "tiff");
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /**
     * Finds the files.
     *
     * @param names   as typed
     * @param outputs files that are about to be written
     * @param input   names for {@code -}
     * @throws IOException if a folder or a list cannot be read
     */
    public static FrameNames find(List<String> names, List<Path> outputs, BufferedReader input) throws IOException {
        Finder finder = new Finder(outputs);
        for (String name : names) {
            if (name.equals("-")) {
                finder.addLines(input);
            } else if (name.startsWith("@") && !Files.exists(path(name), LinkOption.NOFOLLOW_LINKS)) {
                finder.addList(path(name.substring(1)));
            } else {
                finder.add(name);
            }
        }
        return new FrameNames(List.copyOf(finder.files), List.copyOf(finder.ignored));
    }

    private static Path path(String name) throws IOException {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new IOException(
                    name + ": expected a name that this locale can write, found other letters; set LC_ALL=C.UTF-8", e);
        }
    }

    private static final class Finder {

        private final List<Path> outputs;
        private final List<Path> files = new ArrayList<>();
        private final List<String> ignored = new ArrayList<>();

        Finder(List<Path> outputs) {
            this.outputs = outputs.stream()
                    .map(path -> path.toAbsolutePath().normalize())
                    .toList();
        }

        void addList(Path file) throws IOException {
            try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                addLines(lines);
            } catch (CharacterCodingException e) {
                throw new IOException(file + ": expected names in UTF-8, found other bytes; save the list as UTF-8", e);
            }
        }

        void addLines(BufferedReader lines) throws IOException {
            String mark = BYTE_ORDER_MARK;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String name = line.startsWith(mark) ? line.substring(mark.length()) : line;
                mark = "";
                if (!name.isBlank()) {
                    add(name);
                }
            }
        }

        void add(String name) throws IOException {
            if (isPattern(name) && !exists(name)) {
                try {
                    addMatches(name);
                    return;
                } catch (PatternSyntaxException e) {
                    /* A bracket without its partner: the name of a file that is not there. */
                }
            }
            Path path = path(name);
            if (Files.isDirectory(path)) {
                try (Stream<Path> children = Files.list(path)) {
                    children.sorted(Comparator.comparing(Path::toString)).forEach(this::addFromFolder);
                }
            } else {
                files.add(path);
            }
        }

        private static boolean exists(String name) {
            try {
                return Files.exists(Path.of(name), LinkOption.NOFOLLOW_LINKS);
            } catch (InvalidPathException e) {
                return false;
            }
        }

        private static boolean isPattern(String name) {
            return name.chars().anyMatch(c -> c == '*' || c == '?' || c == '[' || c == '{');
        }

        /* Folders in front of the pattern are walked just as deep as the pattern goes. */
        private void addMatches(String pattern) throws IOException {
            int firstSpecial = (int) pattern.chars()
                    .takeWhile(c -> c != '*' && c != '?' && c != '[' && c != '{')
                    .count();
            int cut = pattern.lastIndexOf('/', firstSpecial);
            Path folder = path(cut < 0 ? "" : pattern.substring(0, cut + 1));
            String rest = pattern.substring(cut + 1);
            int depth = rest.contains("**") ? Integer.MAX_VALUE : rest.split("/", -1).length;
            PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + rest);
            int before = files.size();
            if (Files.isDirectory(folder.toString().isEmpty() ? Path.of(".") : folder)) {
                try (Stream<Path> tree = Files.walk(folder.toString().isEmpty() ? Path.of("") : folder, depth)) {
                    tree.filter(file -> matcher.matches(folder.relativize(file)))
                            .filter(file -> !Files.isDirectory(file))
                            .sorted()
                            .forEach(this::addVisible);
                }
            }
            if (files.size() == before) {
                ignored.add(pattern + ": no file matches");
            }
        }

        private void addFromFolder(Path file) {
            String name = file.getFileName().toString();
            String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
            if (Files.isDirectory(file)) {
                ignored.add(file + ": a folder in a folder");
            } else if (!ENDINGS.contains(ending)) {
                ignored.add(file + ": not the name of a picture");
            } else {
                addVisible(file);
            }
        }

        private void addVisible(Path file) {
            if (file.getFileName().toString().startsWith(".")) {
                ignored.add(file + ": hidden");
            } else if (outputs.contains(file.toAbsolutePath().normalize())) {
                ignored.add(file + ": the output itself");
            } else {
                files.add(file);
            }
        }
    }
}
