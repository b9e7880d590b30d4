package dev.sidereal.studio;

import dev.sidereal.develop.Product;
import dev.sidereal.fold.Plane;
import dev.sidereal.formats.FrameFiles;
import dev.sidereal.formats.colour.Encodings;
import dev.sidereal.formats.video.VideoFile;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.frame.Night;
import dev.sidereal.recipe.Identity;
import dev.sidereal.recipe.Recipe;
import dev.sidereal.run.Beginning;
import dev.sidereal.run.LocalEngine;
import dev.sidereal.run.Progress;
import dev.sidereal.stack.Checkpoints;
import dev.sidereal.timelapse.Canvas;
import dev.sidereal.timelapse.Reel;
import dev.sidereal.timelapse.Show;
import dev.sidereal.timelapse.Timelapse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * The night of a run as a video, in which trails grow, or wander for a comet's tail. The frames are read once more; the bytes are those of
 * {@code sidereal timelapse}.
 */
record Filming(StackAssignment assignment, View view) {

    /** What the video shows. */
    Timelapse timelapse() {
        Timelapse plain = Timelapse.PLAIN;
        Show show =
                view.product() == Product.COMET ? new Show.Trailing(view.comet().tail()) : plain.show();
        return new Timelapse(show, plain.fps(), plain.size(), plain.fit(), plain.hold());
    }

    /** Makes it; it appears whole or not at all. */
    void write(Path file) throws IOException, InterruptedException {
        FrameFiles source = assignment.source();
        Recipe of = assignment.recipe();
        Recipe recipe = new Recipe(
                of.selection(),
                Set.of(Plane.MAX),
                of.badFrames(),
                of.budget(),
                of.curve(),
                Identity.UNKNOWN,
                of.gate());
        Night night = LocalEngine.night(of.selection(), source);
        FrameInfo first = night.first();
        Canvas canvas = Canvas.of(first.shape(), timelapse());
        try (VideoFile video = VideoFile.of(
                file,
                new VideoFile.Size(canvas.width(), canvas.height()),
                timelapse().fps(),
                new VideoFile.Titles(timelapse().title(), first.time()))) {
            List<FrameRecord> records =
                    night.entries().stream().map(Night.Entry::record).toList();
            Reel reel = new Reel(timelapse(), first, records, Encodings.natural(first), List.of(video));
            new LocalEngine().run(recipe, source, new Beginning.Fresh(), Checkpoints.NONE, reel, Progress.NONE);
            reel.end();
            video.commit();
        }
    }
}
