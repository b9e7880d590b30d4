package dev.sidereal.develop;

import dev.sidereal.fold.Plane;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.OptionException;
import dev.sidereal.stack.Stack;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A picture that can be developed from a stack which holds its planes.
 *
 * <p>With a plain look and {@link Tones#CODES} the extremes keep the frames' own codes and depth; all other pictures are
 * float.
 */
public enum Product {
    /** The greatest codes. */
    TRAILS("star trails"),
    /** The greatest light where a star was, the mean light where noise was; see {@link StarShares}. */
    CLEAN("clean star trails"),
    /** Trails that fade with time; see {@link Comet}. */
    COMET("comet trails"),
    /** The mean of linear light. */
    AVERAGE("average"),
    /** The sum of linear light. */
    SUM("sum"),
    /** The standard deviation of the light of one frame. */
    SIGMA("sigma"),
    /** In how many of the frames used a sample had data, 1 being all of them. */
    COUNT("count"),
    /** The least codes. */
    MIN("minimum");

    private final String title;

    Product(String title) {
        this.title = title;
    }

    /** For people: {@code star trails}. */
    public String title() {
        return title;
    }

    /** The planes that a stack must hold for this product. */
    public Set<Plane> planes() {
        return switch (this) {
            case TRAILS -> Set.of(Plane.MAX);
            case CLEAN -> Set.of(Plane.COUNT, Plane.MAX, Plane.WHEN, Plane.SUM, Plane.SUMSQ);
            case COMET -> Set.of(Plane.MAX, Plane.WHEN);
            case AVERAGE, SUM -> Set.of(Plane.COUNT, Plane.SUM);
            case SIGMA -> Set.of(Plane.COUNT, Plane.SUM, Plane.SUMSQ);
            case COUNT -> Set.of(Plane.COUNT);
            case MIN -> Set.of(Plane.MIN);
        };
    }

    /** The planes with which this product is best; those of {@link #planes()} among them. */
    public Set<Plane> bestPlanes() {
        return this == COMET ? CLEAN.planes() : planes();
    }

    /** Memory that developing takes beside the picture. */
    public long bytes(FrameInfo first) {
        return this == CLEAN || this == COMET ? StarShares.bytes(first) : 0;
    }

    /** As options name it: {@code trails}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The product of a name.
     *
     * @param option whose value the name is
     * @throws OptionException if there is none
     */
    public static Product named(String option, String name) {
        return Arrays.stream(values())
                .filter(product -> product.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new OptionException(option + ": expected "
                        + Arrays.stream(values()).map(Product::toString).collect(Collectors.joining(", ")) + ", found "
                        + name));
    }

    /** The first product that these planes are enough for. */
    public static Optional<Product> bestOf(Set<Plane> planes) {
        return Arrays.stream(values())
                .filter(product -> planes.containsAll(product.planes()))
                .findFirst();
    }

    /**
     * Makes sure that planes are enough for this product.
     *
     * @throws OptionException if they are not
     */
    public void requirePlanes(Set<Plane> planes) {
        if (!planes.containsAll(planes())) {
            throw new OptionException(this + ": expected a stack with planes " + names(planes()) + ", found "
                    + names(planes) + "; fold the night with --planes " + names(planes()));
        }
    }

    /**
     * Develops the picture; the same stack and look give the same picture, whatever was developed before.
     *
     * @throws OptionException if the stack lacks a plane
     */
    public Picture develop(Stack stack, Look look, Tones tones) {
        return develop(stack, look, tones, Comet.WHOLE_NIGHT);
    }

    /**
     * Develops the picture.
     *
     * @param comet how trails fade, for {@link #COMET}
     * @throws OptionException if the stack lacks a plane
     */
    public Picture develop(Stack stack, Look look, Tones tones, Comet comet) {
        return new Developer(stack).develop(this, look, tones, comet);
    }

    private static String names(Set<Plane> planes) {
        return planes.stream()
                .sorted()
                .map(plane -> plane.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(","));
    }
}
