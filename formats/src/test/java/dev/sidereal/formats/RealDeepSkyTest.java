package dev.sidereal.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sidereal.align.Luminance;
import dev.sidereal.align.StarFinder;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import dev.sidereal.image.ToneCurve;
import dev.sidereal.integrate.DeepSky;
import dev.sidereal.integrate.DeepSkyFrame;
import dev.sidereal.integrate.SkyPlane;
import dev.sidereal.recipe.DeepSkyRecipe;
import dev.sidereal.run.DeepSkyEngine;
import dev.sidereal.run.Progress;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Real lights joined: what falls, what stays. */
class RealDeepSkyTest {

    @Test
    void the_noise_of_eight_drifting_lights_falls_and_stars_stay_as_sharp() throws Exception {
        DeepSky done = join("hatp32-fits");
        assertThat(done.used()).isEqualTo(8);
        double[] widths = done.frames().stream()
                .mapToDouble(frame -> frame.sight().orElseThrow().stars().fwhm())
                .sorted()
                .toArray();
        double median = (widths[3] + widths[4]) / 2;
        assertThat(StarFinder.find(done.picture().light()).fwhm()).isLessThan(1.03 * median);
        assertThat(done.noise().light() / done.noise().expected()).isBetween(2.6, 3.1);
        assertThat(done.noise().light() / done.noise().achieved()).isBetween(2.4, 3.1);
    }

    @Test
    void lights_with_unequal_skies_become_one_even_picture_as_sharp_as_they_are() throws Exception {
        DeepSky done = join("seestar-m94-fits");
        assertThat(done.used()).isEqualTo(5);
        double[] widths = done.frames().stream()
                .mapToDouble(frame -> frame.sight().orElseThrow().stars().fwhm())
                .sorted()
                .toArray();
        Raster picture = done.picture().light();
        Raster luminance = Raster.allocate(
                new Shape(picture.shape().width(), picture.shape().height(), 1), SampleType.FLOAT32);
        Luminance.into(picture, new ToneCurve.Linear(), Optional.empty(), luminance);
        assertThat(StarFinder.find(luminance).fwhm()).isLessThan(1.05 * widths[2]);
        assertThat(done.noise().light() / done.noise().achieved()).isCloseTo(Math.sqrt(5), within(0.15));
        double[] skies = done.frames().stream()
                .mapToDouble(RealDeepSkyTest::sky)
                .sorted()
                .toArray();
        assertThat(skies[4]).isGreaterThan(1.2 * skies[0]);
        DeepSkyFrame reference = done.frames().get(done.reference());
        for (int c = 0; c < 3; c++) {
            SkyPlane made = SkyPlane.of(picture).get(c);
            SkyPlane aim = reference.sight().orElseThrow().sky().get(c);
            double width = picture.shape().width();
            double height = picture.shape().height();
            assertThat(made.at(width / 2, height / 2))
                    .isCloseTo(aim.at(width / 2, height / 2), within(0.02 * aim.at(width / 2, height / 2)));
            assertThat((made.dx() - aim.dx()) * width).isCloseTo(0, within(0.1 * (skies[4] - skies[0])));
            assertThat((made.dy() - aim.dy()) * height).isCloseTo(0, within(0.1 * (skies[4] - skies[0])));
        }
    }

    private static double sky(DeepSkyFrame frame) {
        return frame.sight().orElseThrow().skyLevel();
    }

    private static DeepSky join(String folder) throws Exception {
        FrameFiles source = FrameFiles.probe(RealData.files(RealData.folder(folder)), 2);
        return DeepSkyEngine.run(DeepSkyRecipe.of(new ToneCurve.Linear()), source, Progress.NONE);
    }
}
