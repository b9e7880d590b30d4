package dev.sidereal.keogram;

import dev.sidereal.frame.OptionException;
import dev.sidereal.image.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The line of every frame that a keogram shows.
 *
 * <p>It passes through the middle of the column at half the frame's height, turned clockwise by {@code angle}; it is sampled
 * in steps of one pixel from top to bottom (at 90 degrees from right to left), as far as it lies inside the frame, each time
 * from the nearest pixel.
 *
 * @param column its column, from 0; empty: the middle one, {@code width / 2}
 * @param width  number of parallel lines, a pixel apart, whose light is averaged, 1 or more
 * @param angle  in degrees, -90 to 90; 0 is upright
 */
public record Slit(Optional<Integer> column, int width, double angle) {

    /** The middle column. */
    public static final Slit MIDDLE = new Slit(Optional.empty(), 1, 0);

    public Slit {
        if (width < 1) {
            throw new OptionException("--width: expected 1 or more columns, found " + width);
        }
        if (!(angle >= -90 && angle <= 90)) {
            throw new OptionException("--angle: expected -90 to 90 degrees, found " + angle);
        }
    }

    /**
     * The pixels of every place along the line, top first: numbers {@code y * width + x}; each place has one for each of the
     * parallel lines that is inside the frame there.
     *
     * @throws OptionException if the column is outside the frame
     */
    List<int[]> pixels(Shape frame) {
        int middle = column.orElse(frame.width() / 2);
        if (middle < 0 || middle >= frame.width()) {
            throw new OptionException("--column: expected 0 to " + (frame.width() - 1) + " for frames of "
                    + frame.width() + "x" + frame.height() + " pixels, found " + middle);
        }
        double across = StrictMath.cos(StrictMath.toRadians(angle));
        double aslant = StrictMath.sin(StrictMath.toRadians(angle));
        double y0 = (frame.height() - 1) / 2.0;
        int reach = frame.width() + frame.height();
        List<int[]> places = new ArrayList<>();
        for (int step = -reach; step <= reach; step++) {
            double along = step + (frame.height() % 2 == 0 ? 0.5 : 0);
            if (inside(frame, middle - along * aslant, y0 + along * across).isPresent()) {
                List<Integer> found = new ArrayList<>();
                for (int line = 0; line < width; line++) {
                    double aside = line - (width - 1) / 2;
                    inside(frame, middle - along * aslant + aside * across, y0 + along * across + aside * aslant)
                            .ifPresent(found::add);
                }
                places.add(found.stream().mapToInt(Integer::intValue).toArray());
            }
        }
        return List.copyOf(places);
    }

    private static Optional<Integer> inside(Shape frame, double x, double y) {
        long column = (long) StrictMath.floor(x + 0.5);
        long row = (long) StrictMath.floor(y + 0.5);
        return column >= 0 && column < frame.width() && row >= 0 && row < frame.height()
                ? Optional.of((int) (row * frame.width() + column))
                : Optional.empty();
    }
}
