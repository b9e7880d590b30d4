package dev.sidereal.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidereal.frame.FrameReader;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import dev.sidereal.recipe.Recipe;
import dev.sidereal.run.LocalEngine;
import dev.sidereal.run.Progress;
import dev.sidereal.sky.SkyMask;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A real night with clouds, a lit tower, trees and a tripod that was knocked, against a mask drawn by hand. */
class RealSkyMaskTest {

    @Test
    void the_sky_of_a_clouded_night_over_a_town_is_found() throws Exception {
        Path folder = RealData.folder("startrail-5d4-clouds");
        List<Path> frames = RealData.files(folder).stream()
                .filter(file -> file.toString().endsWith(".jpg"))
                .toList();
        SkyMask mask = SkyMask.of(
                new LocalEngine().run(Recipe.of(SkyMask.PLANES), FrameFiles.probe(frames, 2), Progress.NONE));
        assertThat(mask.doubt()).isEmpty();
        Raster drawn = Raster.allocate(new Shape(2000, 1333, 1), SampleType.UINT8);
        try (FrameReader reader =
                FrameFiles.of(folder.resolve("sky_mask_approx.png")).open()) {
            reader.read(0, drawn);
        }
        long both = 0;
        long either = 0;
        for (int i = 0; i < drawn.shape().samples(); i++) {
            boolean a = mask.raster().get(i) >= 128;
            boolean b = drawn.get(i) >= 128;
            both += a && b ? 1 : 0;
            either += a || b ? 1 : 0;
        }
        /* The drawn one leaves a margin of a few pixels. */
        assertThat((double) both / either).isGreaterThan(0.985);
    }
}
