package dev.sidereal.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class NightTruthTest {

    @Test
    void the_maximum_is_reached_and_never_exceeded() {
        SyntheticNight night = SyntheticNight.of(Scenes.small(6));
        for (Content content : Content.values()) {
            float[] maximum = Scenes.floats(night.truth().maximum(content, SampleType.FLOAT32));
            boolean[] reached = new boolean[maximum.length];
            for (int frame = 0; frame < night.frames(); frame++) {
                float[] light = Scenes.floats(night.noiseFree(frame, SampleType.FLOAT32, content));
                for (int i = 0; i < light.length; i++) {
                    assertThat(light[i] <= maximum[i]).isTrue();
                    reached[i] |= light[i] == maximum[i];
                }
            }
            assertThat(reached).doesNotContain(false);
        }
    }

    @Test
    void the_maximum_of_codes_is_the_code_of_the_maximum() {
        SyntheticNight night = SyntheticNight.of(Scenes.small(2));
        Raster first = night.noiseFree(0, SampleType.UINT16, Content.ALL);
        Raster second = night.noiseFree(1, SampleType.UINT16, Content.ALL);
        Raster maximum = night.truth().maximum(Content.ALL, SampleType.UINT16);

        for (int i = 0; i < maximum.shape().samples(); i++) {
            assertThat(maximum.get(i)).isEqualTo(Math.max(first.get(i), second.get(i)));
        }
    }

    @Test
    void the_mask_is_sky_above_ground_below_and_soft_between() {
        SyntheticNight night = SyntheticNight.of(NightScene.of(600, 400, 1, 5));
        Raster mask = night.truth().skyMask();
        int soft = 0;
        for (int i = 0; i < mask.shape().samples(); i++) {
            soft += mask.get(i) > 0 && mask.get(i) < 255 ? 1 : 0;
        }
        for (int x = 0; x < 600; x++) {
            assertThat(mask.get(x, 0, 0)).isEqualTo(255);
            assertThat(mask.get(x, 399, 0)).isEqualTo(0);
        }
        assertThat(soft).isBetween(600, 12_000);
    }

    @Test
    void the_ground_is_still_and_dark_but_not_black_and_no_star_shines_through() {
        SyntheticNight night = SyntheticNight.of(Scenes.small(9));
        Raster mask = night.truth().skyMask();
        Raster first = night.noiseFree(0, SampleType.UINT8, Content.CLEAN);
        Raster last = night.noiseFree(8, SampleType.UINT8, Content.CLEAN);
        double ground = 0;
        int pixels = 0;
        for (int i = 0; i < mask.shape().samples(); i++) {
            if (mask.get(i) == 0) {
                assertThat(last.get(3 * i + 1)).isEqualTo(first.get(3 * i + 1));
                ground += first.get(3 * i + 1);
                pixels++;
            }
        }
        assertThat(ground / pixels).isBetween(15.0, 45.0);
    }

    @Test
    void a_meteor_is_seen_in_its_frame_only() {
        NightScene scene = Scenes.small(9).withPassers(new Passers(0, 0, 1)).withSensor(Scenes.PLAIN);
        SyntheticNight night = SyntheticNight.of(scene);
        Passer meteor = night.truth().passers().get(0);
        Point bright = meteor.from().towards(meteor.to(), 0.7);

        assertThat(meteor.kind()).isEqualTo(Passer.Kind.METEOR);
        assertThat(meteor.firstFrame()).isEqualTo(meteor.lastFrame());
        for (int frame = 0; frame < 9; frame++) {
            Raster disturbed = night.truth().disturbed(frame);
            double there = disturbed.get((int) Math.rint(bright.x()), (int) Math.rint(bright.y()), 0);
            assertThat(there).isEqualTo(frame == meteor.firstFrame() ? 255 : 0);
            assertThat(count(disturbed) > 0).isEqualTo(frame == meteor.firstFrame());
        }
    }

    @Test
    void planes_and_satellites_are_seen_in_the_frames_of_their_list_only() {
        for (Passers passers : new Passers[] {new Passers(1, 0, 0), new Passers(0, 1, 0)}) {
            NightScene scene = Scenes.small(20).withPassers(passers).withSensor(Scenes.PLAIN);
            SyntheticNight night = SyntheticNight.of(scene);
            Passer passer = night.truth().passers().get(0);

            assertThat(passer.lastFrame() - passer.firstFrame()).isBetween(2, 4);
            for (int frame = 0; frame < 20; frame++) {
                boolean listed = frame >= passer.firstFrame() && frame <= passer.lastFrame();
                assertThat(count(night.truth().disturbed(frame)) > 0).isEqualTo(listed);
            }
        }
    }

    private static int count(Raster mask) {
        int count = 0;
        for (int i = 0; i < mask.shape().samples(); i++) {
            count += mask.get(i) > 0 ? 1 : 0;
        }
        return count;
    }

    @Test
    void passers_and_hot_pixels_are_written_as_tables() throws IOException {
        NightTruth truth = SyntheticNight.of(Scenes.small(9)).truth();
        StringBuilder passers = new StringBuilder();
        StringBuilder hot = new StringBuilder();
        truth.writePassersTo(passers);
        truth.writeHotPixelsTo(hot);

        assertThat(passers.toString().lines()).hasSize(4).element(3).asString().matches("METEOR(,\\d+\\.?\\d*){8}");
        assertThat(hot.toString().lines()).hasSize(1 + truth.hotPixels().size());
        assertThat(hot).startsWith("x,y,red,green,blue\n");
    }
}
