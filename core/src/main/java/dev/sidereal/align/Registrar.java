package dev.sidereal.align;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Registers frames on one reference by their stars.
 *
 * <p>A predicted place is tried first, then those that {@link Asterisms} propose: any shift, any angle, mirrored or not, of a scale
 * within a tenth. From there pairs are made anew and the place is fitted to them until it rests; {@link RobustFit} chooses its kind.
 *
 * <p><b>What stands still.</b> Hot pixels and lights of a foreground agree perfectly that the camera did not move. So where a place
 * says that nothing moved, the stars that pair in it are set aside and another place is looked for among the others; if it
 * is found, it is the frame's. If not, the first place is believed only when most stars agree with it.
 *
 * <p><b>Chance.</b> With N stars of the reference in an area A, a star falls within r of one by chance with
 * {@code p = N pi r^2 / A}; that n or more of m do so happens with at most {@code exp(-m D(n / m, p))}, D being the relative entropy
 * (W. Hoeffding 1963, doi:10.1080/01621459.1963.10500830). Times the number of places that were tried this must stay below
 * {@value #MOST_CHANCE}, where the stars that a place was made of do not count.
 *
 * <p>Immutable; safe for many threads. Cost: some 2 ms for a frame whose place was predicted, some 20 ms otherwise.
 */
public final class Registrar {

    private static final int LEAST_STARS = 3;
    private static final int BRIGHTEST = 200;
    private static final double MOST_CHANCE = 1e-6;
    private static final double VOTE_REACH = 12;
    private static final double VOTE_NEAR = 1.5;
    private static final double REACH = 3;
    private static final double LEAST_REACH = 0.7;
    private static final double REACH_SIGMAS = 5;
    private static final double STILL = 1;
    private static final double AGREED = 0.3;
    private static final int ROUNDS = 4;
    private static final int REST_STARS = 6;
    private static final double MOST_STANDING = 0.5;

    private final StarField reference;
    private final Lens lens;
    private final List<Star> stars;
    private final List<Star> bright;
    private final Asterisms asterisms;

    /** Registers on a reference, of a camera without distortion. */
    public Registrar(StarField reference) {
        this(reference, Lens.NONE);
    }

    /** Registers on a reference, both seen through a lens. */
    public Registrar(StarField reference, Lens lens) {
        this.reference = reference;
        this.lens = lens;
        stars = straight(reference.stars());
        bright = brightest(stars);
        asterisms = new Asterisms(bright);
    }

    public StarField reference() {
        return reference;
    }

    /** Registers a frame of which nothing else is known. */
    public Registration register(StarField frame) {
        return register(frame, Optional.empty());
    }

    /**
     * Registers a frame.
     *
     * @param prediction where it should be within some ten pixels, such as where the frame before it was
     */
    public Registration register(StarField frame, Optional<Transform> prediction) {
        if (stars.size() < LEAST_STARS) {
            return new Registration.Unregistered(
                    "reference: expected at least 3 stars, found " + stars.size() + "; choose another with --reference",
                    0);
        }
        if (frame.stars().size() < LEAST_STARS) {
            return new Registration.Unregistered(
                    "stars: expected at least 3, found " + frame.stars().size(), 0);
        }
        List<Star> all = straight(frame.stars());
        Optional<Found> found = find(all, brightest(all), prediction);
        if (found.isEmpty() || found.get().chance > MOST_CHANCE) {
            int paired = found.map(Found::pairs).orElse(0);
            return new Registration.Unregistered(
                    "stars: expected the pattern of the reference, found no place where more of them agree than by chance; "
                            + frame.stars().size() + " stars here, " + stars.size() + " there",
                    paired);
        }
        if (found.get().isStanding) {
            return new Registration.Unregistered(
                    "stars: expected most of them to agree, found only " + found.get().pairs
                            + " that stand still, as hot pixels and lamps do",
                    found.get().pairs);
        }
        return registered(found.get());
    }

    private Registration registered(Found found) {
        RobustFit fit = found.fit;
        return new Registration.Registered(
                fit.transform().with(lens), fit.residual(), fit.believed(), 1 - found.chance);
    }

    /** Registers a frame by the stars within 3 pixels of a place alone; empty where these agree no more than by chance. */
    Optional<Registration> near(StarField frame, Transform place) {
        if (Math.min(stars.size(), frame.stars().size()) < LEAST_STARS) {
            return Optional.empty();
        }
        List<Star> all = straight(frame.stars());
        List<Star> few = brightest(all);
        Transform start = place.with(Lens.NONE);
        List<Pair> pairs = paired(few, start, REACH, new Neighbours(stars, REACH), stars);
        double chance = chance(few, stars, start, pairs.size(), 0);
        if (chance > MOST_CHANCE || isStill(start, few)) {
            return Optional.empty();
        }
        return RobustFit.of(pairs, Model.HOMOGRAPHY, start.isMirrored())
                .flatMap(fit -> found(all, few, stars, new Settled(fit, pairs.size(), chance)))
                .map(this::registered);
    }

    Lens lens() {
        return lens;
    }

    /** The pairs of stars that a registered frame was found to have, as they are seen. */
    List<Pair> pairs(StarField frame, Transform transform, double reach) {
        List<Pair> pairs =
                paired(straight(frame.stars()), transform.with(Lens.NONE), reach, new Neighbours(stars, reach), stars);
        return lens.isNone()
                ? pairs
                : pairs.stream()
                        .map(pair -> new Pair(
                                pair.frame().bent(lens), pair.reference().bent(lens)))
                        .toList();
    }

    private record Found(RobustFit fit, int pairs, double chance, boolean isStanding) {

        Found standing() {
            return new Found(fit, pairs, chance, true);
        }
    }

    private Optional<Found> find(List<Star> all, List<Star> few, Optional<Transform> prediction) {
        Optional<Found> first = nearPrediction(all, few, prediction);
        if (first.isEmpty()) {
            first = byPattern(all, few, asterisms, bright);
        }
        if (first.isEmpty() || !isStill(first.get().fit.transform(), few)) {
            return first;
        }
        Optional<Found> moving = amongTheRest(all, few);
        if (moving.isPresent()) {
            return moving;
        }
        Neighbours near = new Neighbours(bright, REACH);
        int agree =
                paired(few, first.get().fit.transform(), REACH, near, bright).size();
        boolean most = agree >= MOST_STANDING * Math.min(few.size(), bright.size());
        return most ? first : first.map(Found::standing);
    }

    /* Whether it moves none of some stars by more than a pixel. */
    private static boolean isStill(Transform transform, List<Star> few) {
        return few.stream().allMatch(star -> {
            Point at = transform.apply(star.x(), star.y());
            return Math.hypot(at.x() - star.x(), at.y() - star.y()) < STILL;
        });
    }

    private Optional<Found> amongTheRest(List<Star> all, List<Star> few) {
        Neighbours theirs = new Neighbours(all, STILL);
        Neighbours ours = new Neighbours(stars, STILL);
        List<Star> moved = brightest(all.stream()
                .filter(star -> ours.nearest(star.x(), star.y(), STILL) < 0)
                .toList());
        List<Star> left = brightest(stars.stream()
                .filter(star -> theirs.nearest(star.x(), star.y(), STILL) < 0)
                .toList());
        if (moved.size() < REST_STARS || left.size() < REST_STARS) {
            return Optional.empty();
        }
        Optional<Found> voted = byVote(all, moved, left, Transform.IDENTITY);
        return voted.or(() -> byPattern(all, moved, new Asterisms(left), left))
                .filter(found -> found.chance <= MOST_CHANCE && !isStill(found.fit.transform(), few));
    }

    private Optional<Found> nearPrediction(List<Star> all, List<Star> few, Optional<Transform> prediction) {
        return prediction
                .map(place -> place.with(Lens.NONE))
                .flatMap(place -> byVote(all, few, bright, place))
                .filter(found -> found.pairs >= AGREED * Math.min(few.size(), bright.size()));
    }

    /* The shift that most stars near a place have in common. */
    private Optional<Found> byVote(List<Star> all, List<Star> few, List<Star> goal, Transform place) {
        Neighbours near = new Neighbours(goal, VOTE_REACH);
        List<Point> shifts = new ArrayList<>();
        for (Star star : few) {
            Point at = place.apply(star.x(), star.y());
            near.within(at.x(), at.y(), VOTE_REACH)
                    .forEach(i -> shifts.add(
                            new Point(goal.get(i).x() - at.x(), goal.get(i).y() - at.y())));
        }
        int best = 0;
        Point winner = new Point(0, 0);
        for (Point shift : shifts) {
            int votes = 0;
            double x = 0;
            double y = 0;
            for (Point other : shifts) {
                if (Math.abs(other.x() - shift.x()) < VOTE_NEAR && Math.abs(other.y() - shift.y()) < VOTE_NEAR) {
                    votes++;
                    x += other.x();
                    y += other.y();
                }
            }
            if (votes > best) {
                best = votes;
                winner = new Point(x / votes, y / votes);
            }
        }
        if (best == 0) {
            return Optional.empty();
        }
        Transform moved = Transform.shift(winner.x(), winner.y()).after(place);
        int places = (int) (VOTE_REACH * VOTE_REACH / (REACH * REACH)) + 1;
        return settled(few, goal, moved, places, 1)
                .filter(settled -> settled.chance <= MOST_CHANCE)
                .flatMap(settled -> found(all, few, goal, settled));
    }

    private Optional<Found> byPattern(List<Star> all, List<Star> few, Asterisms goal, List<Star> goalStars) {
        Asterisms.Proposals proposals = goal.propose(new Asterisms(few));
        return proposals.places().stream()
                .flatMap(place -> settled(few, goalStars, place, proposals.trials(), 2).stream())
                .max(Comparator.comparingInt((Settled settled) -> settled.agree)
                        .thenComparing(settled -> -settled.fit.residual()))
                .flatMap(settled -> found(all, few, goalStars, settled));
    }

    /* Where bright stars led. */
    private record Settled(RobustFit fit, int agree, double chance) {}

    /* From a place that is nearly right to the best for the bright stars, whose number also says whether it is chance. */
    private Optional<Settled> settled(List<Star> few, List<Star> goal, Transform start, int places, int madeOf) {
        boolean mirrored = start.isMirrored();
        Neighbours near = new Neighbours(goal, REACH);
        Transform place = start;
        Optional<RobustFit> fit = Optional.empty();
        for (int round = 0; round < ROUNDS; round++) {
            Model most = round < 2 ? Model.SIMILARITY : Model.HOMOGRAPHY;
            fit = RobustFit.of(paired(few, place, REACH, near, goal), most, mirrored);
            if (fit.isEmpty() || fit.get().believed() < LEAST_STARS) {
                return Optional.empty();
            }
            place = fit.get().transform();
        }
        Transform last = place;
        int agree = paired(few, last, REACH, near, goal).size();
        double chance = Math.min(1, chance(few, goal, last, agree, madeOf) * places);
        return fit.map(best -> new Settled(best, agree, chance));
    }

    /* From there to the best for all stars, by ever nearer pairs. */
    private Optional<Found> found(List<Star> all, List<Star> few, List<Star> goal, Settled settled) {
        boolean mirrored = settled.fit.transform().isMirrored();
        boolean isAll = goal.size() == bright.size();
        List<Star> from = isAll ? all : few;
        List<Star> to = isAll ? stars : goal;
        Neighbours near = new Neighbours(to, REACH);
        double reach = REACH;
        Transform place = settled.fit.transform();
        for (int round = 0; round < ROUNDS - 1; round++) {
            Optional<RobustFit> fit = RobustFit.of(paired(from, place, reach, near, to), Model.HOMOGRAPHY, mirrored);
            if (fit.isEmpty()) {
                return Optional.empty();
            }
            place = fit.get().transform();
            reach = Math.max(
                    LEAST_REACH, Math.min(REACH, REACH_SIGMAS * fit.get().residual()));
        }
        return RobustFit.simplest(paired(from, place, reach, near, to), mirrored)
                .map(fit -> new Found(fit, settled.agree, settled.chance, false));
    }

    private double chance(List<Star> few, List<Star> goal, Transform place, int agree, int madeOf) {
        double area = (double) reference.width() * reference.height();
        double p = Math.min(1, goal.size() * Math.PI * REACH * REACH / area);
        long inside = few.stream()
                .map(star -> place.apply(star.x(), star.y()))
                .filter(at -> at.x() >= 0 && at.y() >= 0 && at.x() < reference.width() && at.y() < reference.height())
                .count();
        double m = Math.max(agree, inside) - madeOf;
        double n = agree - (double) madeOf;
        if (n <= 0 || n / m <= p) {
            return 1;
        }
        double part = n / m;
        double entropy =
                part * StrictMath.log(part / p) + (part < 1 ? (1 - part) * StrictMath.log((1 - part) / (1 - p)) : 0);
        return StrictMath.exp(-m * entropy);
    }

    /* Each star with the nearest of the reference, each of which is given to the nearest star alone. */
    private static List<Pair> paired(
            List<Star> frame, Transform place, double reach, Neighbours near, List<Star> goal) {
        int[] taken = new int[goal.size()];
        double[] distances = new double[goal.size()];
        for (int i = 0; i < frame.size(); i++) {
            Point at = place.apply(frame.get(i).x(), frame.get(i).y());
            int nearest = near.nearest(at.x(), at.y(), reach);
            if (nearest >= 0) {
                double distance = Math.hypot(
                        at.x() - goal.get(nearest).x(),
                        at.y() - goal.get(nearest).y());
                if (taken[nearest] == 0 || distance < distances[nearest]) {
                    taken[nearest] = i + 1;
                    distances[nearest] = distance;
                }
            }
        }
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < taken.length; i++) {
            if (taken[i] > 0) {
                pairs.add(new Pair(frame.get(taken[i] - 1), goal.get(i)));
            }
        }
        return pairs;
    }

    private static List<Star> brightest(List<Star> stars) {
        return stars.size() > BRIGHTEST ? stars.subList(0, BRIGHTEST) : stars;
    }

    private List<Star> straight(List<Star> seen) {
        if (lens.isNone()) {
            return seen;
        }
        return seen.stream().map(star -> star.straight(lens)).toList();
    }
}
