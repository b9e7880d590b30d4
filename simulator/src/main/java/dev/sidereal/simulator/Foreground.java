package dev.sidereal.simulator;

import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The ground as one still picture: for every pixel the part of it that is sky, in 255ths, and the light of the rest.
 * Only the rows from the highest silhouette down are kept, at seven bytes per pixel.
 */
final class Foreground {

    private static final int OPEN_SKY = 255;
    private static final float UNIT = 1f / 65_535;

    private final Field field;
    private final int top;
    private final byte[] sky;
    private final char[] light;

    private Foreground(Field field, int top) {
        this.field = field;
        this.top = top;
        this.sky = new byte[(field.height() - top) * field.width()];
        this.light = new char[sky.length * 3];
    }

    static Foreground of(Field field, long seed) {
        Landscape landscape = Landscape.of(field, seed);
        int top =
                landscape.silhouettes().stream().mapToInt(Silhouette::top).min().orElse(field.height());
        Foreground ground = new Foreground(field, Math.min(field.height(), Math.max(0, top)));
        for (int y = ground.top; y < field.height(); y++) {
            ground.paintRow(landscape, y);
        }
        return ground;
    }

    private void paintRow(Landscape landscape, int y) {
        List<Silhouette> things =
                landscape.silhouettes().stream().filter(t -> y >= t.top()).toList();
        Point window = landscape.tower().window();
        for (int x = 0; x < field.width(); x++) {
            paint(things, x, y, window);
        }
    }

    /* From near to far, so that nothing is computed that is hidden. */
    private void paint(List<Silhouette> things, int x, int y, Point window) {
        double open = 1;
        Colour ground = new Colour(0, 0, 0);
        for (int i = things.size() - 1; i >= 0 && open > 0; i--) {
            Silhouette thing = things.get(i);
            double cover = x < thing.left() || x > thing.right() ? 0 : thing.cover(x, y);
            if (cover > 0) {
                ground = ground.plus(thing.colour(x, y).times(open * cover));
                open *= 1 - cover;
            }
        }
        int at = (y - top) * field.width() + x;
        int part = (int) Math.rint(OPEN_SKY * open);
        sky[at] = (byte) part;
        if (part < OPEN_SKY) {
            // So far the light is that of the ground's part of the pixel; the lamp shines on ground only.
            keep(at, ground.times(1 / (1 - open)).plus(lamplight(x, y, window)));
        }
    }

    private void keep(int at, Colour ground) {
        light[3 * at] = code(ground.red());
        light[3 * at + 1] = code(ground.green());
        light[3 * at + 2] = code(ground.blue());
    }

    private Colour lamplight(int x, int y, Point window) {
        double d = new Point((double) x / field.height(), (double) y / field.height()).distance(window);
        return Tower.LAMP.times(0.035 * StrictMath.exp(-d / 0.028));
    }

    private static char code(double value) {
        return (char) Math.rint(65_535 * Math.min(1, value));
    }

    /** Lets only the open part of the sky through and adds the light of the ground. */
    void cover(Band band) {
        float[] light = band.light();
        for (int y = Math.max(top, band.rows().first()); y < band.rows().end(); y++) {
            int at = (y - top) * field.width();
            int i = band.index(0, y);
            for (int x = 0; x < field.width(); x++, at++, i += 3) {
                int part = sky[at] & 0xFF;
                if (part < OPEN_SKY) {
                    float open = part / 255f;
                    float closed = (1 - open) * UNIT;
                    light[i] = open * light[i] + closed * this.light[3 * at];
                    light[i + 1] = open * light[i + 1] + closed * this.light[3 * at + 1];
                    light[i + 2] = open * light[i + 2] + closed * this.light[3 * at + 2];
                }
            }
        }
    }

    /** The sky's part of every pixel: one channel, 255 is open sky, 0 is ground. */
    Raster mask() {
        Raster mask = Raster.allocate(new Shape(field.width(), field.height(), 1), SampleType.UINT8);
        ByteBuffer bytes = mask.bytes();
        for (int i = 0; i < top * field.width(); i++) {
            bytes.put((byte) OPEN_SKY);
        }
        bytes.put(sky);
        return mask;
    }
}
