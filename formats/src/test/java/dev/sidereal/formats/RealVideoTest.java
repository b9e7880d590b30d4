package dev.sidereal.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sidereal.frame.FrameReader;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real clips; their expected maximum and mean were made with FFmpeg 5.1, whose fast conversion is off by up to 4. */
class RealVideoTest {

    private static final int TOLERANCE = 4;

    @ParameterizedTest
    @CsvSource({"startrail_480x320_mjpeg.avi, 480, 320, 32", "startrail_960x640_h264.mp4, 960, 640, 32"})
    void the_maximum_is_that_of_another_program(String name, int width, int height, int frames) throws Exception {
        Path folder = RealData.folder("video");
        FrameFiles files = FrameFiles.probe(List.of(folder.resolve(name)), 1);
        assertThat(files.candidates()).hasSize(frames);
        Shape shape = new Shape(width, height, 3);
        Raster into = Raster.allocate(shape, SampleType.UINT8);
        int[] most = new int[(int) shape.samples()];
        double[] sum = new double[most.length];
        try (FrameReader reader = files.open()) {
            for (int i = 0; i < frames; i++) {
                reader.read(i, into);
                for (int s = 0; s < most.length; s++) {
                    most[s] = Math.max(most[s], (int) into.get(s));
                    sum[s] += into.get(s) / frames;
                }
            }
        }
        String stem = "expected_" + name.substring(0, name.indexOf('.'));
        Raster maximum = expected(folder.resolve(stem + "_max.png"));
        for (int s = 0; s < most.length; s++) {
            assertThat(Math.abs(most[s] - maximum.get(s))).isLessThanOrEqualTo(TOLERANCE);
        }
        if (name.contains("mjpeg")) {
            Raster mean = expected(folder.resolve(stem + "_mean.png"));
            for (int s = 0; s < sum.length; s++) {
                assertThat(Math.abs(sum[s] - mean.get(s))).isLessThanOrEqualTo(TOLERANCE);
            }
        }
    }

    @Test
    void a_video_of_the_moon_has_101_frames_of_the_right_brightness() throws Exception {
        FrameFiles files = FrameFiles.probe(List.of(RealData.folder("video").resolve("pss_moon_short_video.avi")), 1);
        assertThat(files.candidates()).hasSize(101);
        Raster into = Raster.allocate(new Shape(1280, 960, 3), SampleType.UINT8);
        double sum = 0;
        try (FrameReader reader = files.open()) {
            for (int i = 0; i < 101; i += 25) {
                reader.read(i, into);
                for (int s = 0; s < into.shape().samples(); s += 7) {
                    sum += into.get(s);
                }
            }
        }
        assertThat(sum / 5 / Math.ceil(into.shape().samples() / 7.0)).isCloseTo(85.84, within(2.0));
    }

    private static Raster expected(Path file) throws Exception {
        return TestPictures.raster(ImageIO.read(file.toFile()), SampleType.UINT8);
    }
}
