package dev.sidereal.cli;

import dev.sidereal.formats.colour.Encodings;
import dev.sidereal.formats.video.VideoFile;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.frame.Night;
import dev.sidereal.frame.OptionException;
import dev.sidereal.frame.Tap;
import dev.sidereal.timelapse.Canvas;
import dev.sidereal.timelapse.Reel;
import dev.sidereal.timelapse.Timelapse;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The videos of one timelapse, which are written while frames are read; closed without {@link #finish} they are gone. */
final class TimelapseFiles implements Closeable {

    private final Timelapse timelapse;
    private final List<VideoFile> files;
    private final Optional<Reel> reel;

    private TimelapseFiles(Timelapse timelapse, List<VideoFile> files, Optional<Reel> reel) {
        this.timelapse = timelapse;
        this.files = files;
        this.reel = reel;
    }

    /** Everything that can be known to fail before the work is done. */
    static void check(List<Path> paths, boolean replace) throws IOException {
        Set<Path> places = new HashSet<>();
        for (Path path : paths) {
            if (path.toString().isBlank()) {
                throw new OptionException("--output: expected the name of a file, found an empty one");
            }
            VideoFile.requireName(path);
            if (!places.add(path.toAbsolutePath().normalize())) {
                throw new OptionException(path + ": expected each output once, found it twice");
            }
            OutputOptions.checkPlace(path, replace);
        }
    }

    /** Makes ready for the frames of a night; what cannot be made is refused now. */
    static TimelapseFiles of(Timelapse timelapse, List<Path> paths, Night night, Talk talk) throws IOException {
        if (paths.isEmpty()) {
            return new TimelapseFiles(timelapse, List.of(), Optional.empty());
        }
        FrameInfo first = night.first();
        Canvas canvas = Canvas.of(first.shape(), timelapse);
        List<VideoFile> files = new ArrayList<>();
        for (Path path : paths) {
            files.add(VideoFile.of(
                    path,
                    new VideoFile.Size(canvas.width(), canvas.height()),
                    timelapse.fps(),
                    new VideoFile.Titles(timelapse.title(), first.time())));
        }
        List<FrameRecord> records =
                night.entries().stream().map(Night.Entry::record).toList();
        Reel reel = new Reel(timelapse, first, records, Encodings.natural(first), List.copyOf(files));
        say(canvas, first, files, talk);
        return new TimelapseFiles(timelapse, List.copyOf(files), Optional.of(reel));
    }

    private static void say(Canvas canvas, FrameInfo first, List<VideoFile> files, Talk talk) {
        files.forEach(file -> file.exception().ifPresent(talk::note));
        if (canvas.hasBars()) {
            talk.note("timelapse: frames of " + first.shape().width() + "x"
                    + first.shape().height() + " take " + canvas.across() + "x" + canvas.down() + " of "
                    + canvas.width() + "x" + canvas.height() + ", the rest is black; --fit fill cuts them instead");
        }
        first.profile()
                .filter(profile ->
                        first.shape().channels() > 1 && !profile.space().equals("sRGB"))
                .ifPresent(profile -> talk.note("timelapse: expected colours in sRGB, found " + profile.space()
                        + "; the brightness is kept, and the colours are taken for sRGB's"));
    }

    /** Sees the frames. */
    Tap tap() {
        return reel.<Tap>map(any -> any).orElse(Tap.NONE);
    }

    /** Holds the last picture, ends the videos and puts them in their places. */
    void finish(Talk talk) throws IOException, InterruptedException {
        if (reel.isPresent()) {
            reel.get().end();
            for (VideoFile file : files) {
                file.commit();
                talk.wrote(file.target(), summary(reel.get().pictures(), file));
            }
        }
    }

    private String summary(int pictures, VideoFile file) {
        return timelapse.title() + ", " + Quantities.count(pictures, "picture") + ", "
                + String.format(Locale.ROOT, "%.1f", pictures / timelapse.fps()) + " s, " + file.coding();
    }

    @Override
    public void close() throws IOException {
        for (VideoFile file : files) {
            file.close();
        }
    }
}
