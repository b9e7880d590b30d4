package dev.sidereal.studio;

import dev.sidereal.develop.Picture;
import dev.sidereal.formats.PictureFiles;
import dev.sidereal.formats.codec.Depth;
import dev.sidereal.frame.Camera;
import dev.sidereal.frame.Coding;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.ToneCurve;
import dev.sidereal.simulator.DeepSky;
import dev.sidereal.simulator.DeepSkyScene;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Simulated lights and darks as folders of 16-bit TIFF files. */
final class Starlight {

    private Starlight() {}

    /** Writes the folders {@code lights} and {@code darks} into one that is made. */
    static Path into(Path folder, int width, int height, int lights, int darks) throws IOException {
        DeepSkyScene scene = DeepSkyScene.of(width, height, lights, 4).withStars(80, 2000, 100_000);
        write(DeepSky.of(scene), lights, folder.resolve("lights"), "light");
        write(
                DeepSky.of(scene.withStars(0, 1, 2).with(new DeepSkyScene.Sky(0, 0, 0))),
                darks,
                folder.resolve("darks"),
                "dark");
        return folder;
    }

    private static void write(DeepSky session, int frames, Path folder, String name) throws IOException {
        Files.createDirectories(folder);
        for (int i = 0; i < frames; i++) {
            Raster light = session.frame(i, SampleType.UINT16);
            FrameInfo info = new FrameInfo(
                    name,
                    light.shape(),
                    SampleType.UINT16,
                    Optional.empty(),
                    Optional.of(Duration.ofSeconds(60)),
                    Camera.UNKNOWN,
                    Coding.by(new ToneCurve.Linear()));
            FrameRecord record = new FrameRecord(name, info.time(), info.exposure(), Optional.empty());
            PictureFiles.write(
                    new Picture(light, name, info, List.of(record)),
                    folder.resolve("%s%02d.tif".formatted(name, i + 1)),
                    Optional.of(Depth.SIXTEEN));
        }
    }
}
