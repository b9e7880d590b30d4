package dev.sidereal.formats.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * Feeds damaged files to a parser. Whatever the bytes, it must give a result or refuse with a sentence, in time: any other
 * exception fails the test with the input in Base64, which then becomes a test of its own.
 *
 * <p>Inputs come from good ones by random changes, always the same for the same seed. {@code -Dfuzz.inputs=1000000} tries
 * more of them than the build does, {@code -Dfuzz.seed=2} others.
 */
public final class Fuzzing {

    private static final int INPUTS = Integer.getInteger("fuzz.inputs", 2000);
    private static final long SEED = Long.getLong("fuzz.seed", 1);
    private static final Duration LIMIT = Duration.ofSeconds(5);

    /** What is tried. */
    public interface Target {

        /** Reads an input; refuses it with an {@link IOException} that says what is wrong. */
        void read(byte[] input) throws IOException;
    }

    private Fuzzing() {}

    /** Tries a target on the good inputs and on many damaged ones. */
    public static void run(List<byte[]> good, Target target) {
        run(good, UnaryOperator.identity(), target);
    }

    /**
     * Tries a target whose inputs carry sums over themselves.
     *
     * @param repair makes the sums of every second damaged input right again, so that damage comes further
     */
    public static void run(List<byte[]> good, UnaryOperator<byte[]> repair, Target target) {
        good.forEach(input -> tryOne(input, target));
        Random random = new Random(SEED);
        for (int i = 0; i < INPUTS; i++) {
            byte[] input = good.get(random.nextInt(good.size()));
            for (int changes = 1 + random.nextInt(6); changes > 0; changes--) {
                input = change(input, good, random);
            }
            tryOne(i % 2 == 0 ? input : repair.apply(input), target);
        }
    }

    private static void tryOne(byte[] input, Target target) {
        long begin = System.nanoTime();
        try {
            target.read(input);
        } catch (IOException e) {
            assertThat(e.getMessage())
                    .as("refusal of %s", text(input))
                    .matches("(?s).*expected .+, found .+|.*says .+|.{20,}");
        } catch (RuntimeException | Error e) {
            fail("expected a result or a sentence for the input " + text(input), e);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .as("time for %s", text(input))
                .isLessThan(LIMIT);
    }

    private static String text(byte[] input) {
        return Base64.getEncoder().encodeToString(input);
    }

    private static byte[] change(byte[] input, List<byte[]> good, Random random) {
        if (input.length == 0) {
            return new byte[] {(byte) random.nextInt()};
        }
        int at = position(input.length, random);
        return switch (random.nextInt(8)) {
            case 0 -> set(input, at, input[at] ^ 1 << random.nextInt(8));
            case 1 -> set(input, at, random.nextInt());
            case 2 -> set(input, at, List.of(0, 1, 0x7F, 0x80, 0xFE, 0xFF).get(random.nextInt(6)));
            case 3 -> setFour(input, at, random);
            case 4 -> splice(input, at, input, Math.min(input.length, at + 1 + random.nextInt(16)));
            case 5 -> splice(input, Math.min(input.length, at + 1 + random.nextInt(16)), input, at);
            case 6 -> splice(input, at, new byte[0], 0);
            default -> {
                byte[] other = good.get(random.nextInt(good.size()));
                yield splice(input, at, other, position(other.length, random));
            }
        };
    }

    /* Most of what matters lies near the beginning or the end. */
    private static int position(int length, Random random) {
        int near = Math.min(length, 256);
        return switch (random.nextInt(3)) {
            case 0 -> random.nextInt(near);
            case 1 -> length - 1 - random.nextInt(near);
            default -> random.nextInt(length);
        };
    }

    private static byte[] set(byte[] input, int at, int value) {
        byte[] changed = input.clone();
        changed[at] = (byte) value;
        return changed;
    }

    private static byte[] setFour(byte[] input, int at, Random random) {
        int value = List.of(0, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, 1, 0xFFFF, input.length, random.nextInt())
                .get(random.nextInt(8));
        boolean little = random.nextBoolean();
        byte[] changed = input.clone();
        for (int i = 0; i < 4 && at + i < changed.length; i++) {
            changed[at + i] = (byte) (value >> (8 * (little ? i : 3 - i)));
        }
        return changed;
    }

    /* The head of one and the tail of another. */
    private static byte[] splice(byte[] head, int headEnd, byte[] tail, int tailBegin) {
        byte[] both = new byte[headEnd + tail.length - tailBegin];
        System.arraycopy(head, 0, both, 0, headEnd);
        System.arraycopy(tail, tailBegin, both, headEnd, tail.length - tailBegin);
        return both;
    }
}
