package dev.sidereal.run;

import dev.sidereal.frame.CameraMoves;
import dev.sidereal.frame.CameraPath;
import dev.sidereal.frame.CameraWatch;
import dev.sidereal.frame.FrameReader;
import dev.sidereal.frame.FrameSource;
import dev.sidereal.frame.Night;
import dev.sidereal.frame.UnreadableFrameException;
import dev.sidereal.image.Raster;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds where the camera moved in a night before any of its frames is folded. Every frame is read once for it, and those on
 * both sides of a move twice.
 */
public final class CameraSurvey {

    private final Night night;
    private final FrameSource source;
    private final Progress progress;
    private final CameraWatch watch = new CameraWatch();
    private int next;
    private int done;

    private CameraSurvey(Night night, FrameSource source, Progress progress) {
        this.night = night;
        this.source = source;
        this.progress = progress;
    }

    /**
     * What was found.
     *
     * @param judged whether there was ground enough to tell
     * @param moves  in order, under the number of the frame before it in the night; empty ways are farther than is searched
     */
    public record Found(boolean judged, List<CameraMoves.Move> moves) {

        /** Before anything was looked at. */
        public static final Found NONE = new Found(false, List.of());

        /**
         * Where the camera stood.
         *
         * @throws java.util.NoSuchElementException if a way is not known
         */
        public CameraPath path(Night night) {
            int step = night.first()
                    .coding()
                    .mosaic()
                    .map(mosaic -> Math.max(mosaic.columns(), mosaic.rows()))
                    .orElse(1);
            return CameraPath.of(night.entries().size(), moves, step);
        }
    }

    /** Looks at all frames of a night with so many threads. */
    public static Found of(Night night, FrameSource source, int workers, Progress progress)
            throws IOException, InterruptedException {
        CameraSurvey survey = new CameraSurvey(night, source, progress);
        Crew.work(workers, "sidereal-survey", survey::look);
        return new Found(survey.watch.hasJudged(), survey.measured());
    }

    private Void look() throws IOException, InterruptedException {
        try (FrameReader reader = source.open()) {
            Raster frame = reader.buffer(night.shape(), night.type());
            for (int number = next(); number < night.entries().size(); number = next()) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                if (read(reader, number, frame)) {
                    watch.see(number, frame);
                }
                looked();
            }
        }
        return null;
    }

    /* What cannot be read fails again when it is folded, and is named then. */
    private boolean read(FrameReader reader, int number, Raster frame) throws IOException {
        try {
            reader.read(night.entries().get(number).position(), frame);
            return true;
        } catch (UnreadableFrameException e) {
            return false;
        }
    }

    private List<CameraMoves.Move> measured() throws IOException {
        List<CameraMoves.Move> measured = new ArrayList<>();
        for (CameraMoves.Move move : watch.moves()) {
            Optional<CameraMoves.Way> way = move.way().isPresent()
                    ? Optional.of(measured(move.pair(), move.way().get()))
                    : Optional.empty();
            measured.add(new CameraMoves.Move(move.pair(), way));
        }
        return measured;
    }

    private CameraMoves.Way measured(int pair, CameraMoves.Way way) throws IOException {
        try (FrameReader reader = source.open()) {
            Raster before = reader.buffer(night.shape(), night.type());
            Raster after = reader.buffer(night.shape(), night.type());
            reader.read(night.entries().get(pair).position(), before);
            reader.read(night.entries().get(pair + 1).position(), after);
            return watch.measure(way, before, after);
        }
    }

    private synchronized int next() {
        while (next < night.entries().size()
                && !night.entries().get(next).record().used()) {
            next++;
        }
        return next++;
    }

    private synchronized void looked() {
        progress.on(new RunEvent.Looked(++done, night.entries().size()));
    }
}
