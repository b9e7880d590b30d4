package dev.sidereal.formats.tiff;

import dev.sidereal.formats.tiff.TiffSamples.Colour;
import dev.sidereal.frame.UnreadableFrameException;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Makes samples of ours from rows of stored ones.
 *
 * <p>Full scale stays full scale: unsigned samples of b bits become {@code round(code * S / (2^b - 1))} with S = 255 up to 8
 * bits and 65535 up to 16; above that they become float, {@code code / (2^b - 1)}. Float stays as it is, NaN and values
 * beyond 0 to 1 included; that of 64 bits is rounded to 32. Where white is zero the code is taken from full scale. Inks
 * C, M, Y, K of 0 to 1 become {@code (1 - C)(1 - K)} and so on, without their profile. YCbCr becomes RGB by ITU-R BT.601 in
 * full range. Palettes become 8 bits.
 */
final class TiffColours {

    private static final int COLOUR_MAP = 320;

    private final TiffSamples samples;
    private final int[] palette;
    private final int[] scaled;
    private final double fullScale;
    private int[] codes = new int[0];
    private double[] values = new double[0];

    TiffColours(Directory page, TiffSamples samples) throws IOException {
        this.samples = samples;
        palette = samples.colour() == Colour.PALETTE ? palette(page, samples.bits()) : new int[0];
        fullScale = switch (samples.type()) {
            case UINT8 -> 255;
            case UINT16 -> 65535;
            case FLOAT32 -> 1;
        };
        scaled = samples.type() == SampleType.FLOAT32 ? new int[0] : scaled();
    }

    /* Codes at the depth of ours, turned round where white is zero. */
    private int[] scaled() {
        int[] table = new int[1 << samples.bits()];
        double step = fullScale / (table.length - 1);
        for (int i = 0; i < table.length; i++) {
            table[i] = (int) Math.rint((samples.colour() == Colour.WHITE_IS_ZERO ? table.length - 1 - i : i) * step);
        }
        return table;
    }

    /* Sixteen bits for each colour, all reds first; old writers used eight. */
    private static int[] palette(Directory page, int bits) throws IOException {
        int size = 1 << bits;
        long[] map = page.numbers(COLOUR_MAP, 3 << 16);
        if (map.length < 3 * size) {
            throw new UnreadableFrameException(
                    "damaged TIFF: expected a palette of %d colours, found %d".formatted(size, map.length / 3));
        }
        boolean wide = false;
        for (long value : map) {
            wide |= value > 255;
        }
        int[] palette = new int[3 * size];
        for (int i = 0; i < size; i++) {
            for (int c = 0; c < 3; c++) {
                palette[3 * i + c] = (int) (wide ? map[c * size + i] >> 8 : map[c * size + i]);
            }
        }
        return palette;
    }

    /**
     * Stores some pixels of a row.
     *
     * @param planes one row of each plane
     * @param count  pixels of it that lie in the picture
     * @param into   number of the first sample in the raster
     */
    void put(ByteBuffer[] planes, int count, Raster raster, int into) {
        if (isAsStored()) {
            ByteBuffer row = planes[0];
            int some = count * samples.perPixel();
            ByteBuffer bytes = raster.bytes();
            switch (samples.bits()) {
                case 8 -> bytes.put(into, row, 0, some);
                case 16 -> bytes.asShortBuffer().put(into, row.asShortBuffer(), 0, some);
                default -> bytes.asFloatBuffer().put(into, row.asFloatBuffer(), 0, some);
            }
        } else if (samples.isFloat()) {
            unpackFloats(planes, count);
            putValues(count, raster, into);
        } else {
            unpackCodes(planes, count);
            putCodes(count, raster, into);
        }
    }

    private boolean isAsStored() {
        return samples.planes() == 1
                && samples.perPixel() == samples.colour().channels()
                && (samples.colour() == Colour.GREY || samples.colour() == Colour.RGB)
                && (samples.isFloat() ? samples.bits() == 32 : samples.bits() == 8 || samples.bits() == 16);
    }

    private void unpackFloats(ByteBuffer[] planes, int count) {
        int perPixel = samples.perPixel();
        int together = samples.samplesTogether();
        values = values.length < count * perPixel ? new double[count * perPixel] : values;
        for (int p = 0; p < planes.length; p++) {
            ByteBuffer row = planes[p];
            for (int i = 0; i < count * together; i++) {
                values[planes.length == 1 ? i : i * perPixel + p] = switch (samples.bits()) {
                    case 16 -> half(row.getShort(2 * i));
                    case 32 -> row.getFloat(4 * i);
                    default -> row.getDouble(8 * i);
                };
            }
        }
    }

    /* IEEE 754 binary16: sign, five bits of exponent, ten of fraction. */
    private static double half(short bits) {
        int exponent = (bits >> 10) & 31;
        int fraction = bits & 1023;
        double magnitude = exponent == 31
                ? fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN
                : exponent == 0 ? Math.scalb(fraction, -24) : Math.scalb(1024 + fraction, exponent - 25);
        return bits < 0 ? -magnitude : magnitude;
    }

    private void unpackCodes(ByteBuffer[] planes, int count) {
        int perPixel = samples.perPixel();
        int together = samples.samplesTogether();
        int bits = samples.bits();
        codes = codes.length < count * perPixel ? new int[count * perPixel] : codes;
        for (int p = 0; p < planes.length; p++) {
            ByteBuffer row = planes[p];
            for (int i = 0; i < count * together; i++) {
                codes[planes.length == 1 ? i : i * perPixel + p] = switch (bits) {
                    case 8 -> row.get(i) & 0xFF;
                    case 16 -> row.getShort(2 * i) & 0xFFFF;
                    case 32 -> row.getInt(4 * i);
                    default -> packed(row, (long) i * bits, bits);
                };
            }
        }
    }

    /* Odd depths are one stream of bits, the highest first, in either byte order. */
    private static int packed(ByteBuffer row, long firstBit, int bits) {
        int at = (int) (firstBit >> 3);
        int skipped = (int) (firstBit & 7);
        long window = 0;
        int bytes = (skipped + bits + 7) / 8;
        for (int i = 0; i < bytes; i++) {
            window = (window << 8) | (row.get(at + i) & 0xFF);
        }
        return (int) ((window >>> (8 * bytes - skipped - bits)) & ((1L << bits) - 1));
    }

    private void putCodes(int count, Raster raster, int into) {
        int perPixel = samples.perPixel();
        if (samples.type() == SampleType.FLOAT32) {
            double most = (1L << samples.bits()) - 1;
            values = values.length < count * perPixel ? new double[count * perPixel] : values;
            for (int i = 0; i < count * perPixel; i++) {
                double code = codes[i] & 0xFFFFFFFFL;
                values[i] = (samples.colour() == Colour.WHITE_IS_ZERO ? most - code : code) / most;
            }
            putValues(count, raster, into);
            return;
        }
        int channels = samples.colour().channels();
        for (int x = 0; x < count; x++) {
            for (int c = 0; c < channels; c++) {
                raster.set(into + x * channels + c, code(x * perPixel, c));
            }
        }
    }

    private double code(int at, int channel) {
        return switch (samples.colour()) {
            case PALETTE -> palette[3 * codes[at] + channel];
            case CMYK ->
                Math.rint((fullScale - scaled[codes[at + channel]]) * (fullScale - scaled[codes[at + 3]]) / fullScale);
            case YCBCR ->
                Math.rint(rgb(scaled[codes[at]], scaled[codes[at + 1]], scaled[codes[at + 2]], channel, fullScale));
            default -> scaled[codes[at + channel]];
        };
    }

    private void putValues(int count, Raster raster, int into) {
        int perPixel = samples.perPixel();
        int channels = samples.colour().channels();
        for (int x = 0; x < count; x++) {
            int at = x * perPixel;
            for (int c = 0; c < channels; c++) {
                double value = switch (samples.colour()) {
                    case WHITE_IS_ZERO -> samples.isFloat() ? 1 - values[at] : values[at];
                    case CMYK -> (1 - values[at + c]) * (1 - values[at + 3]);
                    case YCBCR -> rgb(values[at], values[at + 1], values[at + 2], c, 1);
                    default -> values[at + c];
                };
                raster.set(into + x * channels + c, value);
            }
        }
    }

    /* Channel 0 to 2 is red, green or blue; half of full scale is no colour, 128 for 8 bits (JFIF 1.02). */
    private static double rgb(double y, double cb, double cr, int channel, double fullScale) {
        double grey = fullScale == 1 ? 0.5 : (fullScale + 1) / 2;
        double b = cb - grey;
        double r = cr - grey;
        double value = switch (channel) {
            case 0 -> y + 1.402 * r;
            case 1 -> y - 0.344136 * b - 0.714136 * r;
            default -> y + 1.772 * b;
        };
        return fullScale == 1 ? value : Math.max(0, Math.min(fullScale, value));
    }
}
