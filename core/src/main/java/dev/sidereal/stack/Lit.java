package dev.sidereal.stack;

import dev.sidereal.fold.Plane;
import dev.sidereal.image.Shape;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A frame that lit a pixel.
 *
 * @param channel from 0
 * @param rank    1: it had the greatest code, 2: the second greatest, and so on
 * @param value   the code, or the number of a float sample
 * @param row     row of the list of frames
 */
public record Lit(int channel, int rank, double value, int row) {

    /**
     * The frames that a stack names for a pixel, channel by channel, brightest first.
     *
     * @param x column, inside the picture
     * @param y row, inside the picture
     */
    public static List<Lit> at(Stack stack, int x, int y) {
        Shape shape = stack.first().shape();
        int strip = IntStream.range(0, stack.strips().count())
                .filter(s -> y < stack.strips().rows().get(s).end())
                .findFirst()
                .orElseThrow();
        int first = ((y - stack.strips().rows().get(strip).first()) * shape.width() + x) * shape.channels();
        List<Lit> lit = new ArrayList<>();
        for (int c = 0; c < shape.channels(); c++) {
            for (int rank = 1; rank <= Plane.ranks(stack.planes()); rank++) {
                int row = stack.numbers(Plane.frame(rank), strip).getInt(4 * (first + c));
                if (row >= 0) {
                    ByteBuffer codes = stack.numbers(Plane.value(rank), strip);
                    lit.add(new Lit(c, rank, code(stack, codes, first + c), row));
                }
            }
        }
        return List.copyOf(lit);
    }

    private static double code(Stack stack, ByteBuffer codes, int i) {
        return switch (stack.type()) {
            case UINT8 -> codes.get(i) & 0xFF;
            case UINT16 -> codes.getShort(2 * i) & 0xFFFF;
            case FLOAT32 -> codes.getFloat(4 * i);
        };
    }
}
