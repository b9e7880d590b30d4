package dev.sidereal.align;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Finds the places of all frames of a session on one of them.
 *
 * <p>Frames are registered in their order, away from the reference to both sides, in groups of {@value #GROUP}, each predicted by
 * where the one before it was. Then
 * {@link LensFit} asks all of them together for the distortion of their lens. Where there is one, all are registered once more through it, and that
 * again until it rests. Through a lens, patterns of stars are bent; frames that had no place are then tried once where the sky turned on
 * steadily ({@link Motion}).
 *
 * <p>Deterministic. Cost: that of {@link Registrar} for each frame, once or twice, and some 0.1 s for the lens, on all processors.
 */
public final class Placing {

    /* Frames that are registered one after the other; several groups at a time. */
    private static final int GROUP = 8;
    /* With each, stars farther out are paired. */
    private static final int MOST_ROUNDS = 6;
    private static final double NEAR = 1e-4;
    /* A motion is not known farther on than so many times as long as it was seen. */
    private static final double FARTHEST = 3;

    private Placing() {}

    /**
     * Where frames lie; empty for those without a field.
     *
     * @param reference number of the frame that the others are registered on, which has a field
     * @param fields    stars of each frame in the order of the session
     */
    public static List<Optional<Registration>> of(int reference, List<Optional<StarField>> fields) {
        return of(
                reference,
                fields,
                IntStream.range(0, fields.size()).mapToObj(i -> (double) i).toList());
    }

    /**
     * The same for frames of known times.
     *
     * @param times of each frame, in any unit from any beginning
     */
    public static List<Optional<Registration>> of(int reference, List<Optional<StarField>> fields, List<Double> times) {
        StarField goal = fields.get(reference).orElseThrow();
        Registrar plain = new Registrar(goal);
        List<Optional<Registration>> found = inOrder(plain, reference, fields);
        Registrar registrar = plain;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Lens lens = LensFit.of(registrar, fields, found);
            if (lens.isNone() || isNear(lens, registrar.lens())) {
                break;
            }
            registrar = new Registrar(goal, lens);
            found = through(registrar, reference, fields, found);
        }
        return registrar.lens().isNone() ? found : turnedOn(registrar, reference, fields, found, times);
    }

    /**
     * The same places on another frame: {@code T' = T_r^-1 T}, through the lens that they share.
     *
     * @param reference the frame that lies on itself afterwards, which has a place
     */
    public static Map<Integer, Registration> on(int reference, Map<Integer, Registration> places) {
        if (!(places.get(reference) instanceof Registration.Registered goal)
                || goal.transform().isNothing()) {
            return places;
        }
        Transform back = goal.transform().inverse();
        Map<Integer, Registration> moved = new HashMap<>(places);
        moved.replaceAll((number, place) -> place instanceof Registration.Registered registered
                ? new Registration.Registered(
                        number == reference ? Transform.IDENTITY : back.after(registered.transform()),
                        registered.residualPixels(),
                        registered.stars(),
                        registered.confidence())
                : place);
        return moved;
    }

    /* Away from the reference to both sides, in groups that do not wait for each other. */
    private static List<Optional<Registration>> inOrder(
            Registrar registrar, int reference, List<Optional<StarField>> fields) {
        List<Optional<Registration>> found = new ArrayList<>(Collections.nCopies(fields.size(), Optional.empty()));
        int stars = registrar.reference().stars().size();
        found.set(reference, Optional.of(new Registration.Registered(Transform.IDENTITY, 0, stars, 1)));
        List<int[]> groups = new ArrayList<>();
        for (int first = reference + 1; first < fields.size(); first += GROUP) {
            groups.add(new int[] {first, Math.min(first + GROUP, fields.size()), 1});
        }
        for (int first = reference - 1; first >= 0; first -= GROUP) {
            groups.add(new int[] {first, Math.max(first - GROUP, -1), -1});
        }
        List<List<Optional<Registration>>> places = groups.parallelStream()
                .map(group -> group(registrar, fields, group[0], group[1], group[2], reference))
                .toList();
        for (int i = 0; i < groups.size(); i++) {
            int step = groups.get(i)[2];
            for (int k = 0; k < places.get(i).size(); k++) {
                found.set(groups.get(i)[0] + k * step, places.get(i).get(k));
            }
        }
        return again(registrar, reference, fields, found);
    }

    private static List<Optional<Registration>> group(
            Registrar registrar, List<Optional<StarField>> fields, int first, int end, int step, int reference) {
        List<Optional<Registration>> places = new ArrayList<>();
        Optional<Transform> last =
                Math.abs(first - reference) == 1 ? Optional.of(Transform.IDENTITY) : Optional.empty();
        for (int i = first; i != end; i += step) {
            Optional<Transform> prediction = last;
            Optional<Registration> place = fields.get(i).map(field -> registrar.register(field, prediction));
            places.add(place);
            last = transform(place).isPresent() ? transform(place) : last;
        }
        return places;
    }

    /* Frames without a place are tried once more where their group did not know that of the frame before them. */
    private static List<Optional<Registration>> again(
            Registrar registrar, int reference, List<Optional<StarField>> fields, List<Optional<Registration>> before) {
        List<Optional<Registration>> found = new ArrayList<>(before);
        for (int step : new int[] {1, -1}) {
            Optional<Transform> last = Optional.of(Transform.IDENTITY);
            boolean wasPredicted = true;
            for (int i = reference + step; i >= 0 && i < fields.size(); i += step) {
                int passed = Math.abs(i - reference) - 1;
                wasPredicted &= passed == 0 || passed % GROUP != 0;
                boolean isPlaced = transform(before.get(i)).isPresent();
                if (!isPlaced && !wasPredicted) {
                    Optional<Transform> prediction = last;
                    Optional<Registration> place = fields.get(i).map(field -> registrar.register(field, prediction));
                    found.set(i, transform(place).isPresent() ? place : before.get(i));
                }
                wasPredicted |= isPlaced;
                last = transform(found.get(i)).isPresent() ? transform(found.get(i)) : last;
            }
        }
        return found;
    }

    private static Optional<Transform> transform(Optional<Registration> place) {
        return place.filter(Registration.Registered.class::isInstance)
                .map(found -> ((Registration.Registered) found).transform());
    }

    private static List<Optional<Registration>> turnedOn(
            Registrar registrar,
            int reference,
            List<Optional<StarField>> fields,
            List<Optional<Registration>> before,
            List<Double> times) {
        List<Optional<Registration>> found = new ArrayList<>(before);
        for (int i = 0; i < found.size(); i++) {
            boolean isOut = before.get(i)
                    .filter(Registration.Unregistered.class::isInstance)
                    .isPresent();
            if (isOut && fields.get(i).isPresent()) {
                StarField field = fields.get(i).get();
                Optional<Registration> near = motion(registrar.lens(), reference, i, before, times)
                        .flatMap(place -> registrar.near(field, place));
                found.set(i, near.isPresent() ? near : before.get(i));
            }
        }
        return found;
    }

    /* By the way of the frame that is nearest in time and has a place. */
    private static Optional<Transform> motion(
            Lens lens, int reference, int frame, List<Optional<Registration>> places, List<Double> times) {
        double asked = times.get(frame) - times.get(reference);
        double nearest = Double.POSITIVE_INFINITY;
        Optional<Transform> way = Optional.empty();
        double exponent = 0;
        for (int i = 0; i < places.size(); i++) {
            double passed = times.get(i) - times.get(reference);
            double apart = Math.abs(times.get(i) - times.get(frame));
            if (i != reference
                    && apart < nearest
                    && Math.abs(asked) <= FARTHEST * Math.abs(passed)
                    && places.get(i).isPresent()
                    && places.get(i).get() instanceof Registration.Registered registered) {
                nearest = apart;
                way = Optional.of(registered.transform());
                exponent = asked / passed;
            }
        }
        double power = exponent;
        return way.flatMap(step -> Motion.power(step, power, lens));
    }

    private static boolean isNear(Lens one, Lens other) {
        return Math.abs(one.k1() - other.k1()) < NEAR && Math.abs(one.k2() - other.k2()) < NEAR;
    }

    private static List<Optional<Registration>> through(
            Registrar registrar, int reference, List<Optional<StarField>> fields, List<Optional<Registration>> before) {
        return IntStream.range(0, before.size())
                .parallel()
                .mapToObj(i -> i == reference ? before.get(i) : through(registrar, fields.get(i), before.get(i)))
                .toList();
    }

    /* Frames without a place are not tried here: each trial is another chance to be taken in. */
    private static Optional<Registration> through(
            Registrar registrar, Optional<StarField> field, Optional<Registration> before) {
        Optional<Transform> first = transform(before);
        return field.filter(stars -> first.isPresent())
                .map(stars -> registrar.register(stars, first))
                .filter(Registration.Registered.class::isInstance)
                .or(() -> before);
    }
}
