package dev.sidereal.align;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Triangles of stars, by which two pictures are recognised without knowing anything of shift, angle or mirror.
 *
 * <p>All triangles of the {@value #BRIGHTEST} brightest stars, and those that each of the {@value #LINKED} brightest makes with two of
 * its {@value #NEAREST} nearest. Two triangles are alike if the ratios of their sides are, within a pixel or so, and their size within a
 * tenth: frames of one camera (after F. G. Valdes et al. 1995, doi:10.1086/133667, who take the ratios alone). Each likeness proposes a
 * place of the frame; it is tried on the brightest stars, and those that most stars agree with are kept.
 */
final class Asterisms {

    private static final int BRIGHTEST = 22;
    private static final int LINKED = 120;
    private static final int NEAREST = 6;
    private static final double SHORTEST = 12;
    private static final double PIXELS_OFF = 0.8;
    private static final double RATIO_OFF = 0.002;
    private static final double SCALE_OFF = 0.1;
    private static final int TRIED_ON = 60;
    private static final double REACH = 3;
    private static final int MOST_TRIALS = 60_000;
    private static final int KEPT = 6;
    private static final double ENOUGH = 0.6;
    private static final int ENOUGH_STARS = 12;

    private final List<Star> stars;
    private final List<Triangle> triangles;
    private final double[] ratios;

    Asterisms(List<Star> brightestFirst) {
        stars = brightestFirst.size() > LINKED ? brightestFirst.subList(0, LINKED) : brightestFirst;
        List<Triangle> found = new ArrayList<>();
        int bright = Math.min(BRIGHTEST, stars.size());
        for (int i = 0; i < bright; i++) {
            for (int j = i + 1; j < bright; j++) {
                for (int k = j + 1; k < bright; k++) {
                    Triangle.of(stars.get(i), stars.get(j), stars.get(k)).ifPresent(found::add);
                }
            }
        }
        for (int i = 0; i < stars.size(); i++) {
            linked(i, found);
        }
        found.sort(Comparator.comparingDouble(Triangle::middleRatio));
        triangles = List.copyOf(found);
        ratios = triangles.stream().mapToDouble(Triangle::middleRatio).toArray();
    }

    private void linked(int i, List<Triangle> found) {
        Star star = stars.get(i);
        List<Star> near = stars.stream()
                .filter(other -> squared(star, other) > 0)
                .sorted(Comparator.comparingDouble(other -> squared(star, other)))
                .limit(NEAREST)
                .toList();
        for (int j = 0; j < near.size(); j++) {
            for (int k = j + 1; k < near.size(); k++) {
                Triangle.of(star, near.get(j), near.get(k)).ifPresent(found::add);
            }
        }
    }

    private static double squared(Star a, Star b) {
        return (a.x() - b.x()) * (a.x() - b.x()) + (a.y() - b.y()) * (a.y() - b.y());
    }

    /** Places of a frame that were proposed, the one that most stars agree with first. */
    record Proposals(List<Transform> places, int trials) {}

    private record Tried(Transform place, int agree, int order) {}

    /** Proposes places of a frame in the picture of these asterisms. */
    Proposals propose(Asterisms frame) {
        Neighbours near = new Neighbours(stars, REACH);
        List<Star> tried = frame.stars.size() > TRIED_ON ? frame.stars.subList(0, TRIED_ON) : frame.stars;
        int enough = Math.max(ENOUGH_STARS, (int) (ENOUGH * Math.min(tried.size(), stars.size())));
        List<Tried> best = new ArrayList<>();
        int trials = 0;
        for (Triangle theirs : frame.triangles) {
            double off = RATIO_OFF + PIXELS_OFF / theirs.longest();
            int at = Arrays.binarySearch(ratios, theirs.middleRatio() - off);
            for (int i = at < 0 ? -at - 1 : at;
                    i < ratios.length && ratios[i] <= theirs.middleRatio() + off && trials < MOST_TRIALS;
                    i++) {
                Triangle ours = triangles.get(i);
                if (Math.abs(ours.shortRatio() - theirs.shortRatio()) > off
                        || Math.abs(ours.longest() - theirs.longest()) > SCALE_OFF * ours.longest()) {
                    continue;
                }
                Optional<Transform> place = theirs.on(ours);
                if (place.isEmpty()) {
                    continue;
                }
                trials++;
                int agree = agree(place.get(), tried, near);
                if (agree > 3 || tried.size() <= 4) {
                    keep(best, new Tried(place.get(), agree, trials));
                }
                if (agree >= enough) {
                    return new Proposals(places(best), trials);
                }
            }
        }
        return new Proposals(places(best), trials);
    }

    private static int agree(Transform place, List<Star> tried, Neighbours near) {
        int agree = 0;
        for (Star star : tried) {
            Point at = place.apply(star.x(), star.y());
            agree += near.nearest(at.x(), at.y(), REACH) >= 0 ? 1 : 0;
        }
        return agree;
    }

    private static void keep(List<Tried> best, Tried tried) {
        if (best.size() < KEPT || tried.agree > best.get(best.size() - 1).agree) {
            best.add(tried);
            best.sort(Comparator.comparingInt((Tried one) -> -one.agree).thenComparingInt(Tried::order));
            if (best.size() > KEPT) {
                best.remove(KEPT);
            }
        }
    }

    private static List<Transform> places(List<Tried> best) {
        return best.stream().map(Tried::place).toList();
    }

    /**
     * Three stars, the corner opposite to the longest side first, that opposite to the shortest last.
     *
     * @param turn positive if the corners follow each other one way round, negative the other
     */
    private record Triangle(
            Star a, Star b, Star c, double longest, double middleRatio, double shortRatio, double turn) {

        static Optional<Triangle> of(Star p, Star q, Star r) {
            double pq = Math.sqrt(squared(p, q));
            double qr = Math.sqrt(squared(q, r));
            double rp = Math.sqrt(squared(r, p));
            double longest = Math.max(pq, Math.max(qr, rp));
            double shortest = Math.min(pq, Math.min(qr, rp));
            double middle = pq + qr + rp - longest - shortest;
            if (shortest < SHORTEST || longest - middle < 2 * PIXELS_OFF || middle - shortest < 2 * PIXELS_OFF) {
                return Optional.empty();
            }
            if (longest == qr) {
                return Optional.of(
                        shortest == rp
                                ? of(p, r, q, longest, middle, shortest)
                                : of(p, q, r, longest, middle, shortest));
            }
            if (longest == rp) {
                return Optional.of(
                        shortest == qr
                                ? of(q, r, p, longest, middle, shortest)
                                : of(q, p, r, longest, middle, shortest));
            }
            return Optional.of(
                    shortest == qr ? of(r, q, p, longest, middle, shortest) : of(r, p, q, longest, middle, shortest));
        }

        private static Triangle of(Star a, Star b, Star c, double longest, double middle, double shortest) {
            double turn = (b.x() - a.x()) * (c.y() - a.y()) - (b.y() - a.y()) * (c.x() - a.x());
            return new Triangle(a, b, c, longest, middle / longest, shortest / longest, turn);
        }

        Optional<Transform> on(Triangle other) {
            List<Pair> corners = List.of(new Pair(a, other.a), new Pair(b, other.b), new Pair(c, other.c));
            return new LeastSquares(corners, new double[] {1, 1, 1}, turn * other.turn < 0)
                    .fit(Model.SIMILARITY)
                    .filter(place -> corners.stream().allMatch(corner -> corner.distance(place) < 2 * PIXELS_OFF));
        }
    }
}
