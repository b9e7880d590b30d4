package dev.sidereal.formats.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sidereal.develop.Product;
import dev.sidereal.fold.Plane;
import dev.sidereal.frame.FrameOrder;
import dev.sidereal.frame.Position;
import dev.sidereal.frame.Selection;
import dev.sidereal.image.ToneCurve;
import dev.sidereal.recipe.BadFrames;
import dev.sidereal.recipe.Budget;
import dev.sidereal.recipe.Identity;
import dev.sidereal.recipe.Recipe;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecipeJsonTest {

    private static final Selection PART = new Selection(
            Optional.of(FrameOrder.NAME),
            Optional.of(new Position.Nth(3)),
            Optional.of(new Position.Elapsed(Duration.ofSeconds(90))),
            2);

    @Test
    void a_recipe_is_one_line_without_what_changes_nothing_in_the_stack() {
        assertThat(RecipeJson.write(recipe(1), Product.AVERAGE, Optional.of("a \"b\".fits")))
                .isEqualTo(
                        "{\"product\":\"average\",\"continue\":\"a \\\"b\\\".fits\",\"order\":\"name\",\"from\":\"3\","
                                + "\"to\":\"90.0s\",\"every\":\"2\",\"badFrames\":\"stop\",\"encoding\":\"gamma:2.2\","
                                + "\"planes\":\"count,sum\"}")
                .isEqualTo(RecipeJson.write(recipe(8), Product.AVERAGE, Optional.of("a \"b\".fits")));
    }

    @Test
    void the_product_is_found_again() {
        for (Product product : Product.values()) {
            assertThat(RecipeJson.product(RecipeJson.write(recipe(1), product, Optional.empty())))
                    .hasValue(product);
        }
        assertThat(RecipeJson.product("")).isEmpty();
        assertThat(RecipeJson.product("{\"product\":\"hologram\"}")).isEmpty();
        assertThat(RecipeJson.product("{\"product\":")).isEmpty();
    }

    @Test
    void the_first_difference_is_told() {
        String one = RecipeJson.write(recipe(1), Product.AVERAGE, Optional.empty());
        assertThat(RecipeJson.difference(one, one)).isEmpty();
        assertThat(RecipeJson.difference(one, RecipeJson.write(recipe(1), Product.SUM, Optional.empty())))
                .hasValue(new RecipeJson.Difference("product", "average", "sum"));
        assertThat(RecipeJson.difference(one, RecipeJson.write(recipe(1), Product.AVERAGE, Optional.of("a.fits"))))
                .hasValue(new RecipeJson.Difference("continue", "nothing", "a.fits"));
    }

    @Test
    void what_was_written_is_read_again() {
        ToneCurve srgb = new ToneCurve.Srgb();
        Recipe recipe = recipe(3);
        RecipeJson.Written read =
                RecipeJson.read(RecipeJson.write(recipe, Product.AVERAGE, Optional.empty()), srgb, recipe.budget());
        assertThat(read.product()).isEqualTo(Product.AVERAGE);
        assertThat(RecipeJson.write(read.recipe(), read.product(), Optional.empty()))
                .isEqualTo(RecipeJson.write(recipe, Product.AVERAGE, Optional.empty()));
        RecipeJson.Written plain = RecipeJson.read("{\"product\":\"trails\"}", srgb, recipe.budget());
        assertThat(plain.recipe().planes()).containsExactly(Plane.MAX);
        assertThat(plain.recipe().curve()).isEqualTo(srgb);
        assertThat(plain.recipe().selection()).isEqualTo(Selection.ALL);
    }

    @Test
    void a_wrong_recipe_is_refused_with_its_field() {
        assertRefused("", "recipe: expected a flat JSON object with a product, found none");
        assertRefused("{\"product\":\"trails\",\"every\":\"0\"}", "every: expected a number from 1, found 0");
        assertRefused(
                "{\"product\":\"trails\",\"from\":\"x\"}",
                "from: expected the number of a frame from 1, or seconds such as 90s, found x");
        assertRefused("{\"product\":\"trails\",\"gate\":\"shut\"}", "gate: expected off, auto, found shut");
        assertRefused(
                "{\"product\":\"trails\",\"encoding\":\"neon\"}",
                "encoding: expected srgb, gamma:G, linear or, for these frames, srgb, found neon");
    }

    private static void assertRefused(String json, String sentence) {
        assertThatThrownBy(() -> RecipeJson.read(json, new ToneCurve.Srgb(), Budget.ofThisMachine()))
                .hasMessage(sentence);
    }

    private static Recipe recipe(int threads) {
        return new Recipe(
                PART,
                Set.of(Plane.SUM),
                BadFrames.STOP,
                new Budget(threads, Optional.empty()),
                new ToneCurve.Gamma(2.2),
                Identity.HASHED);
    }
}
