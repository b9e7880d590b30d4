package dev.sidereal.studio;

import dev.sidereal.develop.Picture;
import dev.sidereal.formats.PictureFiles;
import dev.sidereal.formats.exif.ExifBlock;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.FrameRecord;
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

/** Simulated nights as folders of JPEG files. */
final class Nightfall {

    private Nightfall() {}

    /** Writes a night into a folder that is made. */
    static Path into(Path folder, int width, int height, int frames) throws IOException {
        return write(folder, NightScene.of(width, height, frames, 7));
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
                        List.of(new Pause(30, 120)))));
    }

    private static Path write(Path folder, NightScene scene) throws IOException {
        Files.createDirectories(folder);
        SyntheticNight night = SyntheticNight.of(scene);
        for (int i = 0; i < night.frames(); i++) {
            FrameInfo info = night.info(i, SampleType.UINT8);
            FrameRecord record = new FrameRecord(info.name(), info.time(), info.exposure(), Optional.empty());
            PictureFiles.write(
                    new Picture(night.frame(i, SampleType.UINT8), ExifBlock.SIMULATED, info, List.of(record)),
                    folder.resolve(night.name(i) + ".jpg"),
                    Optional.empty());
        }
        return folder;
    }
}
