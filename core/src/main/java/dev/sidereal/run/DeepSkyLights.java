package dev.sidereal.run;

import dev.sidereal.align.Transform;
import dev.sidereal.integrate.Sight;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The lights of a session with their places, those that are left out included.
 *
 * @param frames    a row for each light of the night
 * @param reference row of the one that all others are laid on
 */
record DeepSkyLights(List<DeepSkyFrame> frames, int reference) {

    DeepSkyLights {
        frames = List.copyOf(frames);
    }

    /** Rows of the lights that take part. */
    List<Integer> rows() {
        return IntStream.range(0, frames.size())
                .filter(row -> frames.get(row).transform().isPresent()
                        && frames.get(row).record().used())
                .boxed()
                .toList();
    }

    /** Places of the lights that take part. */
    List<Transform> transforms() {
        return rows().stream()
                .map(row -> frames.get(row).transform().orElseThrow())
                .toList();
    }

    /** What the lights that take part show. */
    List<Sight> sights() {
        return rows().stream().map(row -> frames.get(row).sight().orElseThrow()).toList();
    }
}
