package dev.sidereal.frame;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where in a night the camera moved, told by the ground.
 *
 * <p>Stars turn and clouds drift, the ground stands still ({@link Ground}). The camera moved between two frames when two
 * thirds of the ground went more than 0.12 samples of the small copies (0.5 pixels of a frame of 2000 columns, 0.8 of one of
 * 4200) and so did all of it together. When two thirds of the ground are lost for one pair only, not the first or last, it
 * moved farther than is searched. A way is known to about a tenth of a sample. Where there is too little ground, or there are
 * too few pairs, nothing is said; a slow sinking of less than the threshold in each frame is not found, nor is a turn about
 * the middle of the picture.
 *
 * @param judged whether there was ground enough to tell
 * @param moves  in order
 */
public record CameraMoves(boolean judged, List<Move> moves) {

    /**
     * The camera moved between two frames.
     *
     * @param pair the number of the earlier frame, from 0
     * @param way  of the ground in pixels, right and down; empty: farther than is searched
     */
    public record Move(int pair, Optional<Way> way) {}

    /** A way in pixels of the frame: {@code right} and {@code down}. */
    public record Way(double right, double down) {}

    /**
     * Judges a night.
     *
     * @param pairs for each frame but the last, how it goes on to the next one; empty where one of them was not read
     */
    public static CameraMoves of(List<Optional<TileShifts>> pairs) {
        return Ground.of(pairs)
                .map(ground -> new CameraMoves(true, moves(pairs, ground)))
                .orElse(new CameraMoves(false, List.of()));
    }

    private static List<Move> moves(List<Optional<TileShifts>> pairs, Ground ground) {
        List<Move> moves = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            int pair = i;
            if (isLost(pairs, i, ground)) {
                /* A first or last frame that is lit otherwise looks the same. */
                boolean inside = i > 0 && i < pairs.size() - 1;
                if (inside && !isLost(pairs, i - 1, ground) && !isLost(pairs, i + 1, ground)) {
                    moves.add(new Move(pair, Optional.empty()));
                }
            } else {
                pairs.get(i).flatMap(ground::way).ifPresent(way -> moves.add(new Move(pair, Optional.of(way))));
            }
        }
        return List.copyOf(moves);
    }

    private static boolean isLost(List<Optional<TileShifts>> pairs, int i, Ground ground) {
        return i >= 0 && i < pairs.size() && pairs.get(i).map(ground::isLost).orElse(false);
    }
}
