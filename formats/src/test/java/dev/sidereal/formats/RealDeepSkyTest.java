package dev.sidereal.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sidereal.align.Luminance;
import dev.sidereal.align.Registration;
import dev.sidereal.align.StarFinder;
import dev.sidereal.align.Transform;
import dev.sidereal.develop.Look;
import dev.sidereal.develop.Product;
import dev.sidereal.develop.Tones;
import dev.sidereal.fold.Plane;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import dev.sidereal.image.ToneCurve;
import dev.sidereal.integrate.Contribution;
import dev.sidereal.integrate.DeepSky;
import dev.sidereal.integrate.DeepSkyFrame;
import dev.sidereal.integrate.Rejection;
import dev.sidereal.integrate.SkyPlane;
import dev.sidereal.recipe.DeepSkyRecipe;
import dev.sidereal.recipe.Recipe;
import dev.sidereal.run.DeepSkyEngine;
import dev.sidereal.run.LocalEngine;
import dev.sidereal.run.Progress;
import dev.sidereal.stack.Stack;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
        assertThat(done.noise().light() / done.noise().expected()).isBetween(2.7, Math.sqrt(8));
        assertThat(done.noise().light() / done.noise().achieved()).isBetween(2.55, Math.sqrt(8));
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

    /* Three pictures of a fixed camera, a meteor in each: the greatest of 256 video frames. */
    @Test
    void the_maximum_keeps_meteors_and_rejection_removes_them() throws Exception {
        List<Path> files = RealData.files(RealData.folder("meteor-ff-uk001l")).stream()
                .filter(file -> file.toString().endsWith(".fits.gz"))
                .toList();
        FrameFiles source = FrameFiles.probe(files, 2);
        List<Raster> frames = new ArrayList<>();
        for (Path file : files) {
            frames.add(TestPictures.read(file));
        }
        Stack stack = new LocalEngine().run(Recipe.of(Set.of(Plane.MAX)), source, Progress.NONE);
        Raster trails = Product.TRAILS
                .develop(stack, Look.plain(stack.curve()), Tones.CODES)
                .raster();
        DeepSkyRecipe fixed = fixed(new Rejection.Median());
        Raster clean = DeepSkyEngine.run(fixed, source, Progress.NONE).picture().light();
        DeepSky mean = DeepSkyEngine.run(fixed(Rejection.usual()), source, Progress.NONE);
        int meteors = 0;
        double kept = 0;
        double left = 0;
        double elsewhere = 0;
        for (int i = 0; i < trails.shape().samples(); i++) {
            double[] codes = {
                frames.get(0).get(i), frames.get(1).get(i), frames.get(2).get(i)
            };
            Arrays.sort(codes);
            assertThat(trails.get(i)).isEqualTo(codes[2]);
            if (codes[2] > codes[1] + 60) {
                meteors++;
                left += 255 * clean.get(i) - codes[1];
                kept += 255 * mean.picture().light().get(i) - codes[1];
            } else {
                elsewhere += 255 * clean.get(i) - codes[1];
            }
        }
        assertThat(meteors).isGreaterThan(1000);
        /* Skies are brought to one level, another than the codes'. */
        double level = elsewhere / (trails.shape().samples() - meteors);
        assertThat(left / meteors - level).isLessThan(4);
        assertThat((kept - left) / meteors).isGreaterThan(20);
        assertThat(mean.remarks())
                .contains("lights: expected 4 or more to tell satellites from the sky, found 3; nothing is rejected");
    }

    private static DeepSkyRecipe fixed(Rejection rejection) {
        DeepSkyRecipe usual = DeepSkyRecipe.of(new ToneCurve.Linear());
        Registration here = new Registration.Registered(Transform.IDENTITY, 0, 0, 1);
        return new DeepSkyRecipe(
                usual.selection(),
                usual.badFrames(),
                usual.budget(),
                usual.curve(),
                usual.masters(),
                Optional.of(0),
                usual.canvas(),
                rejection,
                Contribution.Weighting.EQUAL,
                Map.of(0, here, 1, here, 2, here),
                usual.gate(),
                usual.debayer());
    }

    private static double sky(DeepSkyFrame frame) {
        return frame.sight().orElseThrow().skyLevel();
    }

    private static DeepSky join(String folder) throws Exception {
        FrameFiles source = FrameFiles.probe(RealData.files(RealData.folder(folder)), 2);
        return DeepSkyEngine.run(DeepSkyRecipe.of(new ToneCurve.Linear()), source, Progress.NONE);
    }
}
