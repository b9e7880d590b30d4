package dev.sidereal.studio;

import dev.sidereal.image.Raster;
import dev.sidereal.sky.SkyMask;
import dev.sidereal.stack.Stack;
import dev.sidereal.studio.web.Problem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The mask of a stack: found when somebody first asks for it, which takes some seconds, then painted. Safe for use by many
 * threads.
 */
final class StackMask {

    private final Stack stack;
    /* Held while the mask is found, before the mask itself, which is held for moments only. */
    private final Object finding = new Object();
    private Optional<MaskEasel> easel = Optional.empty();

    StackMask(Stack stack) {
        this.stack = stack;
    }

    /** Whether the stack holds what finding takes. */
    boolean isPossible() {
        return stack.planes().containsAll(SkyMask.PLANES);
    }

    /** How often it has changed; 0 before it was found. */
    synchronized int version() {
        return easel.map(MaskEasel::version).orElse(0);
    }

    /** As it stands now: painting may go on. */
    Raster copy() {
        MaskEasel mask = easel();
        synchronized (this) {
            return mask.copy();
        }
    }

    /** Does something with it, and says how it stands then. */
    Map<String, Object> paint(Consumer<MaskEasel> work) {
        MaskEasel mask = easel();
        synchronized (this) {
            work.accept(mask);
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("version", mask.version());
            answer.put("strokes", mask.strokes());
            answer.put("doubt", mask.doubt());
            return answer;
        }
    }

    private synchronized Optional<MaskEasel> standing() {
        return easel;
    }

    private MaskEasel easel() {
        synchronized (finding) {
            Optional<MaskEasel> ready = standing();
            if (ready.isPresent()) {
                return ready.get();
            }
            if (!isPossible()) {
                throw new Problem(
                        409,
                        "mask: expected a stack in which the sky can be found; run the night again with more to keep");
            }
            MaskEasel found = new MaskEasel(SkyMask.of(stack));
            synchronized (this) {
                easel = Optional.of(found);
            }
            return found;
        }
    }
}
