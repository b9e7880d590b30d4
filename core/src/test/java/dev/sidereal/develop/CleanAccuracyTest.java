package dev.sidereal.develop;

import dev.sidereal.fold.Plane;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.ToneCurve;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Prints the table of docs/accuracy.md. */
@EnabledIfSystemProperty(named = "sidereal.accuracy", matches = "true")
class CleanAccuracyTest {

    @Test
    void a_table_of_clean_trails() {
        System.out.println("| Frames | Picture | Sky level | Sky noise | Contrast kept |\n|---|---|---|---|---|");
        for (int frames : new int[] {32, 100, 1000}) {
            NoisyTrails night = NoisyTrails.of(SampleType.UINT16, frames, 4, 120);
            Raster most = CodeLight.of(night.stack().extreme(Plane.MAX), new ToneCurve.Linear());
            row(frames, "maximum", night.measure(most));
            row(frames, "clean", night.measure(CleanLight.of(night.stack())));
            row(frames, "mean", night.measure(StackLight.MEAN.of(night.stack())));
        }
    }

    private static void row(int frames, String picture, NoisyTrails.Measured measured) {
        System.out.println(String.format(
                Locale.ROOT,
                "| %d | %s | %.4f | %.4f | %.2f |",
                frames,
                picture,
                measured.bias(),
                measured.noise(),
                measured.contrast()));
    }
}
