package dev.sidereal.spark;

import dev.sidereal.formats.file.FrameNames;
import dev.sidereal.frame.OptionException;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.GlobFilter;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * The files that names stand for, in any of Hadoop's file systems: files, folders, patterns, {@code @list.txt}. Names are
 * written as Hadoop's own tools write them; without a scheme they lie where {@code fs.defaultFS} says. Folders are listed one
 * entry after the other: of each file only the bytes of its name are kept.
 */
final class Listing {

    private final Configuration hadoop;
    private final FileNames files = new FileNames();
    private final FileNames typed = new FileNames();

    private Listing(Configuration hadoop) {
        this.hadoop = hadoop;
    }

    /**
     * Finds the files.
     *
     * @throws IOException if a folder or a list cannot be read
     */
    static Listing of(List<String> names, Configuration hadoop) throws IOException {
        Listing listing = new Listing(hadoop);
        for (String name : names) {
            if (name.startsWith("@")) {
                listing.addList(name.substring(1));
            } else {
                listing.add(name);
            }
        }
        return listing;
    }

    /** All files, folders in the order of names. */
    FileNames files() {
        return files;
    }

    /** The files that were named themselves. */
    Set<String> typed() {
        return typed.pieces().stream()
                .flatMap(piece -> FileNames.read(piece).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** A name as a path with its file system. */
    static Path path(String name, Configuration hadoop) throws IOException {
        try {
            Path path = name.contains(":/") ? new Path(name) : new Path(null, null, name);
            return path.getFileSystem(hadoop).makeQualified(path);
        } catch (IllegalArgumentException e) {
            throw new OptionException(name + ": expected a path or the address of one, found another text");
        }
    }

    private void addList(String name) throws IOException {
        Path list = path(name, hadoop);
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(list.getFileSystem(hadoop).open(list), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    add(line);
                }
            }
        } catch (FileNotFoundException e) {
            throw new IOException(list + ": expected a list of frames, found no such file", e);
        }
    }

    private void add(String name) throws IOException {
        Path path = path(name, hadoop);
        FileSystem system = path.getFileSystem(hadoop);
        if (name.chars().anyMatch(c -> "*?[{".indexOf(c) >= 0) && !system.exists(path)) {
            addMatches(system, path);
            return;
        }
        try {
            if (system.getFileStatus(path).isDirectory()) {
                addFolder(system, path, new GlobFilter("*"), false);
                return;
            }
        } catch (FileNotFoundException e) {
            /* It stays in the list: a frame that is not there is told as one. */
        }
        files.add("", path.toUri().toString());
        typed.add("", path.toUri().toString());
    }

    /* Folders by their pattern, then their entries one by one. */
    private void addMatches(FileSystem system, Path pattern) throws IOException {
        Path parent = pattern.getParent();
        FileStatus[] folders = parent == null ? null : system.globStatus(parent);
        if (folders == null) {
            return;
        }
        for (FileStatus folder : folders) {
            if (folder.isDirectory()) {
                addFolder(system, folder.getPath(), new GlobFilter(pattern.getName()), true);
            }
        }
    }

    private void addFolder(FileSystem system, Path folder, GlobFilter filter, boolean asked) throws IOException {
        FileNames found = new FileNames();
        String last = "";
        boolean rising = true;
        List<Path> folders = new ArrayList<>();
        RemoteIterator<FileStatus> entries = system.listStatusIterator(folder);
        while (entries.hasNext()) {
            FileStatus entry = entries.next();
            Path path = entry.getPath();
            if (!filter.accept(path)) {
                continue;
            }
            if (entry.isDirectory() && asked) {
                folders.add(path);
            } else if (!entry.isDirectory() && (asked || FrameNames.isFrameName(path.getName()))) {
                String address = path.toUri().toString();
                int name = address.lastIndexOf('/') + 1;
                String leaf = address.substring(name);
                found.add(address.substring(0, name), leaf);
                rising &= last.compareTo(leaf) <= 0;
                last = leaf;
            }
        }
        Collections.sort(folders);
        files.addAll(rising ? found : found.sorted());
        for (Path child : folders) {
            addFolder(system, child, new GlobFilter("*"), false);
        }
    }
}
