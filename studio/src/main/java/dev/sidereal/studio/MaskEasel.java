package dev.sidereal.studio;

import dev.sidereal.image.Raster;
import dev.sidereal.sky.Brush;
import dev.sidereal.sky.Fill;
import dev.sidereal.sky.SkyMask;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A mask that is being painted: it begins as the stack has it, and every stroke can be taken back. Not safe for use by many
 * threads.
 */
final class MaskEasel {

    private static final int MOST_STROKES = 500;

    private interface Stroke {
        void on(Raster mask);
    }

    private final SkyMask found;
    private final List<Stroke> strokes = new ArrayList<>();
    private Raster painted;
    private int version = 1;

    MaskEasel(SkyMask found) {
        this.found = found;
        this.painted = copy(found.raster());
    }

    private static Raster copy(Raster raster) {
        Raster copy = Raster.allocate(raster.shape(), raster.type());
        copy.bytes().put(raster.bytes());
        return copy;
    }

    /** The mask as it stands; what is painted later does not change it. */
    Raster copy() {
        return copy(painted);
    }

    /** Why it could not be found, if it could not. */
    Optional<String> doubt() {
        return found.doubt();
    }

    /** How often it has changed. */
    int version() {
        return version;
    }

    int strokes() {
        return strokes.size();
    }

    /** Paints a line. */
    void paint(Brush brush, List<Brush.Point> line) {
        List<Brush.Point> kept = List.copyOf(line);
        add(mask -> brush.paint(kept, mask));
    }

    /** Fills the part of the mask that holds a pixel. */
    void fill(Fill fill, int x, int y) {
        add(mask -> fill.paint(x, y, mask));
    }

    private void add(Stroke stroke) {
        if (strokes.size() >= MOST_STROKES) {
            throw new dev.sidereal.frame.OptionException(
                    "mask: expected at most " + MOST_STROKES + " strokes, found more; save the mask and begin anew");
        }
        stroke.on(painted);
        strokes.add(stroke);
        version++;
    }

    /** Takes back the last stroke, if there is one. */
    void undo() {
        if (!strokes.isEmpty()) {
            strokes.remove(strokes.size() - 1);
            painted = copy(found.raster());
            strokes.forEach(stroke -> stroke.on(painted));
            version++;
        }
    }
}
