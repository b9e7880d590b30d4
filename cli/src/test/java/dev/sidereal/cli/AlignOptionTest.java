package dev.sidereal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidereal.align.Registration;
import dev.sidereal.formats.transforms.TransformsFile;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.simulator.DeepSky;
import dev.sidereal.simulator.DeepSkyScene;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlignOptionTest {

    @Test
    void dithered_frames_are_joined_and_one_without_stars_is_named(@TempDir Path folder) throws IOException {
        Path night = folder.resolve("night");
        DeepSky sky = DeepSky.of(DeepSkyScene.of(300, 240, 4, 3).withStars(60, 3000, 200_000));
        write(night, "f", sky, 4);
        write(night, "g", DeepSky.of(DeepSkyScene.of(300, 240, 1, 3).withStars(0, 1, 1)), 1);
        Path transforms = folder.resolve("t.json");
        Shell.Outcome outcome = Shell.run(
                "average",
                night,
                "--align",
                "--encoding",
                "linear",
                "--reference",
                night.resolve("f0.png"),
                "--transforms",
                transforms,
                "-o",
                folder.resolve("out.fits"));
        assertThat(outcome.err())
                .contains("registered 4 of 5 frames on f0.png, stars agree to ")
                .contains("g0.png: stars: expected at least 3, found 0")
                .contains("4 frames in ");
        assertThat(outcome.exit()).isZero();
        List<TransformsFile.Row> rows = TransformsFile.read(transforms);
        assertThat(rows)
                .extracting(TransformsFile.Row::file)
                .containsExactly("f0.png", "f1.png", "f2.png", "f3.png", "g0.png");
        assertThat(rows.get(4).registration())
                .isEqualTo(new Registration.Unregistered("stars: expected at least 3, found 0", 0));
        Path single = folder.resolve("single.fits");
        Shell.run(
                "average",
                night,
                "--align",
                "--encoding",
                "linear",
                "--reference",
                night.resolve("f0.png"),
                "--threads",
                1,
                "-o",
                single);
        assertThat(Files.readAllBytes(single)).isEqualTo(Files.readAllBytes(folder.resolve("out.fits")));
    }

    @Test
    void options_that_cannot_be_meant_are_refused(@TempDir Path folder) throws IOException {
        Path night = folder.resolve("night");
        write(night, "f", DeepSky.of(DeepSkyScene.of(100, 90, 2, 3)), 2);
        Path out = folder.resolve("out.png");
        Shell.Outcome alone = Shell.run("average", night, "--transforms", folder.resolve("t.json"), "-o", out);
        assertThat(alone.err()).contains("--reference, --transforms: expected --align with them, found none");
        assertThat(alone.exit()).isEqualTo(2);
        Shell.Outcome stranger = Shell.run("average", night, "--align", "--reference", "x.png", "-o", out);
        assertThat(stranger.err()).contains("--reference: expected one of the frames, found x.png");
        assertThat(stranger.exit()).isEqualTo(2);
    }

    private static void write(Path folder, String name, DeepSky sky, int frames) throws IOException {
        Files.createDirectories(folder);
        for (int frame = 0; frame < frames; frame++) {
            Raster raster = sky.frame(frame, SampleType.UINT16);
            int width = raster.shape().width();
            int height = raster.shape().height();
            BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_USHORT_GRAY);
            for (int i = 0; i < width * height; i++) {
                image.getRaster().setSample(i % width, i / width, 0, (int) raster.get(i));
            }
            ImageIO.write(image, "png", folder.resolve(name + frame + ".png").toFile());
        }
    }
}
