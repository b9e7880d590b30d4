package dev.sidereal.simulator;

/** A round stone tower with a gallery, a pointed roof and two lit windows. */
final class Tower implements Silhouette {

    /** Colour of its windows. */
    static final Colour LAMP = new Colour(1.0, 0.56, 0.20);

    private static final Colour STONE = Colour.srgb(44, 43, 46);
    private static final Colour ROOF = Colour.srgb(32, 28, 30);
    private static final double HALF_WIDTH = 0.115;

    private final double unit;
    private final double x;
    private final double base;
    private final double height;
    private final int columns;
    private final ValueNoise texture;

    /**
     * @param x      of its middle, in heights of the picture
     * @param base   y of its foot, in heights of the picture
     * @param height in heights of the picture
     */
    Tower(Field field, double x, double base, double height, ValueNoise texture) {
        this.unit = field.height();
        this.columns = field.width();
        this.x = x;
        this.base = base;
        this.height = height;
        this.texture = texture;
    }

    @Override
    public int left() {
        return (int) Math.max(0, (x - 1.5 * HALF_WIDTH * height) * unit);
    }

    @Override
    public int right() {
        return (int) Math.min(columns - 1, (x + 1.5 * HALF_WIDTH * height) * unit + 1);
    }

    @Override
    public int top() {
        return (int) Math.max(0, (base - 1.08 * height) * unit - 1);
    }

    /** Middle of the upper window, in heights of the picture. */
    Point window() {
        return new Point(x, base - 0.54 * height);
    }

    @Override
    public double cover(int column, int row) {
        return (row - 1) / unit > base + 0.1 ? 0 : Subpixels.cover(column, row, this::holds);
    }

    private boolean holds(double column, double row) {
        double s = aside(column);
        double t = up(row);
        if (t < 0.70) {
            return s < 1 - 0.10 * t;
        }
        if (t < 0.74) {
            return s < 0.93 + 8 * (t - 0.70);
        }
        if (t < 0.82) {
            boolean gap = t > 0.79 && Math.floor(s * 2.8 + 0.5) % 2 != 0;
            return (s < 1.25 && !gap) || s < 0.8;
        }
        return s < 0.95 * (1.03 - t) / 0.21 || (s < 0.03 && t < 1.07);
    }

    @Override
    public Colour colour(int column, int row) {
        double lit = Subpixels.cover(column, row, this::windowHolds);
        double t = up(row);
        double s = (column / unit - x) / (HALF_WIDTH * height);
        double course = t * 34;
        double brick = s * 3.5 + 0.5 * (Math.floor(course) % 2);
        boolean joint = course - Math.floor(course) < 0.16 || brick - Math.floor(brick) < 0.09;
        double stones = texture.at(Math.floor(brick) + 40, Math.floor(course), 1);
        double grain = texture.at(column / unit * 240, row / unit * 240, 3);
        double round = Math.sqrt(Math.max(0.12, 1 - 0.45 * (s + 0.4) * (s + 0.4)));
        double shine = Math.max(0.3, (joint ? 0.65 : 1.0) + 0.7 * stones + 0.5 * grain) * round;
        Colour wall = t > 0.82 ? ROOF.times(Math.max(0.4, 0.8 + 0.6 * grain) * round) : STONE.times(shine);
        return wall.towards(LAMP.times(0.85 + 0.3 * grain), lit);
    }

    private boolean windowHolds(double column, double row) {
        double s = aside(column);
        double t = up(row);
        boolean bars = s < 0.035 || Math.abs(t - 0.535) < 0.005;
        double arch = (s / 0.26) * (s / 0.26) + ((t - 0.56) / 0.05) * ((t - 0.56) / 0.05);
        boolean upper = s < 0.26 && t > 0.48 && (t < 0.56 || arch < 1);
        double low = Math.abs((column / unit - x) / (HALF_WIDTH * height) - 0.35);
        boolean lower = low < 0.14 && t > 0.20 && t < 0.27;
        return (upper && !bars) || lower;
    }

    private double aside(double column) {
        return Math.abs(column / unit - x) / (HALF_WIDTH * height);
    }

    private double up(double row) {
        return (base - row / unit) / height;
    }
}
