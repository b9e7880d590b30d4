package dev.sidereal.formats.file;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
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
 * <p>A folder stands for the pictures directly in it, told by the ending of their names, without videos; a pattern ({@code *.jpg}) for
 * the files it matches, as in a shell; {@code @list.txt} for the names in that file, one on a line; {@code -} for names on
 * the input.
 * Hidden files are left out of folders and patterns, so are the files named in {@code outputs}: last night's picture is
 * no frame. Everything else is taken as the name of a file, whether it exists or not; links are followed.
 *
 * @param files   as they were given; a name given twice stands there twice
 * @param ignored what was left out, and why, for people who ask
 */
public record FrameNames(List<Path> files, List<String> ignored) {

    private static final Set<String> ENDINGS = Set.of(
            "jpg", "jpeg", "jpe", "png", "tif", "tiff", "fits", "fit", "fts", "fits.gz", "fit.gz", "fts.gz", "fz",
            "xisf", "ser", "dng", "cr2", "cr3", "crw", "nef", "nrw", "arw", "sr2", "raf", "orf", "rw2", "rwl", "pef",
            "srw", "mrw", "x3f", "erf", "3fr", "iiq");
    /* A clip among the photographs of a night is seldom meant with them; it is when it is named. */
    private static final Set<String> VIDEO_ENDINGS = Set.of("mp4", "m4v", "mov", "avi", "mkv", "webm", "mts", "m2ts");
    private static final Set<String> THUMBNAIL_FOLDERS = Set.of("thumb", "thumbs", "thumbnail", "thumbnails");
    /* Some editors of Windows begin a text with it. */
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

    /** Whether a file of a folder is taken for a frame by its name: one of a photograph, not hidden. */
    public static boolean isFrameName(String name) {
        return !name.startsWith(".") && Finder.hasEnding(name.toLowerCase(Locale.ROOT));
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
            if (isPattern(name) && !exists(Path.of(""), name)) {
                try {
                    addMatches(name);
                    return;
                } catch (PatternSyntaxException e) {
                    /* A bracket without its partner: the name of a file that is not there. */
                }
            }
            Path path = path(name);
            if (Files.isDirectory(path)) {
                addFolder(path);
            } else {
                files.add(path);
            }
        }

        private void addFolder(Path folder) throws IOException {
            for (Path child : children(folder)) {
                addFromFolder(child);
            }
        }

        private static List<Path> children(Path folder) throws IOException {
            try (Stream<Path> children = Files.list(folder)) {
                return children.sorted(Comparator.comparing(Path::toString)).toList();
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }

        private static boolean exists(Path folder, String name) {
            try {
                return Files.exists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS);
            } catch (InvalidPathException e) {
                return false;
            }
        }

        private static boolean isPattern(String name) {
            return name.chars().anyMatch(Finder::isSpecial);
        }

        private static boolean isSpecial(int c) {
            return c == '*' || c == '?' || c == '[' || c == '{';
        }

        /* Part by part, as a shell does: a part that exists is meant as it stands, whatever its letters. */
        private void addMatches(String pattern) throws IOException {
            String slashed = pattern.replace(File.separatorChar, '/');
            int firstSpecial =
                    (int) slashed.chars().takeWhile(c -> !isSpecial(c)).count();
            int cut = slashed.lastIndexOf('/', firstSpecial) + 1;
            List<Path> found = List.of(path(slashed.substring(0, cut)));
            String[] parts = slashed.substring(cut).split("/+", -1);
            for (String part : parts) {
                List<Path> next = new ArrayList<>();
                for (Path folder : found) {
                    next.addAll(matches(folder, part));
                }
                found = next;
            }
            for (Path match : found) {
                if (Files.isDirectory(match) && THUMBNAIL_FOLDERS.contains(lowerName(match))) {
                    ignored.add(match + ": a folder of thumbnails");
                } else if (Files.isDirectory(match)) {
                    addFolder(match);
                } else {
                    addVisible(match);
                }
            }
            if (found.isEmpty()) {
                ignored.add(pattern + ": no file matches");
            }
        }

        private static List<Path> matches(Path folder, String part) throws IOException {
            if (exists(folder, part)) {
                return List.of(folder.resolve(part));
            }
            if (!isPattern(part) || !Files.isDirectory(folder) || !Files.isReadable(folder)) {
                return List.of();
            }
            PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + part);
            return children(folder).stream()
                    .filter(child -> matcher.matches(child.getFileName()))
                    .filter(child -> part.startsWith(".") || !isHidden(child) || !Files.isDirectory(child))
                    .toList();
        }

        private static String lowerName(Path file) {
            return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        }

        private static boolean isHidden(Path file) {
            return file.getFileName().toString().startsWith(".");
        }

        private void addFromFolder(Path file) {
            String name = file.getFileName().toString();
            if (Files.isDirectory(file)) {
                ignored.add(file + ": a folder in a folder");
            } else if (VIDEO_ENDINGS.contains(
                    name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT))) {
                ignored.add(file + ": a video in a folder; name it to read its frames");
            } else if (!hasEnding(name.toLowerCase(Locale.ROOT))) {
                ignored.add(file + ": not the name of a picture");
            } else {
                addVisible(file);
            }
        }

        /* The last ending, or the last two of a packed file. */
        private static boolean hasEnding(String name) {
            int last = name.lastIndexOf('.');
            return last >= 0
                    && (ENDINGS.contains(name.substring(last + 1))
                            || ENDINGS.contains(name.substring(name.lastIndexOf('.', last - 1) + 1)));
        }

        private void addVisible(Path file) {
            if (isHidden(file)) {
                ignored.add(file + ": hidden");
            } else if (isOutput(file)) {
                ignored.add(file + ": the output itself");
            } else {
                files.add(file);
            }
        }

        /* By name first: only a file of the same name is worth a look at the disk. */
        private boolean isOutput(Path file) {
            return outputs.stream()
                    .filter(output -> file.getFileName().equals(output.getFileName()))
                    .anyMatch(output -> output.equals(file.toAbsolutePath().normalize()) || isSame(output, file));
        }

        private static boolean isSame(Path one, Path other) {
            try {
                return Files.isSameFile(one, other);
            } catch (IOException e) {
                /* One of them is not there, so they are two. */
                return false;
            }
        }
    }
}
