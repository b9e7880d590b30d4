package dev.sidereal.develop;

import dev.sidereal.fold.Plane;
import dev.sidereal.frame.OptionException;
import dev.sidereal.image.Raster;
import dev.sidereal.mosaic.Mosaics;
import dev.sidereal.stack.Stack;
import java.util.Optional;

/**
 * Develops several pictures from one stack, which must not change meanwhile: what they share is found once.
 *
 * <p>Shared is which samples stars lit ({@link CleanLight}), most of the time that clean trails and comets take; it is kept, a byte a
 * sample. Pictures are the same whether they are developed together or by themselves. Belongs to one thread.
 */
public final class Developer {

    private final Stack stack;
    private Optional<StarShares> shares = Optional.empty();

    public Developer(Stack stack) {
        this.stack = stack;
    }

    /** The stack that is developed. */
    public Stack stack() {
        return stack;
    }

    /**
     * Develops a picture.
     *
     * @param comet how trails fade, for {@link Product#COMET}
     * @throws OptionException if the stack lacks a plane
     */
    public Picture develop(Product product, Look look, Tones tones, Comet comet) {
        product.requirePlanes(stack.planes());
        boolean asFolded = tones == Tones.CODES && look.equals(Look.plain(stack.curve()));
        return new Picture(
                codes(product)
                        .filter(codes -> asFolded)
                        .orElseGet(() -> Development.of(light(product, comet), look, tones)),
                product.title(),
                look.coding(stack.first(), stack.curve(), tones),
                stack.frames());
    }

    /* The extremes of codes, as they were folded; those of a mosaic are no picture yet. */
    private Optional<Raster> codes(Product product) {
        if (stack.first().coding().mosaic().isPresent()) {
            return Optional.empty();
        }
        return switch (product) {
            case TRAILS -> Optional.of(stack.extreme(Plane.MAX));
            case MIN -> Optional.of(stack.extreme(Plane.MIN));
            default -> Optional.empty();
        };
    }

    /** Linear light, 1 being the full scale of one frame. */
    Raster light(Product product, Comet comet) {
        return switch (product) {
            case TRAILS -> extreme(Plane.MAX);
            case CLEAN -> picture(clean());
            case COMET -> picture(CometLight.of(stack, comet, this::trails));
            case MIN -> extreme(Plane.MIN);
            case AVERAGE -> light(StackLight.MEAN);
            case SUM -> light(StackLight.SUM);
            case SIGMA -> light(StackLight.SIGMA);
            case COUNT -> StackLight.counts(stack);
        };
    }

    private Raster clean() {
        StarShares found = shares.orElseGet(() -> StarShares.of(stack));
        shares = Optional.of(found);
        return CleanLight.of(stack, found);
    }

    /* The best trails that the planes allow. */
    private Raster trails() {
        return stack.planes().containsAll(Product.CLEAN.planes())
                ? clean()
                : CodeLight.of(stack.extreme(Plane.MAX), stack.curve());
    }

    private Raster extreme(Plane plane) {
        return stack.first()
                .coding()
                .mosaic()
                .map(mosaic -> MosaicLight.extreme(stack, plane, mosaic))
                .orElseGet(() -> CodeLight.of(stack.extreme(plane), stack.curve()));
    }

    /* Light of single samples: of a mosaic, colours are still to be made. */
    private Raster picture(Raster light) {
        return stack.first()
                .coding()
                .mosaic()
                .map(mosaic -> Mosaics.develop(light, stack.type().most(), mosaic))
                .orElse(light);
    }

    private Raster light(StackLight light) {
        return stack.first()
                .coding()
                .mosaic()
                .map(mosaic -> MosaicLight.of(stack, light, mosaic))
                .orElseGet(() -> light.of(stack));
    }
}
