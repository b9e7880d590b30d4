package dev.sidereal.studio;

import dev.sidereal.develop.Product;
import dev.sidereal.formats.FrameFiles;
import dev.sidereal.formats.colour.Curves;
import dev.sidereal.formats.recipe.RecipeJson;
import dev.sidereal.frame.Night;
import dev.sidereal.frame.OptionException;
import dev.sidereal.frame.Position;
import dev.sidereal.frame.Selection;
import dev.sidereal.recipe.Budget;
import dev.sidereal.recipe.Identity;
import dev.sidereal.recipe.Recipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a run is to do: frames of a night, a recipe, and the product it is made for.
 *
 * @param night   where the frames come from
 * @param without places in the night that are left out, of which the recipe knows nothing
 * @param recipe  all that decides what is in the stack
 * @param product what it is made for
 */
record Assignment(OpenNight night, Set<Integer> without, Recipe recipe, Product product) {

    /**
     * From what the page sent.
     *
     * @param unticked   places in the night that nobody wants; a gapless rest becomes the recipe's first and last frame
     * @param recipeJson as {@link RecipeJson} writes it
     * @throws OptionException if the recipe is wrong, or no frame is left
     */
    static Assignment of(OpenNight night, Set<Integer> unticked, String recipeJson, Budget budget) {
        RecipeJson.Written written =
                RecipeJson.read(recipeJson, Curves.natural(night.night().first()), budget);
        Recipe recipe = written.recipe();
        List<Night.Entry> entries = night.night().entries();
        List<Integer> ticked = IntStream.range(0, entries.size())
                .filter(place -> !unticked.contains(place))
                .boxed()
                .toList();
        if (ticked.stream().noneMatch(place -> entries.get(place).record().used())) {
            throw new OptionException("frames: expected at least one that is chosen and can be read, found none");
        }
        Selection all = recipe.selection();
        boolean named =
                all.from().isPresent() || all.to().isPresent() || all.order().isPresent();
        int first = ticked.get(0);
        int last = ticked.get(ticked.size() - 1);
        if (!named && last - first + 1 == ticked.size()) {
            Selection range = new Selection(
                    all.order(),
                    first == 0 ? Optional.empty() : Optional.of(new Position.Nth(first + 1)),
                    last == entries.size() - 1 ? Optional.empty() : Optional.of(new Position.Nth(last + 1)),
                    all.every());
            return new Assignment(night, Set.of(), with(recipe, range), written.product());
        }
        return new Assignment(night, Set.copyOf(unticked), with(recipe, all), written.product());
    }

    /* A stack that may be saved knows its frames by their bytes. */
    private static Recipe with(Recipe recipe, Selection selection) {
        return new Recipe(
                selection,
                recipe.planes(),
                recipe.badFrames(),
                recipe.budget(),
                recipe.curve(),
                Identity.HASHED,
                recipe.gate());
    }

    /** The frames to be read. */
    FrameFiles source() {
        Set<Integer> positions = without.stream().map(night::position).collect(Collectors.toSet());
        return positions.isEmpty() ? night.files() : night.files().without(positions);
    }

    /** The recipe as text. */
    String json() {
        return RecipeJson.write(recipe, product, Optional.empty());
    }

    /** The names of files, if the command line must name them one by one. */
    List<String> list() {
        List<String> names = new ArrayList<>();
        if (!without.isEmpty()) {
            FrameFiles source = source();
            IntStream.range(0, source.candidates().size())
                    .mapToObj(source::file)
                    .distinct()
                    .forEach(file -> names.add(file.toString()));
        }
        return names;
    }
}
