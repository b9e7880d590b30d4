package dev.sidereal.spark;

import dev.sidereal.calibrate.Master;
import dev.sidereal.calibrate.Masters;
import dev.sidereal.develop.Picture;
import dev.sidereal.formats.PictureFiles;
import dev.sidereal.frame.Camera;
import dev.sidereal.frame.Coding;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.simulator.DeepSky;
import dev.sidereal.simulator.DeepSkyScene;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Simulated lights of one object in files. */
final class Lights {

    private Lights() {}

    /** Writes the lights of a scene into a new folder. */
    static List<Path> write(Path folder, DeepSkyScene scene) throws IOException {
        Files.createDirectories(folder);
        DeepSky session = DeepSky.of(scene);
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < scene.frames(); i++) {
            String name = "light%02d.fits".formatted(i + 1);
            FrameInfo info = info(session, name, SampleType.FLOAT32);
            Path file = folder.resolve(name);
            PictureFiles.write(
                    new Picture(
                            session.frame(i, SampleType.FLOAT32),
                            "light",
                            info,
                            List.of(new FrameRecord(name, info.time(), info.exposure(), Optional.empty()))),
                    file,
                    Optional.empty());
            files.add(file);
        }
        return files;
    }

    /** Masters of the scene's own dark. */
    static Masters dark(DeepSkyScene scene) {
        DeepSky dark = DeepSky.of(scene.withStars(0, 1, 2).with(new DeepSkyScene.Sky(0, 0, 0)));
        Raster light = dark.frame(0, SampleType.FLOAT32);
        return new Masters(
                Optional.of(new Master(Master.Kind.DARK, light, info(dark, "dark", SampleType.FLOAT32))),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    private static FrameInfo info(DeepSky session, String name, SampleType type) {
        return new FrameInfo(
                name,
                session.shape(),
                type,
                Optional.empty(),
                Optional.of(Duration.ofSeconds(60)),
                Camera.UNKNOWN,
                Coding.LINEAR);
    }
}
