package dev.sidereal.studio;

import dev.sidereal.image.SampleType;
import dev.sidereal.run.Plan;

/**
 * About how long a run will take: a guess before it has begun, from {@value #NANOS_A_SAMPLE} ns for each sample and
 * worker (12-megapixel JPEG frames on a core of 2.5 GHz, measured by the bench), twice that for planes with sums. When the run
 * is on its way its own rate is shown.
 */
final class Forecast {

    private static final double NANOS_A_SAMPLE = 2.2;

    private Forecast() {}

    static double seconds(Assignment assignment, Plan plan) {
        double samples = (double) assignment.night().night().shape().samples() * plan.frames();
        double deep = assignment.night().night().type() == SampleType.UINT8 ? 1 : 2;
        double sums = assignment.recipe().planes().contains(dev.sidereal.fold.Plane.SUM) ? 1.5 : 1;
        return 0.5 + samples * deep * sums * NANOS_A_SAMPLE / 1e9 / plan.workers() * plan.passes();
    }
}
