package dev.sidereal.bench;

import dev.sidereal.bench.rival.Contender;
import dev.sidereal.bench.rival.Invocation;
import dev.sidereal.bench.rival.Night;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The folder in which scenes work: nights, pictures made by contenders, and their scratch files, emptied each time. */
final class Workshop {

    private final Path folder;
    private final Meter meter;
    private final List<Path> pictures;
    private final Map<Integer, Night> nights = new HashMap<>();

    /** A workshop for nights made of {@code pictures}. */
    Workshop(Path folder, Meter meter, List<Path> pictures) {
        this.folder = folder;
        this.meter = meter;
        this.pictures = List.copyOf(pictures);
    }

    /** The pictures in a sentence. Their size in bytes matters: decoding costs by the byte, folding by the pixel. */
    String pictures() throws IOException {
        double bytes = 0;
        for (Path picture : pictures) {
            bytes += Files.size(picture);
        }
        return String.format(
                Locale.ROOT,
                "%d different pictures of %.2f MB on average, repeated",
                pictures.size(),
                bytes / pictures.size() / 1e6);
    }

    /** The night of {@code frames} frames, made at first use. */
    Night night(int frames) throws IOException {
        Night known = nights.get(frames);
        if (known != null) {
            return known;
        }
        Path links = folder.resolve("night-" + frames);
        remove(links);
        Night night = Night.link(pictures, frames, links);
        nights.put(frames, night);
        return night;
    }

    /** Reads every picture once, so that no contender pays for the disk. */
    void warm() throws IOException {
        for (Path picture : pictures) {
            try (var bytes = Files.newInputStream(picture)) {
                bytes.transferTo(OutputStream.nullOutputStream());
            }
        }
    }

    /** Lets a contender stack a night into {@code out}, which must then be there. */
    Cost run(Contender contender, Night night, Path out) throws IOException {
        Cost cost = runAndKeep(contender, night, out);
        remove(left());
        return cost;
    }

    /** The same; what the contender left on the disk besides its picture stays in {@link #left} until the next run. */
    Cost runAndKeep(Contender contender, Night night, Path out) throws IOException {
        Files.deleteIfExists(out);
        Cost cost = meter.run(contender.stack(night, out, scratch()));
        if (contender.writesPicture() && (!Files.exists(out) || Files.size(out) == 0)) {
            throw new IOException(contender.name() + ": expected a picture in " + out.getFileName() + ", found none");
        }
        return cost;
    }

    /** Runs a command that is no contender's. */
    Cost run(Invocation invocation) throws IOException {
        return meter.run(invocation);
    }

    /** A file of this workshop. */
    Path file(String name) {
        return folder.resolve(name);
    }

    /** An empty folder for files that nobody needs after the run. */
    Path scratch() throws IOException {
        remove(left());
        return Files.createDirectories(left());
    }

    /** The folder that {@link #scratch} empties. */
    Path left() {
        return folder.resolve("scratch");
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
