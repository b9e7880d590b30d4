package dev.sidereal.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class PackedNumbersTest {

    @Test
    void any_bits_come_back() {
        Random random = new Random(1);
        for (int width : new int[] {1, 2, 4, 8}) {
            long[] bits = random.longs(1000).toArray();
            bits[0] = 0;
            bits[1] = -1;
            bits[2] = Long.MIN_VALUE;
            bits[3] = Long.MAX_VALUE;
            requireSame(width, bits);
        }
    }

    @Test
    void equal_numbers_take_nine_bytes_and_others_what_their_range_needs() {
        assertThat(requireSame(4, LongStream.range(0, 1000).map(i -> 60).toArray()))
                .isEqualTo(9);
        assertThat(requireSame(
                        8, LongStream.range(0, 256).map(i -> i + (1L << 50)).toArray()))
                .isEqualTo(9 + 256);
        assertThat(requireSame(8, LongStream.range(0, 257).map(i -> i - 1000).toArray()))
                .isEqualTo(9 + 2 * 257);
        assertThat(requireSame(2, new long[0])).isEqualTo(9);
    }

    /* The bytes that they took. */
    private static int requireSame(int width, long[] numbers) {
        ByteBuffer plain = TileState.order(ByteBuffer.allocate(numbers.length * width));
        for (long number : numbers) {
            switch (width) {
                case 1 -> plain.put((byte) number);
                case 2 -> plain.putShort((short) number);
                case 4 -> plain.putInt((int) number);
                default -> plain.putLong(number);
            }
        }
        ByteBuffer packed = TileState.order(ByteBuffer.allocate(PackedNumbers.HEAD + plain.capacity()));
        PackedNumbers.write(plain.flip(), width, packed);
        ByteBuffer back = TileState.order(ByteBuffer.allocate(plain.capacity()));
        PackedNumbers.read(packed.flip(), numbers.length, width, back);
        assertThat(packed.hasRemaining()).isFalse();
        assertThat(back.array()).isEqualTo(plain.array());
        return packed.limit();
    }
}
