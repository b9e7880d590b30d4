package dev.sidereal.run;

import dev.sidereal.align.Point;
import dev.sidereal.align.Transform;
import dev.sidereal.frame.OptionException;
import dev.sidereal.image.SampleType;
import dev.sidereal.integrate.Integrated;
import dev.sidereal.integrate.Integration;
import dev.sidereal.integrate.Rejection;
import java.util.List;
import java.util.Locale;

/** What is worth knowing of a session's result, a sentence each, and what makes it impossible. */
final class DeepSkyRemarks {

    private static final int LEAST_TO_REJECT = 4;
    /* Half the width of a usual star: with less, defects and stars stay on the same samples. */
    private static final double LEAST_DITHER = 3;

    private DeepSkyRemarks() {}

    /**
     * Adds what is known before lights are joined.
     *
     * @throws UnusableNightException if no two lights can be laid on each other
     * @throws OptionException        if they are too many
     */
    static void before(DeepSkyLights lights, DeepSkyJob job, List<String> remarks) throws UnusableNightException {
        int used = lights.rows().size();
        long seen = lights.frames().stream()
                .filter(frame -> frame.sight().isPresent())
                .count();
        if (used == 0 || (used == 1 && seen > 1)) {
            String reason = lights.frames().stream()
                    .filter(frame ->
                            frame.sight().isPresent() && !frame.record().used())
                    .findFirst()
                    .map(frame -> frame.record().name() + ": "
                            + frame.record().skipped().orElse(""))
                    .orElse("");
            throw new UnusableNightException("lights: expected at least two of " + seen
                    + " that can be laid on each other, found none; " + reason
                    + "; sidereal average joins frames as they lie");
        }
        if (used > Integration.mostFrames()) {
            throw new OptionException("lights: expected at most " + Integration.mostFrames() + ", found " + used
                    + "; stack them in parts");
        }
        Rejection asked = job.recipe().rejection();
        if (!(asked instanceof Rejection.None) && rejection(asked, used) instanceof Rejection.None) {
            remarks.add("lights: expected 4 or more to tell satellites from the sky, found " + used
                    + "; nothing is rejected");
        }
        if (job.night().type() == SampleType.UINT8) {
            remarks.add(
                    "lights: expected 14 bits or more for faint things, found 8-bit codes; their steps may show in the"
                            + " sky");
        }
    }

    /** The rejection that so many lights allow. */
    static Rejection rejection(Rejection asked, int lights) {
        return lights < LEAST_TO_REJECT && !(asked instanceof Rejection.Median) ? new Rejection.None() : asked;
    }

    /** Whether lights moved enough to tell what stands out on the sensor from stars; if not, says so. */
    static boolean areDithered(DeepSkyLights lights, List<String> remarks) {
        List<Transform> transforms = lights.transforms();
        Point first = transforms.get(0).apply(0, 0);
        double most = 0;
        for (Transform transform : transforms) {
            Point at = transform.apply(0, 0);
            most = Math.max(most, Math.hypot(at.x() - first.x(), at.y() - first.y()));
        }
        if (most < LEAST_DITHER) {
            remarks.add(String.format(
                    Locale.ROOT,
                    "lights: expected them moved by 3 pixels or more to tell hot pixels from stars, found %.1f; hot pixels"
                            + " stay, --dark removes them",
                    most));
        }
        return most >= LEAST_DITHER;
    }

    /** Adds what is known of the joined picture. */
    static void after(Integrated picture, List<String> remarks) {
        if (picture.full() > 0) {
            remarks.add(
                    "rejection: expected at most " + Rejection.Gesd.MOST_HIGH + " high and " + Rejection.Gesd.MOST_LOW
                            + " low outliers in a pixel, found " + picture.full()
                            + " pixels where there may be more; --reject winsorized looks at all values");
        }
    }
}
