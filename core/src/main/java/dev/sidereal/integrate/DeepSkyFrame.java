package dev.sidereal.integrate;

import dev.sidereal.align.Transform;
import dev.sidereal.frame.FrameRecord;
import java.util.Optional;

/**
 * How one light fared in a deep-sky session.
 *
 * @param record         its name, time and exposure, and why it is not used
 * @param sight          what it shows, where it could be read
 * @param transform      to the reference's pixels, where it was found or given
 * @param residualPixels root mean square distance of its stars from the reference's; NaN where not known
 * @param pairs          stars that it shares with the reference
 * @param contribution   how it took part; empty: it did not
 * @param doubt          what about it is much worse than of most, where something is
 */
public record DeepSkyFrame(
        FrameRecord record,
        Optional<Sight> sight,
        Optional<Transform> transform,
        double residualPixels,
        int pairs,
        Optional<Contribution> contribution,
        Optional<String> doubt) {

    /** The same, taking part. */
    public DeepSkyFrame with(Contribution taken) {
        return new DeepSkyFrame(record, sight, transform, residualPixels, pairs, Optional.of(taken), doubt);
    }

    /** The same, not used. */
    public DeepSkyFrame skip(String reason) {
        return new DeepSkyFrame(record.skip(reason), sight, transform, residualPixels, pairs, Optional.empty(), doubt);
    }
}
