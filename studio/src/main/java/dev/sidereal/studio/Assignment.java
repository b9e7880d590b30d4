package dev.sidereal.studio;

import dev.sidereal.formats.FrameFiles;
import dev.sidereal.formats.recipe.DeepSkyJson;
import dev.sidereal.frame.OptionException;
import dev.sidereal.recipe.Budget;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a run is to do: frames of a night, and a recipe. */
sealed interface Assignment permits StackAssignment, SessionAssignment {

    /**
     * From what the page sent.
     *
     * @param unticked   places in the night that nobody wants; a gapless rest becomes the recipe's first and last frame
     * @param recipeJson of a stack or of a deep-sky session
     * @throws OptionException if the recipe is wrong, or no frame is left
     */
    static Assignment of(OpenNight night, Set<Integer> unticked, String recipeJson, Folders folders, Budget budget)
            throws IOException {
        return DeepSkyJson.isOne(recipeJson)
                ? SessionAssignment.of(night, unticked, recipeJson, folders, budget)
                : StackAssignment.of(night, unticked, recipeJson, budget);
    }

    /** Where the frames come from. */
    OpenNight night();

    /** Places in the night that are left out, of which the recipe knows nothing. */
    Set<Integer> without();

    /** What it is made for: {@code trails}. */
    String made();

    /** The recipe as text. */
    String json();

    /** The command line that does the same, a picture as it is shown first. */
    String command();

    /** A run that does it. */
    Run run(String id, Kept kept, Changes changes);

    /** The frames to be read. */
    default FrameFiles source() {
        Set<Integer> positions = without().stream().map(night()::position).collect(Collectors.toSet());
        return positions.isEmpty() ? night().files() : night().files().without(positions);
    }

    /** The names of files, if the command line must name them one by one. */
    default List<String> list() {
        FrameFiles source = source();
        return without().isEmpty()
                ? List.of()
                : IntStream.range(0, source.candidates().size())
                        .mapToObj(source::file)
                        .distinct()
                        .map(String::valueOf)
                        .toList();
    }
}
