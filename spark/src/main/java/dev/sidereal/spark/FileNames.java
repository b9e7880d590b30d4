package dev.sidereal.spark;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Addresses of files as bytes: pieces of some hundred names that lie in one folder, which stands before them once. A name takes its own
 * bytes, without the folder, and one more; pieces travel as they are.
 */
final class FileNames {

    /** Names in a piece. */
    static final int TOGETHER = 256;

    private static final int LINE = '\n'; // never in an address, where it is written %0A

    private final int together;
    private final List<byte[]> pieces = new ArrayList<>();
    private final ByteArrayOutputStream open = new ByteArrayOutputStream();
    private Optional<String> folder = Optional.empty();
    private int openCount;
    private int count;

    FileNames() {
        this(TOGETHER);
    }

    private FileNames(int together) {
        this.together = together;
    }

    /** Files in their order. */
    static FileNames of(List<URI> files) {
        FileNames names = new FileNames();
        files.forEach(file -> names.add("", file.toString()));
        return names;
    }

    /** Adds a file; {@code in} is its folder with a slash at the end, or empty where the name holds it. */
    void add(String in, String name) {
        if (openCount == together || !folder.equals(Optional.of(in))) {
            close();
            folder = Optional.of(in);
            line(in);
        }
        line(name);
        openCount++;
        count++;
    }

    private void line(String text) {
        open.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        open.write(LINE);
    }

    private void close() {
        if (openCount > 0) {
            pieces.add(open.toByteArray());
        }
        open.reset();
        openCount = 0;
        folder = Optional.empty();
    }

    /** Adds all of others. */
    void addAll(FileNames others) {
        close();
        pieces.addAll(others.pieces());
        count += others.count;
    }

    /** The same by name, where all lie in one folder. */
    FileNames sorted() {
        FileNames sorted = new FileNames();
        pieces().stream()
                .flatMap(piece -> lines(piece).skip(1))
                .sorted()
                .forEach(name -> sorted.add(folder(pieces.get(0)), name));
        return sorted;
    }

    /** The same in pieces of fewer names, so that there are enough of them for so many tasks. */
    FileNames forTasks(int tasks) {
        int each = Math.max(1, (count + tasks - 1) / tasks);
        if (each >= together) {
            return this;
        }
        FileNames small = new FileNames(each);
        for (byte[] piece : pieces()) {
            lines(piece).skip(1).forEach(name -> small.add(folder(piece), name));
        }
        return small;
    }

    int count() {
        return count;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** The pieces, each to be read by {@link #read}. */
    List<byte[]> pieces() {
        close();
        return List.copyOf(pieces);
    }

    /** The addresses of a piece. */
    static List<String> read(byte[] piece) {
        String in = folder(piece);
        return lines(piece).skip(1).map(name -> in + name).toList();
    }

    private static String folder(byte[] piece) {
        return lines(piece).findFirst().orElse("");
    }

    private static Stream<String> lines(byte[] piece) {
        return new String(piece, StandardCharsets.UTF_8).lines();
    }
}
