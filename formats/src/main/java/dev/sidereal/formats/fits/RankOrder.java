package dev.sidereal.formats.fits;

import dev.sidereal.fold.Plane;
import dev.sidereal.image.SampleType;
import dev.sidereal.stack.Stack;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Whether the lists of greatest codes in a stack fall from rank to rank, as they do where no file was tampered with. */
final class RankOrder {

    private RankOrder() {}

    /** What is wrong: {@code expected ..., found ..., at plane ...}. */
    static Optional<String> contradiction(Stack stack) {
        int ranks = Plane.ranks(stack.planes());
        for (int rank = 2; rank <= ranks; rank++) {
            for (int strip = 0; strip < stack.strips().count(); strip++) {
                if (isDisordered(stack, strip, rank)) {
                    return Optional.of("expected codes that fall from rank to rank, of equal codes the earlier frame"
                            + " first, found others, at plane " + Plane.value(rank));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isDisordered(Stack stack, int strip, int rank) {
        ByteBuffer above = numbers(stack, Plane.value(rank - 1), strip);
        ByteBuffer below = numbers(stack, Plane.value(rank), strip);
        ByteBuffer first = numbers(stack, Plane.frame(rank - 1), strip);
        ByteBuffer second = numbers(stack, Plane.frame(rank), strip);
        int samples = first.limit() / Integer.BYTES;
        for (int i = 0; i < samples; i++) {
            int here = first.getInt(4 * i);
            int next = second.getInt(4 * i);
            if (next < 0) {
                continue;
            }
            double greater = code(stack.type(), above, i);
            double less = code(stack.type(), below, i);
            if (here < 0 || !(greater > less || (greater == less && here < next))) {
                return true;
            }
        }
        return false;
    }

    private static double code(SampleType type, ByteBuffer numbers, int i) {
        return switch (type) {
            case UINT8 -> numbers.get(i) & 0xFF;
            case UINT16 -> numbers.getShort(2 * i) & 0xFFFF;
            case FLOAT32 -> numbers.getFloat(4 * i);
        };
    }

    private static ByteBuffer numbers(Stack stack, Plane plane, int strip) {
        int samples = stack.strips().samples(stack.strips().rows().get(strip));
        ByteBuffer numbers = ByteBuffer.allocate(samples * stack.type(plane).bytes());
        stack.write(plane, strip, numbers);
        return numbers.flip();
    }
}
