package dev.sidereal.formats.video;

import dev.sidereal.formats.video.PictureLayout.Family;
import dev.sidereal.image.Raster;
import dev.sidereal.image.Shape;
import java.nio.ByteBuffer;

/**
 * Turns a decoded picture into red, green and blue at full range, or into grey.
 *
 * <p>With y from 0 to 1, u and v from -1/2 to 1/2: {@code r = y + 2 (1 - Kr) v}, {@code b = y + 2 (1 - Kb) u},
 * {@code g = (y - Kr r - Kb b) / Kg} (ITU-T H.273, section 8.3), clipped to 0 to 1, times full scale, rounded to nearest.
 * Codes of limited range run from 16 to 235 (differences 16 to 240) times 2^(bits - 8). A sample of chroma stands for all
 * pixels that it covers, as most players draw it; nothing is interpolated, so no pixel gets colour from beyond them.
 * Samples of 8 bits become 8 bits, deeper ones 16.
 *
 * <p>Whole numbers from tables throughout: the same bits on every machine, within 0.51 of a code of the formula. Cost: about
 * a dozen operations per pixel. Safe for use by many threads.
 */
final class PictureConversion {

    /* Sums of three terms below 2.4 full scales must fit 31 bits. */
    private static final int SHIFT_8 = 16;
    private static final int SHIFT_16 = 13;

    private final PictureLayout layout;
    private final Shape stored;
    private final int shift;
    private final int most;
    private final int[] luma;
    private final int[] redOfV;
    private final int[] greenOfU;
    private final int[] greenOfV;
    private final int[] blueOfU;

    /**
     * A conversion for one video.
     *
     * @param limited whether codes use the limited range
     */
    PictureConversion(PictureLayout layout, Shape stored, ColourMatrix matrix, boolean limited) {
        this.layout = layout;
        this.stored = stored;
        this.shift = layout.bits() == 8 ? SHIFT_8 : SHIFT_16;
        this.most = layout.bits() == 8 ? 255 : 65535;
        int codes = 1 << layout.bits();
        double unit = codes / 256.0;
        double black = limited ? 16 * unit : 0;
        double range = limited ? 219 * unit : codes - 1;
        double half = 128 * unit;
        double chromaRange = limited ? 224 * unit : codes - 1;
        this.luma = table(codes, code -> (code - black) / range);
        double red = 2 * (1 - matrix.red());
        double blue = 2 * (1 - matrix.blue());
        this.redOfV = table(codes, code -> red * (code - half) / chromaRange);
        this.blueOfU = table(codes, code -> blue * (code - half) / chromaRange);
        this.greenOfV = table(codes, code -> -matrix.red() / matrix.green() * red * (code - half) / chromaRange);
        this.greenOfU = table(codes, code -> -matrix.blue() / matrix.green() * blue * (code - half) / chromaRange);
    }

    private interface Curve {
        double at(int code);
    }

    private int[] table(int codes, Curve curve) {
        int[] table = new int[codes];
        for (int code = 0; code < codes; code++) {
            table[code] = (int) Math.rint(curve.at(code) * most * (1 << shift));
        }
        return table;
    }

    /**
     * Converts one picture.
     *
     * @param picture at least {@link PictureLayout#bytes} bytes
     * @param into    of the stored shape and the layout's type
     */
    void convert(byte[] picture, Raster into) {
        int rowBytes = stored.rowSamples() * into.type().bytes();
        byte[] row = new byte[rowBytes];
        ByteBuffer out = into.bytes();
        for (int y = 0; y < stored.height(); y++) {
            if (layout.bits() == 8) {
                convertRow8(picture, y, row);
            } else {
                convertRow16(picture, y, row);
            }
            out.put(row);
        }
    }

    private void convertRow8(byte[] picture, int y, byte[] row) {
        int width = stored.width();
        int pixels = width * stored.height();
        if (layout.family() == Family.RGB) {
            System.arraycopy(picture, y * 3 * width, row, 0, row.length);
        } else if (layout.family() == Family.YUV) {
            int chroma = layout.chromaWidth(stored);
            int u = pixels + (y >> layout.shiftY()) * chroma;
            int v = u + chroma * layout.chromaHeight(stored);
            yuvRow8(picture, y * width, u, v, row);
        } else if (layout.family() == Family.GBR) {
            for (int x = 0, at = y * width; x < width; x++, at++) {
                row[3 * x] = (byte) clip(luma[picture[2 * pixels + at] & 0xFF]);
                row[3 * x + 1] = (byte) clip(luma[picture[at] & 0xFF]);
                row[3 * x + 2] = (byte) clip(luma[picture[pixels + at] & 0xFF]);
            }
        } else {
            for (int x = 0, at = y * width; x < width; x++, at++) {
                row[x] = (byte) clip(luma[picture[at] & 0xFF]);
            }
        }
    }

    private void yuvRow8(byte[] picture, int yRow, int uRow, int vRow, byte[] row) {
        int width = stored.width();
        int shiftX = layout.shiftX();
        for (int x = 0, out = 0; x < width; x++, out += 3) {
            int light = luma[picture[yRow + x] & 0xFF];
            int u = picture[uRow + (x >> shiftX)] & 0xFF;
            int v = picture[vRow + (x >> shiftX)] & 0xFF;
            row[out] = (byte) clip(light + redOfV[v]);
            row[out + 1] = (byte) clip(light + greenOfU[u] + greenOfV[v]);
            row[out + 2] = (byte) clip(light + blueOfU[u]);
        }
    }

    private void convertRow16(byte[] picture, int y, byte[] row) {
        int width = stored.width();
        int pixels = width * stored.height();
        switch (layout.family()) {
            case RGB -> System.arraycopy(picture, y * 6 * width, row, 0, row.length);
            case GREY -> {
                for (int x = 0, at = y * width; x < width; x++, at++) {
                    put(row, x, clip(luma[code(picture, at)]));
                }
            }
            case GBR -> {
                for (int x = 0, at = y * width; x < width; x++, at++) {
                    put(row, 3 * x, clip(luma[code(picture, 2 * pixels + at)]));
                    put(row, 3 * x + 1, clip(luma[code(picture, at)]));
                    put(row, 3 * x + 2, clip(luma[code(picture, pixels + at)]));
                }
            }
            case YUV -> {
                int chroma = layout.chromaWidth(stored);
                int uRow = pixels + (y >> layout.shiftY()) * chroma;
                int vRow = uRow + chroma * layout.chromaHeight(stored);
                for (int x = 0; x < width; x++) {
                    int light = luma[code(picture, y * width + x)];
                    int u = code(picture, uRow + (x >> layout.shiftX()));
                    int v = code(picture, vRow + (x >> layout.shiftX()));
                    put(row, 3 * x, clip(light + redOfV[v]));
                    put(row, 3 * x + 1, clip(light + greenOfU[u] + greenOfV[v]));
                    put(row, 3 * x + 2, clip(light + blueOfU[u]));
                }
            }
        }
    }

    /* Two bytes can say more than the samples hold; what a decoder never writes is read as the largest code. */
    private int code(byte[] picture, int sample) {
        int code = (picture[2 * sample] & 0xFF) | (picture[2 * sample + 1] & 0xFF) << 8;
        return Math.min(code, luma.length - 1);
    }

    private static void put(byte[] row, int sample, int value) {
        row[2 * sample] = (byte) value;
        row[2 * sample + 1] = (byte) (value >> 8);
    }

    private int clip(int scaled) {
        int value = (scaled + (1 << (shift - 1))) >> shift;
        return value < 0 ? 0 : Math.min(value, most);
    }
}
