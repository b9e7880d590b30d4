package dev.sidereal.studio;

import dev.sidereal.develop.Picture;
import dev.sidereal.formats.PictureFiles;
import dev.sidereal.formats.exif.ExifBlock;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.image.SampleType;
import dev.sidereal.simulator.NightScene;
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
        Files.createDirectories(folder);
        SyntheticNight night = SyntheticNight.of(NightScene.of(width, height, frames, 7));
        for (int i = 0; i < frames; i++) {
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
