package dev.sidereal.frame;

import dev.sidereal.image.Raster;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Watches the frames of a run for moves of the camera: see {@link CameraMoves}.
 *
 * <p>A small copy of a frame is kept until its neighbours have been seen, {@value #MOST_WAITING} numbers at the most. A move
 * between frames of which one between them was not read is not found. Cost: one pass over a channel of each frame, and about
 * 10 ms for each pair, in the thread that decoded it.
 */
public final class CameraWatch implements Tap {

    private static final int MOST_WAITING = 64;

    private final Map<Integer, TileShifts.Copy> waiting = new HashMap<>();
    private final TreeMap<Integer, TileShifts> pairs = new TreeMap<>();

    @Override
    public void see(int number, Raster frame) {
        TileShifts.Copy copy = new TileShifts.Copy(frame);
        Optional<TileShifts.Copy> before;
        Optional<TileShifts.Copy> after;
        synchronized (this) {
            waiting.put(number, copy);
            before = Optional.ofNullable(waiting.get(number - 1));
            after = Optional.ofNullable(waiting.get(number + 1));
            waiting.keySet().removeIf(old -> old < number - MOST_WAITING);
        }
        before.ifPresent(earlier -> pair(number - 1, earlier, copy));
        after.ifPresent(later -> pair(number, copy, later));
    }

    private void pair(int number, TileShifts.Copy before, TileShifts.Copy after) {
        Optional<TileShifts> shifts = TileShifts.between(before, after);
        synchronized (this) {
            shifts.ifPresent(found -> pairs.put(number, found));
            if (pairs.containsKey(number - 1)) {
                waiting.remove(number);
            }
            if (pairs.containsKey(number + 1)) {
                waiting.remove(number + 1);
            }
        }
    }

    /** The moves between the frames seen, each under the number of the frame before it. */
    public synchronized List<CameraMoves.Move> moves() {
        return judge().moves().stream()
                .map(move -> new CameraMoves.Move(pairs.firstKey() + move.pair(), move.way()))
                .toList();
    }

    /** Whether there was ground enough to tell. */
    public synchronized boolean hasJudged() {
        return judge().judged();
    }

    private CameraMoves judge() {
        return CameraMoves.of(all());
    }

    private List<Optional<TileShifts>> all() {
        List<Optional<TileShifts>> all = new ArrayList<>();
        for (int number = pairs.isEmpty() ? 0 : pairs.firstKey();
                !pairs.isEmpty() && number <= pairs.lastKey();
                number++) {
            all.add(Optional.ofNullable(pairs.get(number)));
        }
        return all;
    }

    /**
     * Measures a move again, on copies of half the frames' size, to about a fifth of a pixel; as it was where too little of the
     * ground is found in them.
     *
     * @param way    as it is known from {@link #moves}
     * @param before the frame before the move
     * @param after  the frame after it
     */
    public synchronized CameraMoves.Way measure(CameraMoves.Way way, Raster before, Raster after) {
        int side = Math.max(before.shape().width(), before.shape().height());
        int most = Math.max(SmallCopy.MOST_SIDE, side / 2);
        return Ground.of(all())
                .flatMap(ground -> TileShifts.between(
                                new TileShifts.Copy(before, most), new TileShifts.Copy(after, most), way)
                        .flatMap(ground::wayIn))
                .orElse(way);
    }
}
