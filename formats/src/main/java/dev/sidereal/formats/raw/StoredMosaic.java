package dev.sidereal.formats.raw;

import dev.sidereal.formats.codec.Orientation;
import dev.sidereal.frame.Mosaic;
import dev.sidereal.image.Shape;
import java.util.ArrayList;
import java.util.List;

/** A mosaic as it is stored, and as it looks when the picture stands upright. */
final class StoredMosaic {

    private StoredMosaic() {}

    /** The pattern of the upright picture: turned as {@link Orientation#copy} turns samples. */
    static Mosaic upright(Mosaic stored, Orientation orientation, Shape storedShape) {
        Shape upright = orientation.turn(storedShape);
        int columns = orientation.swapsSides() ? stored.rows() : stored.columns();
        int rows = orientation.swapsSides() ? stored.columns() : stored.rows();
        StringBuilder colours = new StringBuilder();
        List<Double> black = new ArrayList<>();
        for (int y = 0; y < rows; y++) {
            int v = orientation.mirrorsY() ? upright.height() - 1 - y : y;
            for (int x = 0; x < columns; x++) {
                int u = orientation.mirrorsX() ? upright.width() - 1 - x : x;
                int place = orientation.swapsSides() ? stored.place(v, u) : stored.place(u, v);
                colours.append(stored.colours().charAt(place));
                black.add(stored.black().get(place));
            }
        }
        return new Mosaic(columns, colours.toString(), black, stored.white(), stored.balance(), stored.toSrgb());
    }
}
