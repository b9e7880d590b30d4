package dev.sidereal.frame;

import java.util.Optional;

/**
 * Which of the frames given make the night, and in what order.
 *
 * @param order empty: by time when every readable frame has one, else by name
 * @param from  first frame taken, itself included; empty: the first
 * @param to    last frame taken, itself included; empty: the last
 * @param every take the first and then each {@code every}-th frame of that range
 */
public record Selection(Optional<FrameOrder> order, Optional<Position> from, Optional<Position> to, int every) {

    /** All frames. */
    public static final Selection ALL = new Selection(Optional.empty(), Optional.empty(), Optional.empty(), 1);

    public Selection {
        if (every < 1) {
            throw new OptionException("every: expected 1 or more, found " + every);
        }
    }
}
