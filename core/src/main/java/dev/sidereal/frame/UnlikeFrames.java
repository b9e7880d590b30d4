package dev.sidereal.frame;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The frames of a night that look unlike the others: lit, covered, clouded. Nothing is compared with a fixed brightness: a
 * night under a full moon or in a city is judged by itself.
 *
 * <p>Level and contrast are compared as ln(v + a fifth of the night's median), points of light as 2 sqrt(n + 3/8), whose
 * noise is 1 for any n (Anscombe 1948, doi:10.1093/biomet/35.3-4.246). A frame is unlike the night when
 *
 * <ol>
 *   <li><b>it is sudden</b>: its level or contrast is off the line through its {@value #AROUND} nearest neighbours (Siegel's
 *       repeated medians, doi:10.1093/biomet/69.1.242) by more than {@value #SIGMAS} times their scatter (1.4826 MAD) and by
 *       a quarter; or it has less than 0.6 of the points expected, by the same measure of scatter; or
 *   <li><b>it is in a passing cloud</b>: the running median of {@value #SMOOTH} counts of points is below 0.4 of what it
 *       was before and is again after, within {@value #REACH} frames each, and the points went or came back
 *       within {@value #EDGE} frames at an end of that stretch.
 * </ol>
 *
 * <p>Dusk, dawn, a moon that rises and sets and slowly growing dew are slow, or do not come back: they are no exceptions.
 * Fewer than {@value #LEAST_FRAMES} frames are not judged. If more than a third of the frames would be exceptions they
 * are none.
 *
 * @param reasons  the place of each such frame in the night, from 0, with a sentence
 * @param judged   whether there were frames enough to judge
 * @param tooMany whether they are more than a third: nothing may then be left out because of them
 */
public record UnlikeFrames(SortedMap<Integer, String> reasons, boolean judged, boolean tooMany) {

    /** Fewer frames are not judged. */
    public static final int LEAST_FRAMES = 10;

    private static final int AROUND = 14;
    private static final double SIGMAS = 8;
    private static final int SMOOTH = 5;
    private static final int REACH = 240;
    private static final int EDGE = 20;
    private static final double LEAST_RATIO = Math.log(1.25);
    private static final double LEAST_LOSS = 6;
    private static final int LEAST_POINTS = 25;

    /**
     * Judges a night.
     *
     * @param night what was seen of each frame in order; empty where a frame could not be read
     */
    public static UnlikeFrames of(List<Optional<FrameGlance>> night) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < night.size(); i++) {
            if (night.get(i).isPresent()) {
                places.add(i);
            }
        }
        SortedMap<Integer, String> reasons = new TreeMap<>();
        if (places.size() < LEAST_FRAMES) {
            return new UnlikeFrames(reasons, false, false);
        }
        List<FrameGlance> seen = night.stream().flatMap(Optional::stream).toList();
        clouded(seen, reasons);
        lost(seen, reasons);
        changed("contrast", seen.stream().mapToDouble(FrameGlance::contrast).toArray(), reasons);
        changed("sky level", seen.stream().mapToDouble(FrameGlance::level).toArray(), reasons);
        SortedMap<Integer, String> placed = new TreeMap<>();
        reasons.forEach((i, reason) -> placed.put(places.get(i), reason));
        return new UnlikeFrames(placed, true, 3 * placed.size() > seen.size());
    }

    private static void changed(String what, double[] values, SortedMap<Integer, String> reasons) {
        double offset = RobustLine.median(values) / 5 + 1e-9;
        double[] logs = new double[values.length];
        for (int i = 0; i < logs.length; i++) {
            logs[i] = Math.log(values[i] + offset);
        }
        for (int i = 0; i < logs.length; i++) {
            RobustLine line = RobustLine.around(logs, i, AROUND);
            if (Math.abs(logs[i] - line.expected()) > Math.max(SIGMAS * line.scatter(), LEAST_RATIO)) {
                double expected = Math.max(0, Math.exp(line.expected()) - offset);
                reasons.put(
                        i,
                        String.format(
                                Locale.ROOT,
                                "%s: expected about %.1f %% as in the frames around it, found %.1f %%",
                                what,
                                100 * expected,
                                100 * values[i]));
            }
        }
    }

    private static void lost(List<FrameGlance> seen, SortedMap<Integer, String> reasons) {
        double[] roots = seen.stream()
                .mapToDouble(glance -> 2 * Math.sqrt(glance.points() + 0.375))
                .toArray();
        for (int i = 0; i < roots.length; i++) {
            RobustLine line = RobustLine.around(roots, i, AROUND);
            double expected = line.expected() * Math.max(0, line.expected()) / 4 - 0.375;
            int found = seen.get(i).points();
            if (expected >= LEAST_POINTS
                    && found < 0.6 * expected
                    && line.expected() - roots[i] > Math.max(SIGMAS * line.scatter(), LEAST_LOSS)) {
                reasons.put(i, fewPoints(expected, "as in the frames around it", found));
            }
        }
    }

    private static void clouded(List<FrameGlance> seen, SortedMap<Integer, String> reasons) {
        double[] smooth =
                runningMedian(seen.stream().mapToDouble(FrameGlance::points).toArray());
        double[] usual = new double[smooth.length];
        for (int i = 0; i < smooth.length; i++) {
            usual[i] = Math.min(most(smooth, i - REACH, i), most(smooth, i, i + REACH));
        }
        for (int i = 0; i < smooth.length; ) {
            int end = i;
            while (end < smooth.length && usual[end] >= LEAST_POINTS && smooth[end] < 0.4 * usual[end]) {
                end++;
            }
            if (end > i
                    && (isEdge(smooth, usual[i], i - EDGE, i)
                            || isEdge(smooth, usual[end - 1], end - 1, end - 1 + EDGE))) {
                for (int k = i; k < end; k++) {
                    reasons.put(
                            k,
                            fewPoints(
                                    usual[k], "as before and after", seen.get(k).points()));
                }
            }
            i = Math.max(end, i + 1);
        }
    }

    private static boolean isEdge(double[] smooth, double usual, int from, int to) {
        return most(smooth, from, to) >= 0.8 * usual;
    }

    private static String fewPoints(double expected, String where, int found) {
        return "points of light: expected about " + Math.round(expected) + " " + where + ", found " + found;
    }

    private static double most(double[] values, int from, int to) {
        double most = 0;
        for (int i = Math.max(0, from); i <= Math.min(values.length - 1, to); i++) {
            most = Math.max(most, values[i]);
        }
        return most;
    }

    private static double[] runningMedian(double[] values) {
        double[] medians = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            int reach = Math.min(SMOOTH / 2, Math.min(i, values.length - 1 - i));
            medians[i] = RobustLine.median(Arrays.copyOfRange(values, i - reach, i + reach + 1));
        }
        return medians;
    }
}
