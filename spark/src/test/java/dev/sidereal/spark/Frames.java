package dev.sidereal.spark;

import dev.sidereal.develop.Picture;
import dev.sidereal.formats.PictureFiles;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.simulator.NightScene;
import dev.sidereal.simulator.SyntheticNight;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Simulated nights in files. */
final class Frames {

    private Frames() {}

    /** Writes a night of small frames into a new folder. */
    static List<Path> write(Path folder, int frames, String ending, long seed) throws IOException {
        return write(folder, NightScene.of(160, 120, frames, seed), ending);
    }

    static List<Path> write(Path folder, NightScene scene, String ending) throws IOException {
        Files.createDirectories(folder);
        SyntheticNight night = SyntheticNight.of(scene);
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < scene.frames(); i++) {
            files.add(write(folder, night, i, ending, Set.of()));
        }
        return files;
    }

    /** A night some of whose frames a lamp lit; numbers from 0. */
    static List<Path> lit(Path folder, int frames, String ending, Set<Integer> lit) throws IOException {
        Files.createDirectories(folder);
        SyntheticNight night = SyntheticNight.of(NightScene.of(160, 120, frames, 11));
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < frames; i++) {
            files.add(write(folder, night, i, ending, lit));
        }
        return files;
    }

    private static Path write(Path folder, SyntheticNight night, int i, String ending, Set<Integer> lit)
            throws IOException {
        SampleType type = switch (ending) {
            case "fits" -> SampleType.FLOAT32;
            case "tif" -> SampleType.UINT16;
            default -> SampleType.UINT8;
        };
        FrameInfo info = night.info(i, type);
        Raster frame = night.frame(i, type);
        if (lit.contains(i)) {
            brighten(frame);
        }
        Path file = folder.resolve(night.name(i) + "." + ending);
        PictureFiles.write(
                new Picture(
                        frame,
                        "frame",
                        info,
                        List.of(new FrameRecord(info.name(), info.time(), info.exposure(), Optional.empty()))),
                file,
                Optional.empty());
        return file;
    }

    private static void brighten(Raster frame) {
        ByteBuffer bytes = frame.bytes();
        for (int i = 0; i < frame.shape().samples(); i++) {
            if (frame.type() == SampleType.UINT8) {
                bytes.put(i, (byte) Math.min(255, (bytes.get(i) & 0xFF) + 90));
            } else {
                bytes.putShort(2 * i, (short) Math.min(65535, (bytes.getShort(2 * i) & 0xFFFF) + 20000));
            }
        }
    }

    /** The same files under names that {@link SlowFiles} opens late. */
    static List<Path> late(List<Path> files) throws IOException {
        List<Path> late = new ArrayList<>();
        for (Path file : files) {
            late.add(Files.move(file, file.resolveSibling("late-" + file.getFileName())));
        }
        return late;
    }

    /** What lies in a folder, in the order of names. */
    static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    /** The same files in a file system. */
    static List<URI> in(String scheme, List<Path> files) {
        return files.stream()
                .map(file -> URI.create(scheme + "://" + file.toUri().getRawPath()))
                .toList();
    }
}
