package dev.sidereal.formats.fits;

import dev.sidereal.fold.Plane;
import dev.sidereal.image.Rows;
import dev.sidereal.stack.Stack;
import java.nio.ByteBuffer;
import java.util.Set;

/**
 * The picture that a viewer shows of a stack file, as float, 1 being full scale and NaN missing: the mean light where the
 * stack has sums, else the greatest codes, else what there is.
 */
enum StackPicture {
    MEAN("the mean of linear light", Plane.SUM),
    GREATEST("the greatest codes", Plane.MAX),
    ROOT_MEAN_SQUARE("the root of the mean square of linear light", Plane.SUMSQ),
    LEAST("the least codes", Plane.MIN),
    COUNT("how many frames have data", Plane.COUNT);

    private final String title;
    private final Plane plane;

    StackPicture(String title, Plane plane) {
        this.title = title;
        this.plane = plane;
    }

    /** The best picture of the planes that a stack has. */
    static StackPicture of(Stack stack) {
        Set<Plane> planes = stack.planes();
        for (StackPicture picture : values()) {
            if (planes.contains(picture.plane)) {
                return picture;
            }
        }
        throw new IllegalStateException("no picture of " + planes);
    }

    /** Writes a strip of it, channel by channel of each pixel. */
    void write(Stack stack, int strip, ByteBuffer out) {
        Rows rows = stack.strips().rows().get(strip);
        int samples = stack.strips().samples(rows);
        ByteBuffer numbers = numbers(stack, plane, strip, samples);
        boolean isLight = this == MEAN || this == ROOT_MEAN_SQUARE;
        ByteBuffer counts = isLight ? numbers(stack, Plane.COUNT, strip, samples) : numbers;
        double one = StackCards.fullScale(stack.scale(), plane).orElse(1.0);
        boolean isEmpty = stack.frames().stream().noneMatch(frame -> frame.used());
        for (int i = 0; i < samples; i++) {
            double value = switch (this) {
                case MEAN -> numbers.getLong(8 * i) / one / counts.getInt(4 * i);
                case ROOT_MEAN_SQUARE -> Math.sqrt(numbers.getLong(8 * i) / one / counts.getInt(4 * i));
                case GREATEST, LEAST -> isEmpty ? Double.NaN : code(stack, numbers, i) / one;
                case COUNT -> numbers.getInt(4 * i);
            };
            out.putFloat((float) value);
        }
    }

    private static double code(Stack stack, ByteBuffer numbers, int i) {
        return switch (stack.type()) {
            case UINT8 -> numbers.get(i) & 0xFF;
            case UINT16 -> numbers.getShort(2 * i) & 0xFFFF;
            case FLOAT32 -> numbers.getFloat(4 * i);
        };
    }

    private static ByteBuffer numbers(Stack stack, Plane plane, int strip, int samples) {
        ByteBuffer numbers = ByteBuffer.allocate(samples * stack.type(plane).bytes());
        stack.write(plane, strip, numbers);
        return numbers.flip();
    }

    @Override
    public String toString() {
        return title;
    }
}
