package dev.sidereal.cli;

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
import java.util.List;
import java.util.Optional;

/** Simulated lights and calibration frames as FITS files. */
final class SessionFiles {

    private SessionFiles() {}

    /** Writes the folders {@code lights} and {@code darks} into one that is there. */
    static void into(Path folder, DeepSkyScene scene) throws IOException {
        Files.createDirectories(folder.resolve("lights"));
        Files.createDirectories(folder.resolve("darks"));
        DeepSky session = DeepSky.of(scene);
        for (int i = 0; i < scene.frames(); i++) {
            write(session.frame(i, SampleType.FLOAT32), 60, folder.resolve("lights/light" + (i + 1) + ".fits"));
        }
        write(darks(scene).frame(0, SampleType.FLOAT32), 60, folder.resolve("darks/dark1.fits"));
    }

    /** The same without any light. */
    static DeepSky darks(DeepSkyScene scene) {
        return DeepSky.of(scene.withStars(0, 1, 2).with(new DeepSkyScene.Sky(0, 0, 0)));
    }

    static void write(Raster light, long seconds, Path file) throws IOException {
        write(light, seconds, file, 0);
    }

    static void write(Raster light, long seconds, Path file, double least) throws IOException {
        for (int i = 0; i < light.shape().samples(); i++) {
            light.set(i, Math.max(least, light.get(i)));
        }
        FrameInfo info = new FrameInfo(
                "frame",
                light.shape(),
                SampleType.FLOAT32,
                Optional.empty(),
                Optional.of(Duration.ofSeconds(seconds)),
                Camera.UNKNOWN,
                Coding.LINEAR);
        FrameRecord record = new FrameRecord("frame", info.time(), info.exposure(), Optional.empty());
        PictureFiles.write(new Picture(light, "frame", info, List.of(record)), file, Optional.empty());
    }
}
