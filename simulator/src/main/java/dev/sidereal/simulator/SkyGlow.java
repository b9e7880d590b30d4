package dev.sidereal.simulator;

/**
 * The light between the stars: dark blue overhead, warm at the horizon, the dome of a distant town, and a faint Milky
 * Way that turns with the stars. The glow fades a little through the night and breathes slowly.
 *
 * <p>It is smooth, so it is computed on a grid of some 200 rows and is straight between the nodes.
 */
final class SkyGlow {

    private static final Colour ZENITH = Colour.srgb(13, 20, 44);
    private static final Colour MIDDLE = Colour.srgb(20, 38, 68);
    private static final Colour HORIZON = Colour.srgb(96, 72, 50);
    private static final Colour TOWN = Colour.srgb(138, 94, 40);
    private static final Colour MILKY_WAY = Colour.srgb(40, 38, 44);
    private static final double HORIZON_HEIGHT = 0.80;

    private final Field field;
    private final StarTracks tracks;
    private final Cadence cadence;
    private final ValueNoise clouds;
    private final int step;
    private final int columns;
    private final int rows;
    private final double townX;
    private final double bandAngle;
    private final double bandDistance;
    private final float[] still;

    SkyGlow(NightScene scene, StarTracks tracks) {
        this.field = scene.field();
        this.tracks = tracks;
        this.cadence = scene.cadence();
        this.clouds = new ValueNoise(scene.seed(), "milky way");
        this.step = Math.max(2, field.height() / 200);
        this.columns = (field.width() - 1) / step + 2;
        this.rows = (field.height() - 1) / step + 2;
        Dice dice = new Dice(scene.seed(), "sky");
        this.townX = dice.uniform(0.12, 0.30);
        this.bandAngle = dice.uniform(0.55, 0.85);
        this.bandDistance = dice.uniform(0.55, 0.70);
        this.still = still();
    }

    /** The glow at the nodes of the grid, three channels, in the middle of an exposure. */
    float[] of(int frame) {
        double turn = tracks.turn(cadence.middle(frame));
        double cos = StrictMath.cos(bandAngle - turn);
        double sin = StrictMath.sin(bandAngle - turn);
        float drift = (float) drift(frame);
        float[] glow = still.clone();
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                int i = (row * columns + column) * 3;
                double milky = milkyWay(column, row, cos, sin);
                glow[i] = drift * glow[i] + (float) (milky * MILKY_WAY.red());
                glow[i + 1] = drift * glow[i + 1] + (float) (milky * MILKY_WAY.green());
                glow[i + 2] = drift * glow[i + 2] + (float) (milky * MILKY_WAY.blue());
            }
        }
        return glow;
    }

    /** Adds a grid of glow to the rows of a band. */
    void addTo(Band band, float[] glow) {
        float[] nodes = new float[columns * 3];
        for (int y = band.rows().first(); y < band.rows().end(); y++) {
            blendRows(glow, y, nodes);
            addRow(nodes, band.light(), band.index(0, y));
        }
    }

    private void blendRows(float[] glow, int y, float[] nodes) {
        int above = y / step * columns * 3;
        float part = (float) (y % step) / step;
        for (int i = 0; i < nodes.length; i++) {
            float a = glow[above + i];
            nodes[i] = a + part * (glow[above + columns * 3 + i] - a);
        }
    }

    private void addRow(float[] nodes, float[] light, int start) {
        float part = 1f / step;
        for (int x = 0; x < field.width(); x++) {
            int node = x / step * 3;
            float t = x % step * part;
            int i = start + 3 * x;
            light[i] += nodes[node] + t * (nodes[node + 3] - nodes[node]);
            light[i + 1] += nodes[node + 1] + t * (nodes[node + 4] - nodes[node + 1]);
            light[i + 2] += nodes[node + 2] + t * (nodes[node + 5] - nodes[node + 2]);
        }
    }

    private float[] still() {
        float[] glow = new float[columns * rows * 3];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                Colour colour = still((double) column * step / field.width(), (double) row * step / field.height());
                int i = (row * columns + column) * 3;
                glow[i] = (float) colour.red();
                glow[i + 1] = (float) colour.green();
                glow[i + 2] = (float) colour.blue();
            }
        }
        return glow;
    }

    /* Without drift and Milky Way; x and y in widths and heights of the picture. */
    private Colour still(double x, double y) {
        double height = Math.max(0, (HORIZON_HEIGHT - y) / HORIZON_HEIGHT);
        Colour sky = ZENITH.towards(MIDDLE, StrictMath.exp(-height / 0.50));
        Colour warm = HORIZON.times(StrictMath.exp(-height / 0.105));
        double aside = (x - townX) / 0.24;
        Colour town = TOWN.times(StrictMath.exp(-aside * aside - height / 0.14));
        return sky.plus(warm).plus(town);
    }

    /* In coordinates that turn with the sky: d across the band, l along it, in heights of the picture. */
    private double milkyWay(int column, int row, double cos, double sin) {
        double x = ((double) column * step - field.pole().x()) / field.height();
        double y = ((double) row * step - field.pole().y()) / field.height();
        double d = x * cos + y * sin - bandDistance;
        double l = y * cos - x * sin;
        if (Math.abs(d) > 0.7) {
            return 0;
        }
        double shine = StrictMath.exp(-d * d / 0.045) * (1 + 1.1 * clouds.at(l * 3, d * 5, 4));
        double lane = 0.55 * StrictMath.exp(-(d - 0.02) * (d - 0.02) / 0.004) * (0.8 + clouds.at(l * 5 + 90, d * 9, 4));
        return Math.max(0, shine - Math.max(0, lane));
    }

    private double drift(int frame) {
        double part = cadence.middle(frame) / cadence.end(cadence.frames() - 1);
        return 1.08 - 0.14 * part + 0.015 * StrictMath.sin(9 * part);
    }

    /** Bytes of one grid. */
    long bytes() {
        return 4L * still.length;
    }
}
