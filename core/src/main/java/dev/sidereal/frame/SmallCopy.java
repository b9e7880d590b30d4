package dev.sidereal.frame;

import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import java.util.Arrays;

/**
 * A frame made small enough to be compared with others: means of square blocks of the green channel (or the only one),
 * scaled so that the mean distance from their mean is 1. Of large blocks in colour every second row is looked at. Cost: at
 * most one pass over the channel. NaN counts as dark.
 */
final class SmallCopy {

    /** Samples on the longer side of a copy for comparing frames with each other. */
    static final int MOST_SIDE = 640;

    private static final int LARGE_BLOCK = 4;

    private final int width;
    private final int height;
    private final int block;
    private final float[] light;

    private SmallCopy(int width, int height, int block, float[] light) {
        this.width = width;
        this.height = height;
        this.block = block;
        this.light = light;
    }

    /** Makes a copy of at most so many samples on the longer side. */
    static SmallCopy of(Raster raster, int mostSide) {
        int fullWidth = raster.shape().width();
        int fullHeight = raster.shape().height();
        int block =
                Math.min(Math.min(fullWidth, fullHeight), (Math.max(fullWidth, fullHeight) + mostSide - 1) / mostSide);
        /* A block of a mosaic holds each of its colours equally often. */
        if (raster.shape().channels() == 1 && block > 1) {
            block += block % 2;
        }
        int width = fullWidth / block;
        int height = fullHeight / block;
        float[] light = new float[width * height];
        int channels = raster.shape().channels();
        int first = channels == 3 ? 1 : 0;
        /* Every second row tells as much of a large block; not of a mosaic, whose colours alternate. */
        int apart = channels == 3 && block >= LARGE_BLOCK ? 2 : 1;
        byte[] row = new byte[raster.shape().rowSamples() * raster.type().bytes()];
        ByteBuffer bytes = raster.bytes();
        long[] sums = new long[width];
        for (int y = 0; y < height; y++) {
            Arrays.fill(sums, 0);
            for (int dy = 0; dy < block; dy += apart) {
                bytes.get((y * block + dy) * row.length, row);
                addBlocks(raster.type(), row, first, channels, block, sums);
            }
            for (int x = 0; x < width; x++) {
                light[y * width + x] = sums[x];
            }
        }
        normalise(light);
        return new SmallCopy(width, height, block, light);
    }

    /* Adds a channel of one row, block by block. */
    private static void addBlocks(SampleType type, byte[] row, int first, int channels, int block, long[] sums) {
        switch (type) {
            case UINT8 -> {
                for (int x = 0, at = first; x < sums.length; x++) {
                    int sum = 0;
                    for (int dx = 0; dx < block; dx++, at += channels) {
                        sum += row[at] & 0xFF;
                    }
                    sums[x] += sum;
                }
            }
            case UINT16 -> {
                ShortBuffer codes = ByteBuffer.wrap(row).order(Raster.ORDER).asShortBuffer();
                for (int x = 0, at = first; x < sums.length; x++) {
                    for (int dx = 0; dx < block; dx++, at += channels) {
                        sums[x] += codes.get(at) & 0xFFFF;
                    }
                }
            }
            case FLOAT32 -> {
                FloatBuffer light = ByteBuffer.wrap(row).order(Raster.ORDER).asFloatBuffer();
                for (int x = 0, at = first; x < sums.length; x++) {
                    for (int dx = 0; dx < block; dx++, at += channels) {
                        sums[x] += (int) (Math.max(0, Math.min(1, light.get(at))) * 65535);
                    }
                }
            }
        }
    }

    private static void normalise(float[] light) {
        double sum = 0;
        for (float value : light) {
            sum += value;
        }
        double mean = sum / light.length;
        double distance = 0;
        for (float value : light) {
            distance += Math.abs(value - mean);
        }
        float scale = distance > 0 ? (float) (light.length / distance) : 0;
        for (int i = 0; i < light.length; i++) {
            light[i] = (float) (light[i] - mean) * scale;
        }
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** Pixels of the frame on one side of a block. */
    int block() {
        return block;
    }

    /** A sample of whole coordinates inside. */
    float at(int x, int y) {
        return light[y * width + x];
    }

    /** Between four samples, linearly; the place must lie inside. */
    double at(double x, double y) {
        int column = Math.min((int) x, width - 2);
        int row = Math.min((int) y, height - 2);
        double fx = x - column;
        double fy = y - row;
        int i = row * width + column;
        return (light[i] * (1 - fx) + light[i + 1] * fx) * (1 - fy)
                + (light[i + width] * (1 - fx) + light[i + width + 1] * fx) * fy;
    }
}
