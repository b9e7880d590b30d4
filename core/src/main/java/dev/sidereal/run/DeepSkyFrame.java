package dev.sidereal.run;

import dev.sidereal.align.Transform;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.integrate.Contribution;
import dev.sidereal.integrate.LightAccount;
import dev.sidereal.integrate.Sight;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

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

    /** How it fared in numbers. */
    LightAccount account(boolean isReference) {
        boolean used = contribution.isPresent();
        String why =
                record.skipped().or(() -> doubt).map(reason -> ": " + reason).orElse("");
        return new LightAccount(
                record.name(),
                used,
                (isReference ? "reference" : used ? "yes" : "no") + why,
                seen(sight -> sight.stars().stars().size()),
                seen(sight -> sight.stars().fwhm()),
                seen(Sight::skyLevel),
                seen(Sight::meanNoise),
                transform.isPresent() ? pairs : Double.NaN,
                residualPixels,
                contribution.map(Contribution::scale).orElse(Double.NaN),
                contribution.map(Contribution::weight).orElse(Double.NaN));
    }

    private double seen(ToDoubleFunction<Sight> of) {
        return sight.isPresent() ? of.applyAsDouble(sight.get()) : Double.NaN;
    }

    /** The same, taking part. */
    DeepSkyFrame with(Contribution taken) {
        return new DeepSkyFrame(record, sight, transform, residualPixels, pairs, Optional.of(taken), doubt);
    }

    /** The same, not used. */
    DeepSkyFrame skip(String reason) {
        return new DeepSkyFrame(record.skip(reason), sight, transform, residualPixels, pairs, Optional.empty(), doubt);
    }
}
