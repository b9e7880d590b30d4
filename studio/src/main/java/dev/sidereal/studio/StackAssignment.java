package dev.sidereal.studio;

import dev.sidereal.develop.Product;
import dev.sidereal.formats.colour.Curves;
import dev.sidereal.formats.recipe.RecipeJson;
import dev.sidereal.frame.OptionException;
import dev.sidereal.recipe.Budget;
import dev.sidereal.recipe.Identity;
import dev.sidereal.recipe.Recipe;
import java.util.Optional;
import java.util.Set;

/**
 * Frames that become a stack.
 *
 * @param night   where the frames come from
 * @param without places in the night that are left out, of which the recipe knows nothing
 * @param recipe  all that decides what is in the stack
 * @param product what it is made for
 */
record StackAssignment(OpenNight night, Set<Integer> without, Recipe recipe, Product product) implements Assignment {

    /**
     * From what the page sent.
     *
     * @param recipeJson as {@link RecipeJson} writes it
     * @throws OptionException if the recipe is wrong, or no frame is left
     */
    static StackAssignment of(OpenNight night, Set<Integer> unticked, String recipeJson, Budget budget) {
        RecipeJson.Written written =
                RecipeJson.read(recipeJson, Curves.natural(night.night().first()), budget);
        Recipe recipe = written.recipe();
        Chosen chosen = Chosen.of(night, unticked, recipe.selection());
        return new StackAssignment(
                night,
                chosen.without(),
                new Recipe(
                        chosen.selection(),
                        recipe.planes(),
                        recipe.badFrames(),
                        recipe.budget(),
                        recipe.curve(),
                        Identity.HASHED, // a stack that may be saved knows its frames by their bytes
                        recipe.gate()),
                written.product());
    }

    @Override
    public String made() {
        return product.toString();
    }

    @Override
    public String json() {
        return RecipeJson.write(recipe, product, Optional.empty());
    }

    @Override
    public String command() {
        return Words.commandLine(this, Optional.empty(), "trails.jpg");
    }

    @Override
    public Run run(String id, Kept kept, Changes changes) {
        return new StackRun(id, this, kept, changes);
    }
}
