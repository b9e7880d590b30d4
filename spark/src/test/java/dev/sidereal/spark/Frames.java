package dev.sidereal.spark;

import dev.sidereal.develop.Picture;
import dev.sidereal.formats.PictureFiles;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.image.SampleType;
import dev.sidereal.simulator.NightScene;
import dev.sidereal.simulator.SyntheticNight;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
        SampleType type = switch (ending) {
            case "fits" -> SampleType.FLOAT32;
            case "tif" -> SampleType.UINT16;
            default -> SampleType.UINT8;
        };
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < scene.frames(); i++) {
            FrameInfo info = night.info(i, type);
            Path file = folder.resolve(night.name(i) + "." + ending);
            PictureFiles.write(
                    new Picture(
                            night.frame(i, type),
                            "frame",
                            info,
                            List.of(new FrameRecord(info.name(), info.time(), info.exposure(), Optional.empty()))),
                    file,
                    Optional.empty());
            files.add(file);
        }
        return files;
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
