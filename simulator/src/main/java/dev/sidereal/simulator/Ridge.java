package dev.sidereal.simulator;

import java.util.function.DoubleUnaryOperator;

/** A hill across the whole picture: everything below a line, covered with a texture of patches and blades. */
final class Ridge implements Silhouette {

    private static final int PER_PIXEL = 4;

    private final int width;
    private final double unit;
    private final double[] line;
    private final double highest;
    private final ValueNoise texture;
    private final Colour light;
    private final double contrast;
    private final double across;
    private final double down;

    /**
     * @param line     y of the crest over x, both in heights of the picture
     * @param light    mean colour at the crest
     * @param contrast of the texture, 0 to 1
     * @param across   details of the texture in a height of the picture, sideways
     * @param down     details of the texture in a height of the picture, downwards
     */
    Ridge(
            Field field,
            DoubleUnaryOperator line,
            ValueNoise texture,
            Colour light,
            double contrast,
            double across,
            double down) {
        this.width = field.width();
        this.unit = field.height();
        this.texture = texture;
        this.light = light;
        this.contrast = contrast;
        this.across = across;
        this.down = down;
        this.line = new double[width * PER_PIXEL];
        double top = Double.MAX_VALUE;
        for (int i = 0; i < this.line.length; i++) {
            double x = (i + 0.5) / PER_PIXEL - 0.5;
            this.line[i] = line.applyAsDouble(x / unit) * unit;
            top = Math.min(top, this.line[i]);
        }
        this.highest = top;
    }

    @Override
    public int left() {
        return 0;
    }

    @Override
    public int right() {
        return width - 1;
    }

    @Override
    public int top() {
        return (int) Math.floor(highest);
    }

    @Override
    public double cover(int x, int y) {
        double sum = 0;
        for (int i = 0; i < PER_PIXEL; i++) {
            sum += Math.min(1, Math.max(0, y + 0.5 - line[x * PER_PIXEL + i]));
        }
        return sum / PER_PIXEL;
    }

    @Override
    public Colour colour(int x, int y) {
        double depth = Math.max(0, y - line[x * PER_PIXEL]) / unit;
        double u = x / unit;
        double v = y / unit;
        double patches = texture.at(across * (0.05 * u + 0.03 * v), down * 0.3 * v - 2 * u, 4);
        double blades = texture.at(across * u + 0.2 * down * v, down * v, 3);
        double shine = 1 + contrast * (1.3 * patches + 1.1 * blades);
        return light.times(Math.max(0.25, shine) * (1 - Math.min(0.45, 1.6 * depth)));
    }
}
