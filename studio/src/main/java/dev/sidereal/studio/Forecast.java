package dev.sidereal.studio;

import dev.sidereal.fold.Plane;
import dev.sidereal.image.SampleType;
import dev.sidereal.run.Plan;

/**
 * About how long a run will take: a guess before it has begun, from {@value #NANOS_A_SAMPLE} ns for each sample and
 * worker (12-megapixel JPEG frames on a core of 2.5 GHz, measured by the bench), twice that for planes with sums. Lights of a deep-sky
 * session take {@value #NANOS_A_LIGHT} ns for each sample of the picture, both readings together. When the run is on its way its own
 * rate is shown.
 */
final class Forecast {

    private static final double NANOS_A_SAMPLE = 2.2;
    private static final double NANOS_A_LIGHT = 150;

    private Forecast() {}

    static double seconds(StackAssignment assignment, Plan plan) {
        double samples = (double) assignment.night().night().shape().samples() * plan.frames();
        double deep = assignment.night().night().type() == SampleType.UINT8 ? 1 : 2;
        double sums = assignment.recipe().planes().contains(Plane.SUM) ? 1.5 : 1;
        return 0.5 + samples * deep * sums * NANOS_A_SAMPLE / 1e9 / plan.workers() * plan.passes();
    }

    /** For a session with so many calibration frames. */
    static double seconds(SessionAssignment assignment, Plan plan, int calibration) {
        double samples = assignment.night().night().shape().samples();
        double colours = assignment.night().night().first().coding().mosaic().isPresent() ? 3 : 1;
        double lights = samples * colours * plan.frames() * NANOS_A_LIGHT * (1 + plan.passes()) / 2;
        return 0.5 + (lights + samples * calibration * 2 * NANOS_A_SAMPLE) / 1e9 / plan.workers();
    }
}
