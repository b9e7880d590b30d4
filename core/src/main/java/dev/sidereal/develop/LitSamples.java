package dev.sidereal.develop;

import dev.sidereal.image.Raster;
import java.util.stream.IntStream;

/**
 * Finds the samples whose greatest light is a star's.
 *
 * <p>Marked are the highest z, of 20 percent of the sky (of 300 frames and more 40). A marked sample is lit when noise would
 * be so high in fewer than {@value #ALONE_BY_CHANCE} of samples, or when {@code P(greatest of N > z) * P(line)} by
 * {@link LineProof} is less than {@value #ON_TRAIL_BY_CHANCE}, the first factor not below a thousandth. What is lit must be
 * narrow: in seven of {@value Direction#COUNT} directions samples on both sides, six pixels or 1/250 of the picture's side away, are less
 * than half as far above the sky; else it is a cloud. Full scale is always a star. {@link TrailMotion} takes back what does not move. Last, samples
 * that are not bright are taken back where fewer than three others in the next five pixels were lit with them.
 */
final class LitSamples {

    static final double ALONE_BY_CHANCE = 5e-7;
    static final double ON_TRAIL_BY_CHANCE = 1e-6;

    private static final int MANY_FRAMES = 300;
    /* The order of many frames leaves chance so little that what it still lights does not show. */
    private static final double ON_TRAIL_OF_MANY_BY_CHANCE = 5e-6;
    private static final int TILE = 64;
    /* Rows that one processor does. */
    private static final int BLOCK = 64;
    private static final double FULL_SCALE = 0.98;
    private static final double BRIGHT = 6;
    /* Meteors and planes; clouds are seldom so much brighter than what is around them. */
    private static final double BRIGHT_IN_ONE_FRAME = 15;
    private static final int NARROW_DIRECTIONS = 7;
    private static final int COMPANY_REACH = 5;
    private static final int LEAST_COMPANY = 3;

    private final Trails trails;
    private final Raster light;
    private final int frames;
    private final double onTrail;
    private final double alone;
    private final double sky;
    private final int narrow;

    private LitSamples(Trails trails, Raster light, int frames) {
        this.trails = trails;
        this.light = light;
        this.frames = frames;
        this.onTrail = frames < MANY_FRAMES ? ON_TRAIL_BY_CHANCE : ON_TRAIL_OF_MANY_BY_CHANCE;
        this.alone = Normal.mostBelow(1 - ALONE_BY_CHANCE, frames);
        this.sky = Normal.mostBelow(0.5, frames);
        int side =
                (int) Math.sqrt((double) trails.shape().width() * trails.shape().height());
        this.narrow = Math.max(6, Math.min(Direction.REACH, side / 250));
    }

    /**
     * Marks and lights samples.
     *
     * @param light the greatest
     */
    static void find(Trails trails, Raster light, int frames) {
        LitSamples samples = new LitSamples(trails, light, frames);
        samples.light();
        TrailMotion.takeBack(trails, samples.sky + BRIGHT_IN_ONE_FRAME);
        samples.takeBackAlone();
    }

    private void light() {
        double share = frames < MANY_FRAMES ? 0.2 : 0.4;
        double seeds = frames < MANY_FRAMES ? 0.1 : 0.4;
        double marked = mark(threshold(share));
        double least = threshold(seeds);
        LineProof proof = new LineProof(trails, frames, marked, onTrail);
        int blocks = (trails.shape().height() + BLOCK - 1) / BLOCK;
        IntStream.range(0, blocks * trails.shape().channels()).parallel().forEach(part -> {
            int c = part % trails.shape().channels();
            int first = part / trails.shape().channels() * BLOCK;
            NearMarks near = proof.near(c, first);
            for (int y = first; y < Math.min(trails.shape().height(), first + BLOCK); y++) {
                near.row(y);
                for (int x = 0; x < trails.shape().width(); x++) {
                    int i = trails.index(x, y, c);
                    if (trails.z(i) > least && isLit(x, y, c, proof, near)) {
                        trails.marks()[i] |= Trails.LIT;
                    }
                }
            }
        });
    }

    /* Of the sky, not of trails: where these cover much of the picture the normal distribution has the lower one. */
    private double threshold(double share) {
        TileQuantiles high = TileQuantiles.of(
                new TileQuantiles.Layout(trails.shape(), TILE, false), new double[] {1 - share}, trails::z)[0];
        double measured = IntStream.range(0, trails.shape().channels())
                .mapToDouble(high::median)
                .min()
                .orElseThrow();
        double expected = Normal.mostBelow(1 - share, frames);
        return measured < expected ? measured : expected;
    }

    private double mark(double least) {
        long count = IntStream.range(0, trails.shape().height())
                .parallel()
                .mapToLong(y -> {
                    long row = 0;
                    for (int i = trails.index(0, y, 0); i < trails.index(0, y + 1, 0); i++) {
                        if (trails.z(i) > least) {
                            trails.marks()[i] = Trails.MARK;
                            row++;
                        }
                    }
                    return row;
                })
                .sum();
        return count / (double) trails.shape().samples();
    }

    private boolean isLit(int x, int y, int c, LineProof proof, NearMarks near) {
        int i = trails.index(x, y, c);
        if (light.get(i) >= FULL_SCALE || trails.z(i) == Double.POSITIVE_INFINITY) {
            return true;
        }
        return (trails.z(i) > alone || proof.isOnTrail(x, y, c, near)) && isNarrow(x, y, c);
    }

    private boolean isNarrow(int x, int y, int c) {
        double height = trails.z(trails.index(x, y, c)) - sky;
        return isNarrow(x, y, c, 6, height / 2) || (narrow > 6 && isNarrow(x, y, c, narrow, height / 2));
    }

    private boolean isNarrow(int x, int y, int c, int distance, double height) {
        int directions = 0;
        for (int d = 0; d < Direction.COUNT && directions + Direction.COUNT - d >= NARROW_DIRECTIONS; d++) {
            int u = Direction.ALL.get(d).dx(distance);
            int v = Direction.ALL.get(d).dy(distance);
            directions += isLower(x + u, y + v, c, height) && isLower(x - u, y - v, c, height) ? 1 : 0;
            if (directions == NARROW_DIRECTIONS) {
                return true;
            }
        }
        return false;
    }

    private boolean isLower(int x, int y, int c, double height) {
        return !trails.isInside(x, y) || !(trails.z(trails.index(x, y, c)) - sky >= height);
    }

    private void takeBackAlone() {
        trails.eachRow(y -> {
            for (int x = 0; x < trails.shape().width(); x++) {
                for (int c = 0; c < trails.shape().channels(); c++) {
                    int i = trails.index(x, y, c);
                    if (trails.isLit(i) && trails.z(i) < sky + BRIGHT && isAlone(x, y, trails.when()[i])) {
                        trails.takeBack(i);
                    }
                }
            }
        });
        trails.settle();
    }

    private boolean isAlone(int x, int y, int when) {
        int company = 0;
        for (int v = -COMPANY_REACH; v <= COMPANY_REACH; v++) {
            for (int u = -COMPANY_REACH; u <= COMPANY_REACH; u++) {
                int apart = Math.max(Math.abs(u), Math.abs(v));
                int other = apart < 2 ? -1 : trails.litWhen(x + u, y + v);
                company += other >= 0 && Math.abs(other - when) <= 1 + 2 * apart ? 1 : 0;
            }
        }
        return company < LEAST_COMPANY;
    }
}
