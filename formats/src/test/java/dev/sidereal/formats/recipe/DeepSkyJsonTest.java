package dev.sidereal.formats.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sidereal.calibrate.Master;
import dev.sidereal.frame.OptionException;
import dev.sidereal.image.ToneCurve;
import dev.sidereal.integrate.Canvas;
import dev.sidereal.integrate.Contribution;
import dev.sidereal.integrate.Drizzle;
import dev.sidereal.integrate.Rejection;
import dev.sidereal.mosaic.Debayer;
import dev.sidereal.recipe.Budget;
import dev.sidereal.recipe.DeepSkyRecipe;
import dev.sidereal.recipe.Gate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeepSkyJsonTest {

    private static final List<String> LIGHTS = List.of("a.fits", "b.fits");
    private static final ToneCurve LINEAR = new ToneCurve.Linear();

    private static DeepSkyJson.Written read(String json) {
        return DeepSkyJson.read(json, LINEAR, new Budget(1, Optional.empty()), LIGHTS);
    }

    @Test
    void a_recipe_that_says_nothing_has_the_defaults_of_the_command_line() {
        DeepSkyRecipe usual = DeepSkyRecipe.of(LINEAR);
        DeepSkyRecipe read = read("{\"product\":\"deepsky\"}").recipe();
        assertThat(read)
                .isEqualTo(new DeepSkyRecipe(
                        usual.selection(),
                        usual.badFrames(),
                        read.budget(),
                        LINEAR,
                        usual.masters(),
                        usual.reference(),
                        usual.canvas(),
                        usual.rejection(),
                        usual.weighting(),
                        usual.places(),
                        usual.gate(),
                        usual.debayer()));
    }

    @Test
    void everything_a_recipe_says_is_read_back() {
        String json = "{\"product\":\"deepsky\",\"order\":\"name\",\"from\":\"2\",\"to\":\"90.0s\",\"every\":\"3\","
                + "\"badFrames\":\"stop\",\"gate\":\"auto\",\"reject\":\"winsorized\",\"rejectLimits\":\"4.25,3\","
                + "\"weights\":\"noise\",\"canvas\":\"intersection\",\"debayer\":\"superpixel\",\"reference\":\"b.fits\","
                + "\"dark\":\"/d\",\"flat\":\"/f\",\"bias\":\"/b\",\"darkFlat\":\"/df\",\"scaleDark\":\"true\"}";
        DeepSkyJson.Written written = read(json);
        assertThat(DeepSkyJson.write(written, LIGHTS)).isEqualTo(json);
        DeepSkyRecipe recipe = written.recipe();
        assertThat(recipe.reference()).contains(1);
        assertThat(recipe.rejection()).isEqualTo(new Rejection.Winsorized(4.25, 3));
        assertThat(recipe.weighting()).isEqualTo(Contribution.Weighting.NOISE);
        assertThat(recipe.canvas()).isEqualTo(Canvas.Extent.INTERSECTION);
        assertThat(recipe.debayer()).contains(Debayer.SUPER_PIXEL);
        assertThat(recipe.gate()).isEqualTo(Gate.AUTO);
        assertThat(recipe.masters().scaleDark()).isTrue();
        assertThat(written.calibration())
                .isEqualTo(Map.of(
                        Master.Kind.DARK, "/d",
                        Master.Kind.FLAT, "/f",
                        Master.Kind.BIAS, "/b",
                        Master.Kind.DARK_FLAT, "/df"));
    }

    @Test
    void drops_and_grown_rejections_are_read_back() {
        String json =
                "{\"product\":\"deepsky\",\"every\":\"1\",\"badFrames\":\"skip\",\"reject\":\"gesd\",\"weights\":\"stars\","
                        + "\"canvas\":\"reference\",\"debayer\":\"best\",\"drizzle\":\"1.5\",\"pixfrac\":\"0.6\",\"grow\":\"true\"}";
        DeepSkyJson.Written written = read(json);
        assertThat(DeepSkyJson.write(written, LIGHTS)).isEqualTo(json);
        assertThat(written.recipe().drizzle()).contains(new Drizzle(1.5, 0.6));
        assertThat(written.recipe().grown()).isTrue();
        assertThat(read("{\"product\":\"deepsky\",\"drizzle\":\"2\"}").recipe().drizzle())
                .contains(new Drizzle(2, Drizzle.USUAL_PIXFRAC));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "gesd", "median", "sigma", "winsorized", "linear-fit"})
    void every_rejection_has_a_name_that_is_read_back(String name) {
        DeepSkyJson.Written written = read("{\"product\":\"deepsky\",\"reject\":\"" + name + "\"}");
        assertThat(written.recipe().rejection().word()).isEqualTo(name);
        assertThat(read(DeepSkyJson.write(written, LIGHTS)).recipe().rejection())
                .isEqualTo(written.recipe().rejection());
    }

    @Test
    void wrong_values_are_refused() {
        assertThatThrownBy(() -> read("{\"product\":\"trails\"}"))
                .isInstanceOf(OptionException.class)
                .hasMessage("product: expected deepsky, found trails");
        assertThatThrownBy(() -> read("{\"product\":\"deepsky\",\"reference\":\"c.fits\"}"))
                .isInstanceOf(OptionException.class)
                .hasMessage("reference: expected the name of one of the lights, found c.fits");
        assertThatThrownBy(() -> read("{\"product\":\"deepsky\",\"canvas\":\"wall\"}"))
                .isInstanceOf(OptionException.class)
                .hasMessage("canvas: expected reference, union or intersection, found wall");
        assertThatThrownBy(() -> read("{\"product\":\"deepsky\",\"weights\":\"heavy\"}"))
                .isInstanceOf(OptionException.class)
                .hasMessage("weights: expected stars, noise or equal, found heavy");
        assertThatThrownBy(() -> read("{\"product\":\"deepsky\",\"debayer\":\"worst\"}"))
                .isInstanceOf(OptionException.class)
                .hasMessage("debayer: expected best or superpixel, found worst");
        assertThatThrownBy(() -> read("{\"product\":\"deepsky\",\"scaleDark\":\"maybe\"}"))
                .isInstanceOf(OptionException.class)
                .hasMessage("scaleDark: expected true or false, found maybe");
        assertThatThrownBy(() -> read("{\"product\":\"deepsky\",\"drizzle\":\"fine\"}"))
                .isInstanceOf(OptionException.class)
                .hasMessage("drizzle: expected a number, found fine");
        assertThatThrownBy(() -> read("{\"product\":\"deepsky\",\"pixfrac\":\"0.5\"}"))
                .isInstanceOf(OptionException.class)
                .hasMessage("pixfrac: expected drizzle with it, found none");
        assertThat(DeepSkyJson.isOne("[")).isFalse();
    }
}
