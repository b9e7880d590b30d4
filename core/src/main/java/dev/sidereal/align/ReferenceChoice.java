package dev.sidereal.align;

import java.util.List;
import java.util.Optional;

/**
 * Chooses the frame that all others are registered on: the one with the greatest
 * {@code stars / (fwhm^2 elongation noise)}, stars counted up to the median of all frames.
 *
 * <p>Sharp, round and quiet counts; more stars than the others have do not, because they may be hot pixels or another field. Of equals
 * the first. Frames with fewer than three stars are no choice.
 */
public final class ReferenceChoice {

    private static final int LEAST_STARS = 3;

    private ReferenceChoice() {}

    /** Number of the best of some frames; empty if none has stars enough. */
    public static Optional<Integer> of(List<Optional<StarField>> frames) {
        int[] counts = frames.stream()
                .flatMap(Optional::stream)
                .mapToInt(field -> field.stars().size())
                .sorted()
                .toArray();
        int most = counts.length == 0 ? 0 : counts[counts.length / 2];
        Optional<Integer> best = Optional.empty();
        double highest = 0;
        for (int i = 0; i < frames.size(); i++) {
            double worth = frames.get(i).map(field -> worth(field, most)).orElse(0.0);
            if (worth > highest) {
                highest = worth;
                best = Optional.of(i);
            }
        }
        return best;
    }

    private static double worth(StarField field, int most) {
        boolean isShaped = field.fwhm() > 0 && field.elongation() > 0;
        if (field.stars().size() < LEAST_STARS || !isShaped) {
            return field.stars().size() < LEAST_STARS ? 0 : Double.MIN_NORMAL;
        }
        double noise = Math.max(field.noise(), Double.MIN_NORMAL);
        return Math.min(most, field.stars().size()) / (field.fwhm() * field.fwhm() * field.elongation() * noise);
    }
}
