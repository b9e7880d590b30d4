package dev.sidereal.cli;

import dev.sidereal.frame.FrameGlance;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.FrameOrder;
import dev.sidereal.frame.Night;
import dev.sidereal.frame.TileShifts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes frames in the order of the night, passes them on in the order they were given, and keeps what the night's summary
 * needs. Only small copies of neighbours are held.
 */
final class SightList implements Sights.Taker {

    private final Optional<Night> night;
    private final int count;
    private final boolean fast;
    private final Sights.Taker inOrderGiven;
    private final Map<Integer, Sights.Sight> waiting = new HashMap<>();
    private int next;
    private int refused;
    private final List<FrameInfo> all = new ArrayList<>();
    private final List<FrameInfo> frames = new ArrayList<>();
    private final List<Optional<FrameGlance>> looks = new ArrayList<>();
    private final List<Optional<TileShifts>> pairs = new ArrayList<>();
    private Optional<TileShifts.Copy> last = Optional.empty();

    SightList(Optional<Night> night, int count, boolean fast, Sights.Taker inOrderGiven) {
        this.night = night;
        this.count = count;
        this.fast = fast;
        this.inOrderGiven = inOrderGiven;
    }

    @Override
    public boolean take(int position, Sights.Sight sight) throws IOException, InterruptedException {
        if (sight instanceof Sights.Sight.Seen seen) {
            add(seen);
            waiting.put(position, new Sights.Sight.Seen(seen.info(), seen.sky(), seen.glance(), Optional.empty()));
        } else {
            if (sight instanceof Sights.Sight.Header header) {
                add(header.info());
            } else {
                refused++;
            }
            waiting.put(position, sight);
        }
        while (next < count && waiting.containsKey(next)) {
            Sights.Sight ready = waiting.get(next);
            waiting.remove(next);
            if (!inOrderGiven.take(next++, ready)) {
                return false;
            }
        }
        return true;
    }

    private void add(Sights.Sight.Seen seen) {
        if (add(seen.info())) {
            looks.add(Optional.of(seen.glance()));
            if (frames.size() > 1) {
                pairs.add(last.flatMap(before -> seen.copy().flatMap(after -> TileShifts.between(before, after))));
            }
            last = seen.copy();
        }
    }

    private boolean add(FrameInfo info) {
        all.add(info);
        boolean ofTheNight =
                night.map(known -> known.first().kind().equals(info.kind())).orElse(false);
        if (ofTheNight) {
            frames.add(info);
        }
        return ofTheNight;
    }

    /** How many frames could be read. */
    int read() {
        return all.size();
    }

    /** What the frames say together; empty for fewer than two, or when not all were wanted. */
    Optional<NightSummary> summary() {
        if (frames.size() < 2 || next < count) {
            return Optional.empty();
        }
        FrameOrder order = night.map(Night::order).orElse(FrameOrder.NAME);
        return Optional.of(
                NightSummary.of(frames, order, all, refused, fast ? List.of() : looks, fast ? List.of() : pairs));
    }
}
