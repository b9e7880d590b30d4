package dev.sidereal.timelapse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sidereal.develop.Comet;
import dev.sidereal.frame.Camera;
import dev.sidereal.frame.CaptureTime;
import dev.sidereal.frame.Coding;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.frame.OptionException;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import dev.sidereal.image.ToneCurve;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReelTest {

    private static final Shape MONO = new Shape(7, 5, 1);
    private static final ToneCurve SRGB = new ToneCurve.Srgb();

    @Test
    void trails_grow_to_the_maximum_and_begin_with_the_first_frame() throws Exception {
        List<Raster> frames = noise(new Shape(9, 4, 3), 6);
        List<byte[]> pictures = pictures(show(new Show.Growing()), SRGB, frames);
        assertThat(pictures).hasSize(6);
        for (int now = 0; now < 6; now++) {
            assertThat(pictures.get(now)).isEqualTo(yuv(plainMaximum(frames.subList(0, now + 1))));
        }
    }

    @Test
    void a_tail_is_the_maximum_of_the_last_frames_of_any_number() throws Exception {
        List<Raster> frames = noise(MONO, 23);
        for (int tail = 1; tail <= 24; tail++) {
            List<byte[]> pictures = pictures(show(new Show.Trailing(new Comet.Tail.Frames(tail))), SRGB, frames);
            for (int now = 0; now < 23; now++) {
                Raster expected = plainMaximum(frames.subList(Math.max(0, now + 1 - tail), now + 1));
                assertThat(pictures.get(now)).as("tail %d, frame %d", tail, now).isEqualTo(yuv(expected));
            }
        }
    }

    /* Frames a minute apart, but the eighth comes 20 minutes late. */
    @Test
    void a_tail_in_time_ends_in_a_gap() throws Exception {
        List<Raster> frames = noise(MONO, 12);
        Show show = new Show.Trailing(new Comet.Tail.Time(Duration.ofMinutes(4)));
        List<byte[]> pictures = pictures(show(show), SRGB, frames);
        assertThat(pictures.get(6)).isEqualTo(yuv(plainMaximum(frames.subList(3, 7))));
        assertThat(pictures.get(7)).isEqualTo(yuv(frames.get(7)));
        assertThat(pictures.get(9)).isEqualTo(yuv(plainMaximum(frames.subList(7, 10))));
        assertThat(pictures.get(11)).isEqualTo(yuv(plainMaximum(frames.subList(8, 12))));
    }

    @Test
    void a_tail_in_time_needs_times() {
        FrameInfo first = info(MONO, SampleType.UINT8);
        List<FrameRecord> night =
                List.of(new FrameRecord("a.png", Optional.empty(), Optional.empty(), Optional.empty()));
        Timelapse timelapse = show(new Show.Trailing(new Comet.Tail.Time(Duration.ofMinutes(4))));
        assertThatThrownBy(() -> new Reel(timelapse, first, night, SRGB, List.of()))
                .isInstanceOf(OptionException.class)
                .hasMessage("--tail: expected frames with times, found a.png without one; give the tail as a number of"
                        + " frames or as percent");
    }

    @Test
    void plain_frames_are_themselves_and_the_last_is_held() throws Exception {
        List<Raster> frames = noise(MONO, 3);
        Timelapse timelapse = new Timelapse(
                new Show.Frames(false), 10, Optional.empty(), Timelapse.Fit.WHOLE, Duration.ofMillis(250));
        List<byte[]> pictures = pictures(timelapse, SRGB, frames);
        assertThat(pictures).hasSize(6);
        assertThat(pictures.get(1)).isEqualTo(yuv(frames.get(1)));
        assertThat(pictures.get(5)).isEqualTo(pictures.get(2)).isEqualTo(yuv(frames.get(2)));
    }

    /* One frame in five is twice as bright; what is left of it is the rounding of codes. */
    @Test
    void flicker_is_evened_out_in_linear_light() throws Exception {
        Shape shape = new Shape(64, 48, 1);
        Random random = new Random(5);
        List<Raster> frames = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            Raster frame = Raster.allocate(shape, SampleType.UINT16);
            double light = i % 5 == 3 ? 0.1 : 0.05;
            for (int s = 0; s < shape.samples(); s++) {
                frame.set(s, Math.rint(65535 * SRGB.encode(light * (1 + 0.1 * random.nextGaussian()))));
            }
            frames.add(frame);
        }
        List<byte[]> plain = pictures(show(new Show.Frames(false)), SRGB, frames);
        List<byte[]> even = pictures(show(new Show.Frames(true)), SRGB, frames);
        assertThat(even.get(0)).isEqualTo(plain.get(0));
        assertThat(meanLuma(plain.get(8), shape) - meanLuma(plain.get(7), shape))
                .isGreaterThan(15);
        for (int i = 2; i < 30; i++) {
            assertThat(meanLuma(even.get(i), shape))
                    .isBetween(meanLuma(even.get(0), shape) - 0.5, meanLuma(even.get(0), shape) + 0.5);
        }
    }

    @Test
    void light_is_shown_by_srgb_and_missing_data_is_black() throws Exception {
        Raster frame = Raster.allocate(new Shape(6, 1, 1), SampleType.FLOAT32);
        double[] lights = {0, 0.01, 0.2, 1, 3, Double.NaN};
        for (int i = 0; i < lights.length; i++) {
            frame.set(i, lights[i]);
        }
        byte[] picture = pictures(show(new Show.Growing()), new ToneCurve.Linear(), List.of(frame))
                .get(0);
        for (int i = 0; i < lights.length; i++) {
            double light = Double.isNaN(lights[i]) ? 0 : lights[i];
            assertThat((double) picture[i] + (picture[i] < 0 ? 256 : 0))
                    .isEqualTo(Math.rint(16 + 219 / 255.0 * Math.rint(255 * SRGB.encode(light))));
        }
    }

    @Test
    void a_smaller_picture_holds_the_mean_light_of_what_it_covers() throws Exception {
        List<Raster> frames = noise(new Shape(8, 6, 1), 1);
        Timelapse half = sized(4, 3, Timelapse.Fit.WHOLE);
        byte[] picture = pictures(half, SRGB, frames).get(0);
        for (int y = 0; y < 3; y++) {
            for (int x = 0; x < 4; x++) {
                double sum = 0;
                for (int k = 0; k < 4; k++) {
                    sum += SRGB.decode(frames.get(0).get(2 * x + k % 2, 2 * y + k / 2, 0) / 255);
                }
                double expected = 16 + 219 / 255.0 * Math.rint(255 * SRGB.encode(sum / 4));
                assertThat(picture[4 * y + x] & 0xFF).isEqualTo((int) Math.rint(expected));
            }
        }
    }

    @Test
    void another_shape_is_seen_whole_between_bars_or_fills_the_picture() throws Exception {
        Raster white = Raster.allocate(new Shape(8, 4, 1), SampleType.UINT8);
        for (int i = 0; i < 32; i++) {
            white.set(i, 255);
        }
        byte[] whole =
                pictures(sized(4, 4, Timelapse.Fit.WHOLE), SRGB, List.of(white)).get(0);
        byte[] filled =
                pictures(sized(4, 4, Timelapse.Fit.FILL), SRGB, List.of(white)).get(0);
        for (int i = 0; i < 16; i++) {
            assertThat(whole[i] & 0xFF).isEqualTo(i / 4 == 0 || i / 4 == 3 ? 16 : 235);
            assertThat(filled[i] & 0xFF).isEqualTo(235);
        }
        byte[] larger = pictures(sized(20, 20, Timelapse.Fit.FILL), SRGB, List.of(white))
                .get(0);
        assertThat(larger).hasSize(600);
        assertThat(larger[210] & 0xFF).isEqualTo(235);
    }

    @Test
    void memory_is_that_of_the_picture_and_the_tail() {
        FrameInfo first = info(new Shape(100, 100, 3), SampleType.UINT8);
        List<FrameRecord> night = records(50);
        long plain = new Reel(show(new Show.Frames(false)), first, night, SRGB, List.of()).bytes();
        long growing = new Reel(show(new Show.Growing()), first, night, SRGB, List.of()).bytes();
        long tail = new Reel(show(new Show.Trailing(new Comet.Tail.Frames(8))), first, night, SRGB, List.of()).bytes();
        assertThat(growing - plain).isEqualTo(30_000);
        assertThat(tail - plain).isEqualTo(300_000);
        assertThat(new Reel(show(new Show.Trailing(new Comet.Tail.Frames(80))), first, night, SRGB, List.of()).bytes())
                .isEqualTo(growing);
    }

    private static Timelapse show(Show show) {
        return new Timelapse(show, 25, Optional.empty(), Timelapse.Fit.WHOLE, Duration.ZERO);
    }

    private static Timelapse sized(int width, int height, Timelapse.Fit fit) {
        return new Timelapse(
                new Show.Growing(), 25, Optional.of(new Timelapse.Size(width, height)), fit, Duration.ZERO);
    }

    private static List<byte[]> pictures(Timelapse timelapse, ToneCurve curve, List<Raster> frames)
            throws IOException, InterruptedException {
        List<byte[]> pictures = new ArrayList<>();
        PictureSink sink = new PictureSink() {
            @Override
            public void take(ByteBuffer picture) {
                byte[] bytes = new byte[picture.remaining()];
                picture.get(bytes);
                pictures.add(bytes);
            }

            @Override
            public long bytes() {
                return 0;
            }
        };
        FrameInfo first = info(frames.get(0).shape(), frames.get(0).type());
        Reel reel = new Reel(timelapse, first, records(frames.size()), curve, List.of(sink));
        for (int i = 0; i < frames.size(); i++) {
            reel.see(i, frames.get(i));
        }
        reel.end();
        assertThat(reel.pictures()).isEqualTo(pictures.size());
        return pictures;
    }

    private static List<FrameRecord> records(int frames) {
        List<FrameRecord> records = new ArrayList<>();
        for (int i = 0; i < frames; i++) {
            Instant time = Instant.parse("2026-01-01T20:00:00Z").plusSeconds(60L * (i < 7 ? i : i + 20));
            CaptureTime taken = new CaptureTime(LocalDateTime.ofInstant(time, ZoneOffset.UTC), Optional.empty());
            records.add(new FrameRecord("f" + i, Optional.of(taken), Optional.empty(), Optional.empty()));
        }
        return records;
    }

    private static FrameInfo info(Shape shape, SampleType type) {
        return new FrameInfo("f0", shape, type, Optional.empty(), Optional.empty(), Camera.UNKNOWN, Coding.UNSAID);
    }

    private static List<Raster> noise(Shape shape, int count) {
        Random random = new Random(shape.samples());
        List<Raster> frames = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Raster frame = Raster.allocate(shape, SampleType.UINT8);
            for (int s = 0; s < shape.samples(); s++) {
                frame.set(s, random.nextInt(256));
            }
            frames.add(frame);
        }
        return frames;
    }

    private static Raster plainMaximum(List<Raster> frames) {
        Raster greatest = Raster.allocate(frames.get(0).shape(), SampleType.UINT8);
        for (Raster frame : frames) {
            for (int s = 0; s < frame.shape().samples(); s++) {
                greatest.set(s, Math.max(greatest.get(s), frame.get(s)));
            }
        }
        return greatest;
    }

    private static byte[] yuv(Raster codes) {
        ByteBuffer picture = new Yuv420(codes.shape().width(), codes.shape().height()).of(codes);
        byte[] bytes = new byte[picture.remaining()];
        picture.get(bytes);
        return bytes;
    }

    private static double meanLuma(byte[] picture, Shape shape) {
        double sum = 0;
        for (int i = 0; i < shape.pixels(); i++) {
            sum += picture[i] & 0xFF;
        }
        return sum / shape.pixels();
    }
}
