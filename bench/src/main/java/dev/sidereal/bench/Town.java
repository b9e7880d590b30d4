package dev.sidereal.bench;

import dev.sidereal.image.Raster;
import dev.sidereal.image.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Some lit buildings in front of everything: walls brighter or darker than the sky, windows, noise of its own. */
final class Town {

    private record House(int left, int top, int right, double wall, double warmth) {}

    private static final double WALL_NOISE = 3;

    private final Shape shape;
    private final long seed;
    private final int unit;
    private final List<House> houses = new ArrayList<>();

    Town(Shape shape, long seed) {
        this.shape = shape;
        this.seed = seed;
        this.unit = Math.max(4, shape.height() / 100);
        Random random = new Random(seed);
        int count = 3 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            int left = (int) (shape.width() * random.nextDouble(0, 0.92));
            int width = (int) (shape.width() * random.nextDouble(0.04, 0.10));
            int top = (int) (shape.height() * random.nextDouble(0.45, 0.78));
            houses.add(new House(
                    left,
                    top,
                    Math.min(shape.width(), left + width),
                    random.nextDouble(40, 200),
                    random.nextDouble(0.75, 1)));
        }
    }

    /** Takes what the houses hide out of a mask of the sky. */
    void cover(Raster sky) {
        for (House house : houses) {
            for (int y = house.top; y < shape.height(); y++) {
                for (int x = house.left; x < house.right; x++) {
                    sky.set(x, y, 0, 0);
                }
            }
        }
    }

    void draw(int frame, int frames, Raster into) {
        Random noise = new Random(seed * 100_003 + frame);
        for (int h = 0; h < houses.size(); h++) {
            House house = houses.get(h);
            for (int y = house.top; y < shape.height(); y++) {
                for (int x = house.left; x < house.right; x++) {
                    double code = code(house, h, x, y, (double) frame / frames);
                    for (int c = 0; c < 3; c++) {
                        double seen = code * (c == 2 ? house.warmth : 1) + WALL_NOISE * noise.nextGaussian();
                        into.set(x, y, c, Math.rint(Math.max(0, Math.min(255, seen))));
                    }
                }
            }
        }
    }

    private double code(House house, int number, int x, int y, double time) {
        int column = (x - house.left) / unit;
        int floor = (y - house.top) / unit;
        boolean isWindow = column % 3 == 1 && floor % 3 == 1;
        if (!isWindow) {
            return house.wall * (1 - 0.1 * (floor % 2));
        }
        long hash = ((column * 7919L + floor * 104_729L + number * 1_299_709L + seed) * 0x9E3779B97F4A7C15L) >>> 40;
        boolean isLit = hash % 3 == 0 || (hash % 3 == 1 && hash % 7 == 0 && time > 0.2 && time < 0.5);
        return isLit ? 235 : 0.5 * house.wall;
    }
}
