package dev.sidereal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sidereal.align.Registration;
import dev.sidereal.formats.FrameFiles;
import dev.sidereal.formats.transforms.TransformsFile;
import dev.sidereal.frame.Candidate;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.FrameReader;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import dev.sidereal.simulator.DeepSky;
import dev.sidereal.simulator.DeepSkyScene;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
    void places_that_were_written_make_the_same_picture_when_they_are_used(@TempDir Path folder) throws IOException {
        Path night = folder.resolve("night");
        write(night, "f", DeepSky.of(DeepSkyScene.of(300, 240, 4, 3).withStars(60, 3000, 200_000)), 4);
        Path places = folder.resolve("t.json");
        Path found = folder.resolve("found.fits");
        Path used = folder.resolve("used.fits");
        Shell.Outcome first = average(night, found, "--canvas", "union", "--transforms", places);
        assertThat(first.exit()).as(first.err()).isZero();
        Shell.Outcome second = average(night, used, "--canvas", "union", "--use-transforms", places);
        assertThat(second.exit()).as(second.err()).isZero();
        assertThat(Files.readAllBytes(used)).isEqualTo(Files.readAllBytes(found));
        assertThat(new String(Files.readAllBytes(used), 0, 2880, StandardCharsets.US_ASCII))
                .containsPattern("NAXIS1 += +3[0-9]{2} ")
                .doesNotContainPattern("NAXIS1 += +300 ");
        Files.write(
                places,
                Files.readAllLines(places).stream()
                        .filter(line -> !line.contains("f2.png"))
                        .toList());
        Shell.Outcome less = average(night, folder.resolve("less.fits"), "--use-transforms", places);
        assertThat(less.err())
                .contains("f2.png: transforms: expected its place, found none")
                .contains("3 frames in ");
        assertThat(less.exit()).isZero();
    }

    @Test
    void the_canvas_is_what_the_reference_any_or_every_frame_shows(@TempDir Path folder) throws Exception {
        Path night = folder.resolve("night");
        write(night, "f", DeepSky.of(DeepSkyScene.of(100, 90, 3, 3)), 3);
        Path places = folder.resolve("t.json");
        String row = "{\"file\":\"f%d.png\",\"matrix\":[[1,0,%s],[0,1,%s],[0,0,1]]}";
        Files.writeString(
                places,
                "["
                        + String.join(
                                ",",
                                String.format(Locale.ROOT, row, 0, 0, 0),
                                String.format(Locale.ROOT, row, 1, 5.5, -3.25),
                                String.format(Locale.ROOT, row, 2, -2.5, 7.75))
                        + "]");
        Raster reference = picture(night, folder, places, "reference");
        Raster union = picture(night, folder, places, "union");
        Raster inside = picture(night, folder, places, "intersection");
        assertThat(reference.shape()).isEqualTo(new Shape(100, 90, 1));
        assertThat(union.shape()).isEqualTo(new Shape(105 + 3 + 1, 97 + 4 + 1, 1));
        assertThat(inside.shape()).isEqualTo(new Shape(96 - 6 + 1, 85 - 8 + 1, 1));
        for (int y = 8; y <= 85; y++) {
            for (int x = 6; x <= 96; x++) {
                assertThat(inside.get(x - 6, y - 8, 0))
                        .isEqualTo(reference.get(x, y, 0))
                        .isFinite();
                assertThat(union.get(x + 3, y + 4, 0)).isCloseTo(reference.get(x, y, 0), within(1e-6));
            }
        }
    }

    private static Raster picture(Path night, Path folder, Path places, String canvas)
            throws IOException, InterruptedException {
        Path file = folder.resolve(canvas + ".fits");
        Shell.Outcome outcome = average(night, file, "--use-transforms", places, "--canvas", canvas);
        assertThat(outcome.exit()).as(outcome.err()).isZero();
        FrameFiles files = FrameFiles.probe(List.of(file), 1);
        FrameInfo info = ((Candidate.Recognised) files.candidates().get(0)).info();
        try (FrameReader reader = files.open()) {
            Raster picture = Raster.allocate(info.shape(), info.type());
            reader.read(0, picture);
            return picture;
        }
    }

    @Test
    void places_of_other_frames_are_refused(@TempDir Path folder) throws IOException {
        Path night = folder.resolve("night");
        write(night, "f", DeepSky.of(DeepSkyScene.of(100, 90, 2, 3)), 2);
        Path out = folder.resolve("out.png");
        Path places = folder.resolve("t.json");
        assertThat(average(night, out, "--use-transforms", places).err())
                .contains("--use-transforms: expected a file, found none at " + places);
        String row = "{\"file\":\"%s\",\"matrix\":[[1,0,0],[0,1,0],[0,0,1]],\"width\":%d,\"height\":90}";
        Files.writeString(places, "[" + String.format(Locale.ROOT, row, "g0.png", 100) + "]");
        assertThat(average(night, out, "--use-transforms", places).err())
                .contains("--use-transforms: expected places of these frames, found none of them in " + places);
        Files.writeString(places, "[" + String.format(Locale.ROOT, row, "x/f0.png", 200) + "]");
        assertThat(average(night, out, "--use-transforms", places).err())
                .contains("--use-transforms: expected places of frames of 100x90 pixels, found 200x90, at x/f0.png in "
                        + places);
        String twice = String.format(Locale.ROOT, row, "x/f0.png", 100);
        Files.writeString(places, "[" + twice + "," + twice + "]");
        assertThat(average(night, out, "--use-transforms", places).err())
                .contains("--use-transforms: expected one place for a name, found two, at f0.png in " + places);
        Files.writeString(places, "[{\"file\":\"f0.png\",\"matrix\":[1,2]}]");
        assertThat(average(night, out, "--use-transforms", places).err())
                .contains(
                        "--use-transforms: " + places + ": transforms: matrix: expected 9 numbers, found 2, at f0.png");
        Files.writeString(places, "[" + twice + "]");
        assertThat(average(night, out, "--use-transforms", places, "--transforms", places, "--force")
                        .err())
                .contains("--transforms: expected another file than that of --use-transforms, found " + places
                        + " for both");
        assertThat(average(night, out, "--use-transforms", places, "--reference", night.resolve("f1.png"))
                        .err())
                .contains("--reference: expected a frame with a place in " + places + ", found one without");
        assertThat(out).doesNotExist();
    }

    private static Shell.Outcome average(Path night, Path out, Object... more) {
        List<Object> words = new ArrayList<>(List.of("average", night, "--align", "--encoding", "linear", "-o", out));
        words.addAll(List.of(more));
        return Shell.run(words.toArray());
    }

    @Test
    void options_that_cannot_be_meant_are_refused(@TempDir Path folder) throws IOException {
        Path night = folder.resolve("night");
        write(night, "f", DeepSky.of(DeepSkyScene.of(100, 90, 2, 3)), 2);
        Path out = folder.resolve("out.png");
        Shell.Outcome alone = Shell.run("average", night, "--transforms", folder.resolve("t.json"), "-o", out);
        assertThat(alone.err())
                .contains(
                        "--reference, --canvas, --transforms, --use-transforms: expected --align with them, found none");
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
