package dev.sidereal.align;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the places of all frames of a session on one of them.
 *
 * <p>Frames are registered in their order, away from the reference to both sides, each predicted by where the one before it was. Then
 * {@link LensFit} asks all of them together for the distortion of their lens. Where there is one, all are registered once more through it, and that
 * again until it rests.
 *
 * <p>Deterministic. Cost: that of {@link Registrar} for each frame, once or twice, and some 0.1 s for the lens.
 */
public final class Placing {

    /* With each, stars farther out are paired. */
    private static final int MOST_ROUNDS = 6;
    private static final double NEAR = 1e-4;

    private Placing() {}

    /**
     * Where frames lie; empty for those without a field.
     *
     * @param reference number of the frame that the others are registered on, which has a field
     * @param fields    stars of each frame in the order of the session
     */
    public static List<Optional<Registration>> of(int reference, List<Optional<StarField>> fields) {
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
        return found;
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

    private static List<Optional<Registration>> inOrder(
            Registrar registrar, int reference, List<Optional<StarField>> fields) {
        List<Optional<Registration>> found = new ArrayList<>(Collections.nCopies(fields.size(), Optional.empty()));
        int stars = registrar.reference().stars().size();
        found.set(reference, Optional.of(new Registration.Registered(Transform.IDENTITY, 0, stars, 1)));
        for (int step : new int[] {1, -1}) {
            Optional<Transform> last = Optional.of(Transform.IDENTITY);
            for (int i = reference + step; i >= 0 && i < fields.size(); i += step) {
                Optional<Transform> prediction = last;
                Optional<Registration> place = fields.get(i).map(field -> registrar.register(field, prediction));
                found.set(i, place);
                if (place.isPresent() && place.get() instanceof Registration.Registered registered) {
                    last = Optional.of(registered.transform());
                }
            }
        }
        return found;
    }

    private static boolean isNear(Lens one, Lens other) {
        return Math.abs(one.k1() - other.k1()) < NEAR && Math.abs(one.k2() - other.k2()) < NEAR;
    }

    private static List<Optional<Registration>> through(
            Registrar registrar, int reference, List<Optional<StarField>> fields, List<Optional<Registration>> before) {
        List<Optional<Registration>> found = new ArrayList<>(before);
        for (int i = 0; i < found.size(); i++) {
            /* Frames without a place are not tried again: each trial is another chance to be taken in. */
            boolean isPlaced =
                    i != reference && fields.get(i).isPresent() && before.get(i).isPresent();
            if (isPlaced && before.get(i).get() instanceof Registration.Registered first) {
                Registration second = registrar.register(fields.get(i).get(), Optional.of(first.transform()));
                found.set(i, Optional.of(second instanceof Registration.Registered ? second : first));
            }
        }
        return found;
    }
}
