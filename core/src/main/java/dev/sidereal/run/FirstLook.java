package dev.sidereal.run;

import dev.sidereal.frame.FrameGlance;
import dev.sidereal.frame.FrameReader;
import dev.sidereal.frame.FrameSource;
import dev.sidereal.frame.Night;
import dev.sidereal.frame.UnlikeFrames;
import dev.sidereal.frame.UnreadableFrameException;
import dev.sidereal.image.Raster;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Looks at all frames of a night before any is folded: whether a frame is like the night depends on those after it.
 *
 * <p>Formats that give a small picture for less are asked for it; frames of other formats are read whole, so that a night of
 * them is read twice. A frame that cannot be read is not looked at: it fails when it is folded, with its reason.
 */
final class FirstLook {

    private final Night night;
    private final FrameSource source;
    private final Progress progress;
    private final List<Optional<FrameGlance>> glances;
    private int next;
    private int done;

    FirstLook(Night night, FrameSource source, Progress progress) {
        this.night = night;
        this.source = source;
        this.progress = progress;
        this.glances = new ArrayList<>(Collections.nCopies(night.entries().size(), Optional.empty()));
    }

    /** Looks with as many threads as will fold. */
    static FirstLook of(Night night, int workers, FrameSource source, Progress progress)
            throws IOException, InterruptedException {
        FirstLook first = new FirstLook(night, source, progress);
        Crew.work(workers, "sidereal-look", first::look);
        return first;
    }

    /** Has frames that look unlike the night left out, or says why none is. */
    void turnAway(Ledger ledger) {
        UnlikeFrames unlike = UnlikeFrames.of(glances());
        if (unlike.tooMany() || !unlike.judged()) {
            ledger.name(unlike);
        } else {
            ledger.turnAway(unlike.reasons(), glances());
        }
    }

    private Void look() throws IOException, InterruptedException {
        try (FrameReader reader = source.open()) {
            Optional<Raster> whole = Optional.empty();
            for (int number = next(); number < night.entries().size(); number = next()) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                int position = night.entries().get(number).position();
                try {
                    Optional<Raster> small = reader.readSmall(position);
                    if (small.isEmpty()) {
                        whole = whole.or(() -> Optional.of(reader.buffer(night.shape(), night.type())));
                        reader.read(position, whole.orElseThrow());
                    }
                    seen(number, (small.isPresent() ? small : whole).map(FrameGlance::of));
                } catch (UnreadableFrameException e) {
                    seen(number, Optional.empty());
                }
            }
        }
        return null;
    }

    private synchronized int next() {
        while (next < night.entries().size()
                && !night.entries().get(next).record().used()) {
            next++;
        }
        return next++;
    }

    private synchronized void seen(int number, Optional<FrameGlance> glance) {
        glances.set(number, glance);
        progress.on(new RunEvent.Looked(++done, night.entries().size()));
    }

    /** What was seen of each entry of the night; empty where it is not to be used or cannot be read. */
    synchronized List<Optional<FrameGlance>> glances() {
        return List.copyOf(glances);
    }
}
