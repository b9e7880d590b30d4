package dev.sidereal.develop;

import dev.sidereal.fold.Plane;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.image.Raster;
import dev.sidereal.image.Rows;
import dev.sidereal.image.Shape;
import dev.sidereal.stack.Stack;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Star trails on a sky without the bias of a maximum: the greatest light where a star was, the mean light where noise was.
 *
 * <p>The greatest of N frames of noise lies {@code E[max]} deviations above the mean (3.24 for N = 1000) and hides faint
 * trails. A sample counts as lit when its {@link SkyNoise} z and its company would be seen by chance in fewer than
 * {@value #FALSE_ALARMS} of samples: {@code P(greatest of N > z) * P(at least n of the K neighbours) < }that, where n
 * neighbours at most three pixels away have their greatest code in the same frame or the one before or after, as a star's
 * image has and noise has not. By how much noise has it too is measured with samples of the lower four tenths of z; where
 * neighbouring pixels share their noise, as in many JPEGs, they do not count. A channel also counts as lit where another
 * one of its pixel is lit in the same frames, and a sample where lit ones lie on opposite sides, at most two pixels away
 * and at most two frames apart: the trail goes on between them.
 *
 * <p>Below {@value #LEAST_FRAMES} frames noise cannot be told from stars: the plain maximum. Samples without data are NaN.
 * Cost: 11 bytes a sample besides the stack, 50 comparisons a sample; the same bits for any number of threads.
 */
final class CleanLight {

    static final int LEAST_FRAMES = 10;
    static final double FALSE_ALARMS = 5e-7;

    private static final int RADIUS = 3;
    private static final int BRIDGE = 2;
    /* Adjacent pixels that share a frame so much more often than others share their noise. */
    private static final double SHARED = 2;
    private static final int EVERY = 7;
    /* Of more frames the numbers begin anew: frames so far apart share samples by chance as seldom as any two. */
    private static final int MOST_FRAMES = 1 << 16;

    private final Stack stack;
    private final Shape shape;
    private final int frames;
    private final char[] when;
    private final byte[] lit;
    private final Raster z;

    private CleanLight(Stack stack, int frames) {
        this.stack = stack;
        this.shape = stack.first().shape();
        this.frames = frames;
        this.when = new char[Math.toIntExact(shape.samples())];
        this.lit = new byte[when.length];
        this.z = SkyNoise.of(stack, frames);
    }

    /** The light, 1 being the full scale of one frame; a mosaic stays one. */
    static Raster of(Stack stack) {
        Raster light = CodeLight.of(stack.extreme(Plane.MAX), stack.curve());
        int frames = (int) stack.frames().stream().filter(FrameRecord::used).count();
        if (frames >= LEAST_FRAMES) {
            CleanLight clean = new CleanLight(stack, frames);
            clean.readMoments();
            clean.findLit();
            clean.calm(light);
        }
        return light;
    }

    /* Frames are numbered without those that were left out, so that neighbours in time differ by 1. */
    private void readMoments() {
        List<FrameRecord> records = stack.frames();
        char[] numbers = new char[records.size()];
        int used = 0;
        for (int row = 0; row < numbers.length; row++) {
            numbers[row] = (char) (used % MOST_FRAMES);
            used += records.get(row).used() ? 1 : 0;
        }
        eachStrip(strip -> {
            Rows rows = stack.strips().rows().get(strip);
            ByteBuffer frames = numbers(Plane.WHEN, strip);
            int first = rows.first() * shape.rowSamples();
            for (int i = 0; i < stack.strips().samples(rows); i++) {
                int row = frames.getInt(4 * i);
                when[first + i] = row < 0 ? 0 : numbers[row];
            }
        });
    }

    private void findLit() {
        double low = Normal.mostBelow(0.4, frames);
        double chance = (3.0 * frames - 2) / ((double) frames * frames);
        double near = chance(low, 1, 1);
        double far = Math.max(chance, chance(low, 2, RADIUS));
        int inner = near > SHARED * far ? 2 : 1;
        double[][] least = least(inner == 2 ? far : Math.max(far, chance(low, 1, RADIUS)), inner);
        eachRow(y -> {
            for (int x = 0; x < shape.width(); x++) {
                for (int c = 0; c < shape.channels(); c++) {
                    int i = index(x, y, c);
                    lit[i] = (byte) (z.get(i) > least[when[i]][company(x, y, c, inner, RADIUS)] ? 1 : 0);
                }
            }
        });
        eachRow(y -> {
            for (int x = 0; x < shape.width(); x++) {
                spread(x, y);
            }
        });
        eachRow(y -> {
            for (int x = 0; x < shape.width(); x++) {
                for (int c = 0; c < shape.channels(); c++) {
                    int i = index(x, y, c);
                    if ((lit[i] & 3) == 0 && isBridge(x, y, c)) {
                        lit[i] |= 4;
                    }
                }
            }
        });
    }

    /* The chance that noise puts two neighbours into the same frame or the next, as the lower samples show it. */
    private double chance(double low, int inner, int outer) {
        int[] counts = IntStream.range(0, shape.height())
                .parallel()
                .mapToObj(y -> {
                    int[] row = new int[3];
                    for (int x = y % EVERY; x < shape.width(); x += EVERY) {
                        for (int c = 0; c < shape.channels(); c++) {
                            if (z.get(index(x, y, c)) < low) {
                                int company = company(x, y, c, inner, outer);
                                row[0]++;
                                row[1] += company == 0 ? 1 : 0;
                                row[2] += company;
                            }
                        }
                    }
                    return row;
                })
                .reduce(new int[3], (a, b) -> new int[] {a[0] + b[0], a[1] + b[1], a[2] + b[2]});
        int neighbours = neighbours(inner, outer);
        if (counts[0] == 0) {
            return 0;
        }
        double alone = counts[1] / (double) counts[0];
        return alone > 0.02 ? 1 - StrictMath.pow(alone, 1.0 / neighbours) : (double) counts[2] / counts[0] / neighbours;
    }

    private static int neighbours(int inner, int outer) {
        return (2 * outer + 1) * (2 * outer + 1) - (2 * inner - 1) * (2 * inner - 1);
    }

    /*
     * For every frame, the least z of a lit sample for every number of neighbours in its company. The first frames have more
     * samples than others where codes are equal, and so have bright ones: what all the picture shares is no star. Chances
     * are rounded up in steps of a fifth, so that few tables are made.
     */
    private double[][] least(double chance, int inner) {
        int[] samples = new int[Math.min(frames, MOST_FRAMES)];
        for (char frame : when) {
            samples[frame]++;
        }
        Map<Long, double[]> tables = new HashMap<>();
        return IntStream.range(0, samples.length)
                .mapToObj(frame -> {
                    long shared = IntStream.rangeClosed(Math.max(0, frame - 1), Math.min(samples.length - 1, frame + 1))
                            .mapToLong(near -> samples[near])
                            .sum();
                    double p = Math.max(chance, shared / (double) when.length);
                    long step = (long) Math.ceil(4 * StrictMath.log(p) / StrictMath.log(2));
                    return tables.computeIfAbsent(step, s -> table(Math.min(0.999, StrictMath.pow(2, s / 4.0)), inner));
                })
                .toArray(double[][]::new);
    }

    private double[] table(double p, int inner) {
        int k = neighbours(inner, RADIUS);
        double[] atLeast = new double[k + 2];
        double term = StrictMath.pow(p, k);
        for (int n = k; n >= 0; n--) {
            atLeast[n] = Math.min(1, atLeast[n + 1] + term);
            term = term * n / (k - n + 1) * (1 - p) / p;
        }
        return IntStream.rangeClosed(0, k)
                .mapToDouble(n -> FALSE_ALARMS >= atLeast[n]
                        ? Double.NEGATIVE_INFINITY
                        : Normal.mostBelow(1 - FALSE_ALARMS / atLeast[n], frames))
                .toArray();
    }

    private int company(int x, int y, int c, int inner, int outer) {
        int own = when[index(x, y, c)];
        int count = 0;
        int left = Math.max(0, x - outer);
        int right = Math.min(shape.width() - 1, x + outer);
        for (int v = Math.max(0, y - outer); v <= Math.min(shape.height() - 1, y + outer); v++) {
            boolean across = Math.abs(v - y) < inner;
            for (int i = index(left, v, c), u = left; u <= right; u++, i += shape.channels()) {
                if (!(across && Math.abs(u - x) < inner) && Math.abs(when[i] - own) <= 1) {
                    count++;
                }
            }
        }
        return count;
    }

    private void spread(int x, int y) {
        int first = index(x, y, 0);
        for (int c = first; c < first + shape.channels(); c++) {
            for (int other = first; other < first + shape.channels(); other++) {
                if ((lit[other] & 1) == 1 && Math.abs(when[other] - when[c]) <= 1) {
                    lit[c] |= 2;
                }
            }
        }
    }

    private boolean isBridge(int x, int y, int c) {
        for (int dy = 0; dy <= BRIDGE; dy++) {
            for (int dx = dy == 0 ? 1 : -BRIDGE; dx <= BRIDGE; dx++) {
                boolean inside = x - Math.abs(dx) >= 0
                        && x + Math.abs(dx) < shape.width()
                        && y - dy >= 0
                        && y + dy < shape.height();
                if (inside) {
                    int a = index(x + dx, y + dy, c);
                    int b = index(x - dx, y - dy, c);
                    if ((lit[a] & 3) != 0 && (lit[b] & 3) != 0 && Math.abs(when[a] - when[b]) <= 2) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private void calm(Raster light) {
        double one = stack.scale().fullScale();
        eachStrip(strip -> {
            Rows rows = stack.strips().rows().get(strip);
            ByteBuffer counts = numbers(Plane.COUNT, strip);
            ByteBuffer sums = numbers(Plane.SUM, strip);
            int first = rows.first() * shape.rowSamples();
            for (int i = 0; i < stack.strips().samples(rows); i++) {
                if (lit[first + i] == 0) {
                    int n = counts.getInt(4 * i);
                    light.set(first + i, n == 0 ? Double.NaN : sums.getLong(8 * i) / one / n);
                }
            }
        });
    }

    private ByteBuffer numbers(Plane plane, int strip) {
        int samples = stack.strips().samples(stack.strips().rows().get(strip));
        ByteBuffer numbers =
                ByteBuffer.allocate(samples * stack.type(plane).bytes()).order(Raster.ORDER);
        stack.write(plane, strip, numbers);
        return numbers;
    }

    private void eachStrip(IntConsumer work) {
        IntStream.range(0, stack.strips().count()).parallel().forEach(work);
    }

    private void eachRow(IntConsumer work) {
        IntStream.range(0, shape.height()).parallel().forEach(work);
    }

    private int index(int x, int y, int c) {
        return (y * shape.width() + x) * shape.channels() + c;
    }
}
