package dev.sidereal.simulator;

/**
 * A fir: tiers of boughs that widen downwards, with ragged edges.
 *
 * <p>At the part h of its height below the top the half width is W h^0.85 (0.45 + 0.55 f), where f runs from 0 to 1
 * along each tier.
 */
final class Conifer implements Silhouette {

    private static final Colour LIGHT = Colour.srgb(24, 30, 27);

    private final double unit;
    private final double x;
    private final double base;
    private final double height;
    private final double slimness;
    private final double tiers;
    private final ValueNoise edge;
    private final int columns;

    /**
     * @param x      of the trunk, in heights of the picture
     * @param base   y of the foot, in heights of the picture
     * @param height in heights of the picture
     */
    Conifer(Field field, double x, double base, double height, Dice dice, ValueNoise edge) {
        this.unit = field.height();
        this.columns = field.width();
        this.x = x;
        this.base = base;
        this.height = height;
        this.slimness = dice.uniform(0.17, 0.23);
        this.tiers = dice.uniform(9, 13);
        this.edge = edge;
    }

    @Override
    public int left() {
        return (int) Math.max(0, (x - 1.6 * slimness * height) * unit);
    }

    @Override
    public int right() {
        return (int) Math.min(columns - 1, (x + 1.6 * slimness * height) * unit + 1);
    }

    @Override
    public int top() {
        return (int) Math.max(0, (base - height) * unit - 1);
    }

    @Override
    public double cover(int column, int row) {
        return (row - 1) / unit > base + 0.05 ? 0 : Subpixels.cover(column, row, this::holds);
    }

    private boolean holds(double column, double row) {
        double h = (row / unit - (base - height)) / height;
        double aside = (column / unit - x) / height;
        if (h < 0) {
            return false;
        }
        if (h > 0.93) {
            return Math.abs(aside) < 0.016;
        }
        double side = aside < 0 ? 3.3 : 0;
        double tier = h * tiers + 0.5 * edge.at(h * 11 + side, x * 50, 1) + side;
        double rise = tier - Math.floor(tier);
        double width = slimness * StrictMath.pow(h, 0.85) * (0.45 + 0.55 * rise);
        double part = Math.abs(aside) / (width + 0.003);
        if (part < 0.45 || part > 1.5) {
            return part < 0.45;
        }
        return part < 1 + 1.1 * edge.at(aside * 75 + x * 90, h * 60, 3);
    }

    @Override
    public Colour colour(int column, int row) {
        double u = column / unit;
        double v = row / unit;
        double boughs = edge.at(u * 90, v * 170, 3);
        double side = (u - x) / (slimness * height);
        return LIGHT.times(Math.max(0.35, 0.95 - 0.35 * side + 1.1 * boughs));
    }
}
