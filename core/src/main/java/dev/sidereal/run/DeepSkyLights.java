package dev.sidereal.run;

import dev.sidereal.align.Transform;
import dev.sidereal.integrate.DeepSkyFrame;
import dev.sidereal.integrate.Sight;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The lights of a session with their places, those that are left out included.
 *
 * @param frames    a row for each light of the night
 * @param reference row of the one that all others are laid on
 */
public record DeepSkyLights(List<DeepSkyFrame> frames, int reference) {

    public DeepSkyLights {
        frames = List.copyOf(frames);
    }

    /** Rows of the lights that take part. */
    public List<Integer> rows() {
        return IntStream.range(0, frames.size())
                .filter(row -> frames.get(row).transform().isPresent()
                        && frames.get(row).record().used())
                .boxed()
                .toList();
    }

    /** Places of the lights that take part. */
    public List<Transform> transforms() {
        return rows().stream()
                .map(row -> frames.get(row).transform().orElseThrow())
                .toList();
    }

    /** What the lights that take part show. */
    public List<Sight> sights() {
        return rows().stream().map(row -> frames.get(row).sight().orElseThrow()).toList();
    }

    /** The name of a light by its row. */
    public String name(int row) {
        return frames.get(row).record().name();
    }
}
