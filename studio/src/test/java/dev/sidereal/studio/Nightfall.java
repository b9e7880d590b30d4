package dev.sidereal.studio;

import dev.sidereal.develop.Picture;
import dev.sidereal.formats.PictureFiles;
import dev.sidereal.formats.exif.ExifBlock;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.simulator.Cadence;
import dev.sidereal.simulator.NightScene;
import dev.sidereal.simulator.Pause;
import dev.sidereal.simulator.SyntheticNight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Simulated nights as folders of JPEG files. */
final class Nightfall {

    private Nightfall() {}

    /** Writes a night into a folder that is made. */
    static Path into(Path folder, int width, int height, int frames) throws IOException {
        return write(folder, NightScene.of(width, height, frames, 7), -1);
    }

    /** The same with a pause of two minutes before the thirty-first frame. */
    static Path withPause(Path folder, int width, int height, int frames) throws IOException {
        NightScene scene = NightScene.of(width, height, frames, 7);
        Cadence cadence = scene.cadence();
        return write(
                folder,
                scene.withCadence(new Cadence(
                        frames,
                        cadence.start(),
                        cadence.exposureSeconds(),
                        cadence.gapSeconds(),
                        List.of(new Pause(30, 120)))),
                -1);
    }

    /** The same with a frame, numbered from 0, into which somebody shone a light. */
    static Path withLight(Path folder, int width, int height, int frames, int lit) throws IOException {
        return write(folder, NightScene.of(width, height, frames, 7), lit);
    }

    /** The same frames again and again under other names, as links. */
    static Path again(Path night, Path folder, int frames) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(night)) {
            List<Path> sorted = files.sorted().toList();
            for (int i = 0; i < frames; i++) {
                Files.createLink(
                        folder.resolve("IMG_%04d.%s".formatted(i + 1, ending(sorted.get(0)))),
                        sorted.get(i % sorted.size()));
            }
        }
        return folder;
    }

    private static String ending(Path file) {
        String name = file.toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static Path write(Path folder, NightScene scene, int lit) throws IOException {
        Files.createDirectories(folder);
        SyntheticNight night = SyntheticNight.of(scene);
        for (int i = 0; i < night.frames(); i++) {
            FrameInfo info = night.info(i, SampleType.UINT8);
            FrameRecord record = new FrameRecord(info.name(), info.time(), info.exposure(), Optional.empty());
            Raster frame = night.frame(i, SampleType.UINT8);
            if (i == lit) {
                for (int at = 0; at < frame.bytes().limit(); at++) {
                    frame.bytes().put(at, (byte) 200);
                }
            }
            PictureFiles.write(
                    new Picture(frame, ExifBlock.SIMULATED, info, List.of(record)),
                    folder.resolve(night.name(i) + ".jpg"),
                    Optional.empty());
        }
        return folder;
    }
}
