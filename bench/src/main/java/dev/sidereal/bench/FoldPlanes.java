package dev.sidereal.bench;

import dev.sidereal.fold.Plane;
import dev.sidereal.formats.FrameFiles;
import dev.sidereal.recipe.Recipe;
import dev.sidereal.run.LocalEngine;
import dev.sidereal.run.Progress;
import dev.sidereal.stack.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Folds the frames of a list, one name in a line, into maximum, its frame, sum and sum of squares. */
final class FoldPlanes {

    private FoldPlanes() {}

    public static void main(String[] words) throws IOException, InterruptedException {
        List<Path> files =
                Files.readAllLines(Path.of(words[0])).stream().map(Path::of).toList();
        FrameFiles source = FrameFiles.probe(files, Runtime.getRuntime().availableProcessors());
        Recipe recipe = Recipe.of(Set.of(Plane.MAX, Plane.WHEN, Plane.SUM, Plane.SUMSQ));
        Stack stack = new LocalEngine().run(recipe, source, Progress.NONE);
        System.out.println(stack.frames().size() + " frames, " + stack.planes());
    }
}
