package dev.sidereal.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class SyntheticNightTest {

    @Test
    void frames_have_the_same_bits_in_any_order_and_on_any_thread() throws Exception {
        SyntheticNight night = SyntheticNight.of(Scenes.small(8));
        SyntheticNight again = SyntheticNight.of(Scenes.small(8));
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<Future<byte[]>> made = new ArrayList<>();
            for (int i = 7; i >= 0; i--) {
                int frame = i;
                made.add(threads.submit(() -> Scenes.bytes(again.frame(frame, SampleType.UINT8))));
            }
            for (int i = 0; i < 8; i++) {
                assertThat(made.get(7 - i).get()).isEqualTo(Scenes.bytes(night.frame(i, SampleType.UINT8)));
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void bits_are_those_of_every_other_machine() {
        CRC32 sum = new CRC32();
        sum.update(Scenes.bytes(SyntheticNight.of(Scenes.small(8)).frame(5, SampleType.UINT8)));

        // From this program, JDK 17 on x86-64; it changes when the scene is meant to look different.
        assertThat(sum.getValue()).isEqualTo(1_083_732_226L);
    }

    @Test
    void another_seed_or_frame_gives_another_picture() {
        SyntheticNight night = SyntheticNight.of(NightScene.of(120, 80, 2, 1));
        SyntheticNight other = SyntheticNight.of(NightScene.of(120, 80, 2, 2));
        byte[] frame = Scenes.bytes(night.frame(0, SampleType.UINT8));

        assertThat(frame).isNotEqualTo(Scenes.bytes(night.frame(1, SampleType.UINT8)));
        assertThat(frame).isNotEqualTo(Scenes.bytes(other.frame(0, SampleType.UINT8)));
    }

    @Test
    void sample_types_store_the_same_light() {
        SyntheticNight night = SyntheticNight.of(Scenes.small(2));
        Raster linear = night.frame(1, SampleType.FLOAT32);
        Raster codes = night.frame(1, SampleType.UINT16);
        Raster bytes = night.frame(1, SampleType.UINT8);

        for (int i = 0; i < linear.shape().samples(); i++) {
            double code = SrgbCodes.encode(Math.max(0, linear.get(i)));
            assertThat(codes.get(i)).isCloseTo(65_535 * code, within(0.51));
            assertThat(bytes.get(i)).isCloseTo(255 * code, within(0.501));
        }
    }

    @Test
    void the_mean_of_many_frames_is_the_mean_without_noise() {
        int frames = 64;
        SyntheticNight night = SyntheticNight.of(Scenes.starless(frames));
        double[] excess = new double[Math.toIntExact(night.shape().samples())];
        double[] variance = new double[excess.length];
        for (int frame = 0; frame < frames; frame++) {
            float[] noisy = Scenes.floats(night.frame(frame, SampleType.FLOAT32));
            float[] light = Scenes.floats(night.noiseFree(frame, SampleType.FLOAT32, Content.ALL));
            for (int i = 0; i < excess.length; i++) {
                excess[i] += noisy[i] - light[i];
                variance[i] += variance(light[i]);
            }
        }
        double mean = 0;
        double squares = 0;
        for (int i = 0; i < excess.length; i++) {
            double error = excess[i] / Math.sqrt(variance[i]);
            mean += error / excess.length;
            squares += error * error / excess.length;
        }
        assertThat(mean).isCloseTo(0, within(4 / Math.sqrt(excess.length)));
        assertThat(squares).as("as the noise of all frames together").isCloseTo(1, within(0.02));
    }

    private static double variance(double light) {
        return light / 12_000 + 16.0 / 12_000 / 12_000;
    }

    @Test
    void hot_pixels_glow_where_the_list_says() {
        NightScene scene = Scenes.starless(2).withSensor(new Sensor(12_000, 4, 40));
        SyntheticNight night = SyntheticNight.of(scene);
        Raster all = night.noiseFree(1, SampleType.FLOAT32, Content.ALL);
        Raster clean = night.noiseFree(1, SampleType.FLOAT32, Content.CLEAN);
        List<HotPixel> pixels = night.truth().hotPixels();
        double excess = 0;
        for (int i = 0; i < all.shape().samples(); i++) {
            excess += all.get(i) - clean.get(i);
        }

        assertThat(pixels).hasSize(40).doesNotHaveDuplicates();
        double listed = 0;
        for (HotPixel p : pixels) {
            assertThat(all.get(p.x(), p.y(), 0)).isCloseTo(clean.get(p.x(), p.y(), 0) + p.red(), within(1e-6));
            assertThat(all.get(p.x(), p.y(), 2)).isCloseTo(clean.get(p.x(), p.y(), 2) + p.blue(), within(1e-6));
            listed += p.red() + p.green() + p.blue();
        }
        assertThat(excess).as("nowhere else").isCloseTo(listed, within(1e-4));
    }

    @Test
    void names_and_times_are_those_of_a_camera() {
        SyntheticNight night = SyntheticNight.of(NightScene.of(64, 48, 100, 1));

        assertThat(night.name(0)).isEqualTo("IMG_0001");
        assertThat(night.name(99)).isEqualTo("IMG_0100");
        assertThat(night.exposure()).isEqualTo(Duration.ofSeconds(30));
        assertThat(night.time(0)).hasToString("2026-08-12T22:10:00");
        assertThat(night.time(31)).as("after a pause of 8 s").hasToString("2026-08-12T22:26:09");
    }

    @Test
    void a_raster_of_another_shape_is_refused() {
        SyntheticNight night = SyntheticNight.of(NightScene.of(64, 48, 2, 1));
        Raster raster = Raster.allocate(new Shape(64, 40, 3), SampleType.UINT8);

        assertThatThrownBy(() -> night.draw(0, raster)).hasMessage("raster: expected 64x48 colour, found 64x40 colour");
        assertThatThrownBy(() -> night.frame(2, SampleType.UINT8)).hasMessage("frame: expected 0 to 1, found 2");
    }
}
