package dev.sidereal.keogram;

import dev.sidereal.develop.Picture;
import dev.sidereal.frame.Coding;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.frame.OptionException;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A night as one column of each frame, side by side, on an axis whose scale is constant: see {@link TimeAxis} for the
 * placing.
 *
 * <p>Colour, in the frames' own codes. Gaps are purple (half red, half blue, no green). Under the picture area of each row
 * lies a black strip with a tick and the time of day at every full hour (every ten minutes of a night below two hours), and
 * with several nights the date of the evening; nothing is written into the picture area.
 *
 * @param slit   which line of each frame
 * @param scale  seconds of a column; empty: the median time from one frame to the next
 * @param nights whether each night from noon to noon has a row of its own
 */
public record Keogram(Slit slit, Optional<Double> scale, boolean nights) {

    /** How a keogram is called as a product: {@code keogram}. */
    public static final String NAME = "keogram";

    /** The middle column of each frame. */
    public static final Keogram PLAIN = new Keogram(Slit.MIDDLE, Optional.empty(), false);

    private static final int TICK = 5;
    private static final int GAP_ABOVE = 3;
    private static final long MOST_BYTES = 1L << 30;

    public Keogram {
        if (scale.isPresent() && !(scale.get() > 0 && scale.get() <= 86_400)) {
            throw new OptionException("--scale: expected seconds above 0 and at most 86400, found " + scale.get());
        }
    }

    /**
     * Makes sure that the frames can be placed, and their picture be held in memory.
     *
     * @throws OptionException if their keogram would be too wide or too large
     */
    public void requireFit(List<FrameRecord> frames, Columns columns) {
        TimeAxis axis = TimeAxis.of(frames, scale, nights);
        long bytes = Raster.bytes(new Shape(axis.columns(), 1, 3), columns.type())
                * height(axis, columns)
                * axis.rows().size();
        if (bytes > MOST_BYTES) {
            throw new OptionException("keogram: expected a picture of at most " + (MOST_BYTES >> 20) + " MiB, found "
                    + (bytes >> 20) + "; give more seconds to each column with --scale");
        }
    }

    private static int height(TimeAxis axis, Columns columns) {
        int size = dots(axis, columns);
        return columns.length() + (TICK + GAP_ABOVE + Lettering.HEIGHT + GAP_ABOVE) * size;
    }

    /* Pixels of a dot of the lettering. */
    private static int dots(TimeAxis axis, Columns columns) {
        return Math.max(1, Math.min(columns.length() / 400, axis.columns() / 60));
    }

    /** Whether every frame used has a time; if not, columns are frames. */
    public static boolean hasTimes(List<FrameRecord> frames) {
        return frames.stream()
                .filter(FrameRecord::used)
                .allMatch(frame -> frame.time().isPresent());
    }

    /** Puts the columns that were taken of the frames side by side. */
    public Picture of(Columns taken, FrameInfo first, List<FrameRecord> frames) {
        TimeAxis axis = TimeAxis.of(frames, scale, nights);
        int size = dots(axis, taken);
        int height = height(axis, taken);
        Shape shape = new Shape(axis.columns(), height * axis.rows().size(), 3);
        Raster picture = Raster.allocate(shape, taken.type());
        for (int row = 0; row < axis.rows().size(); row++) {
            int top = row * height;
            gaps(picture, top, taken.length());
            axis.rows().get(row).forEach((column, place) -> {
                if (taken.has(place.frame())) {
                    for (int x = column; x < Math.min(shape.width(), column + place.columns()); x++) {
                        column(picture, taken, place.frame(), x, top);
                    }
                }
            });
            letter(picture, axis, row, top + taken.length(), size);
        }
        return new Picture(picture, NAME, colour(first), frames);
    }

    /* The profile of grey frames is none for colours. */
    private static FrameInfo colour(FrameInfo first) {
        return first.shape().channels() == 3
                ? first
                : first.with(new Coding(Optional.empty(), first.coding().curve(), Optional.empty()));
    }

    private static void gaps(Raster picture, int top, int length) {
        double most = picture.type().most();
        double half = picture.type() == SampleType.FLOAT32 ? 0.5 : StrictMath.rint(most / 2);
        for (int y = top; y < top + length; y++) {
            for (int x = 0; x < picture.shape().width(); x++) {
                picture.set(x, y, 0, half);
                picture.set(x, y, 2, half);
            }
        }
    }

    private static void column(Raster picture, Columns taken, int frame, int x, int top) {
        for (int place = 0; place < taken.length(); place++) {
            for (int c = 0; c < 3; c++) {
                picture.set(x, top + place, c, taken.code(frame, place, c));
            }
        }
    }

    private static void letter(Raster picture, TimeAxis axis, int row, int top, int size) {
        int below = top + (TICK + GAP_ABOVE) * size;
        int free = 0;
        if (axis.rows().size() > 1) {
            String evening = axis.begins().get(row).minusHours(12).toLocalDate().toString();
            Lettering.write(picture, evening, 0, below, size);
            free = Lettering.width(evening, size) + 6 * size;
        }
        for (Map.Entry<Integer, String> mark : axis.marks(row).entrySet()) {
            Lettering.fill(
                    picture,
                    mark.getKey(),
                    top,
                    size,
                    TICK * size,
                    picture.type().most());
            int width = Lettering.width(mark.getValue(), size);
            int left = Math.max(0, Math.min(picture.shape().width() - width, mark.getKey() - width / 2));
            if (left >= free && width <= picture.shape().width()) {
                Lettering.write(picture, mark.getValue(), left, below, size);
                free = left + width + 6 * size;
            }
        }
    }
}
