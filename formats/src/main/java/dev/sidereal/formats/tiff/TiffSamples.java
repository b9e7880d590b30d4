package dev.sidereal.formats.tiff;

import dev.sidereal.frame.UnreadableFrameException;
import dev.sidereal.image.SampleType;
import java.io.IOException;

/**
 * What the samples of a page are (TIFF 6.0, sections 3 to 8, 16, 19 and 21).
 *
 * @param bits      of one sample
 * @param isFloat   IEEE 754 of 16, 32 or 64 bits; else unsigned of 1 to 32 bits
 * @param colour    what they mean
 * @param perPixel  stored samples of a pixel, transparency included
 * @param isPlanar  whether each channel lies apart
 */
record TiffSamples(int bits, boolean isFloat, Colour colour, int perPixel, boolean isPlanar) {

    /** Kinds of colour that are read, with the samples they need. */
    enum Colour {
        WHITE_IS_ZERO("grey", 1),
        GREY("grey", 1),
        RGB("RGB", 3),
        PALETTE("a palette", 1),
        CMYK("CMYK", 4),
        YCBCR("YCbCr", 3);

        private final String words;
        private final int samples;

        Colour(String words, int samples) {
            this.words = words;
            this.samples = samples;
        }

        @Override
        public String toString() {
            return words;
        }

        int samples() {
            return samples;
        }

        int channels() {
            return samples == 1 && this != PALETTE ? 1 : 3;
        }
    }

    private static final int BITS_PER_SAMPLE = 258;
    private static final int PHOTOMETRIC = 262;
    private static final int SAMPLES_PER_PIXEL = 277;
    private static final int PLANAR = 284;
    private static final int INK_SET = 332;
    private static final int EXTRA_SAMPLES = 338;
    private static final int SAMPLE_FORMAT = 339;
    private static final int YCBCR_SUBSAMPLING = 530;
    private static final int MOST_SAMPLES = 64;
    private static final int UNSIGNED = 1;
    private static final int FLOAT = 3;
    private static final int UNDEFINED = 4;
    private static final int MOST_PALETTE_BITS = 16;

    /**
     * Reads what a directory says.
     *
     * @throws UnreadableFrameException for kinds that are not read, by name
     */
    static TiffSamples of(Directory page, boolean isJpeg) throws IOException {
        Colour colour = colour(page, isJpeg);
        long perPixel = page.number(SAMPLES_PER_PIXEL, 1);
        long extra = perPixel - colour.samples();
        if (extra < 0
                || perPixel > MOST_SAMPLES
                || (extra > 1 && page.numbers(EXTRA_SAMPLES, MOST_SAMPLES).length < extra)) {
            throw new UnreadableFrameException(
                    "TIFF: expected samples for %2$s (%1$d per pixel), found %3$d; convert it to RGB"
                            .formatted(colour.samples(), colour, perPixel));
        }
        long bits = same(page, BITS_PER_SAMPLE, 1);
        long format = same(page, SAMPLE_FORMAT, UNSIGNED);
        boolean isFloat = format == FLOAT;
        boolean isKnown = isFloat
                ? bits == 16 || bits == 32 || bits == 64
                : (format == UNSIGNED || format == UNDEFINED) && bits >= 1 && bits <= 32;
        if (!isKnown || (isJpeg && (isFloat || bits != 8))) {
            throw new UnreadableFrameException(
                    "TIFF: expected unsigned samples of 1 to 32 bits or float of 16, 32 or 64, found %s samples of %d bits%s;"
                                    .formatted(format(format), bits, isJpeg ? " in JPEG" : "")
                            + " convert it to 16 bits");
        }
        if (colour == Colour.PALETTE && (isFloat || bits > MOST_PALETTE_BITS)) {
            throw new UnreadableFrameException(
                    "TIFF: expected a palette of at most 16 bits, found %d; convert it to RGB".formatted(bits));
        }
        return new TiffSamples(
                (int) bits, isFloat, colour, (int) perPixel, page.number(PLANAR, 1) == 2 && perPixel > 1);
    }

    private static Colour colour(Directory page, boolean isJpeg) throws IOException {
        long photometric = page.number(PHOTOMETRIC, 1);
        if (photometric == 6 && !isJpeg) {
            long[] subsampling = page.numbers(YCBCR_SUBSAMPLING, 2);
            if (subsampling.length != 2 || subsampling[0] != 1 || subsampling[1] != 1) {
                throw new UnreadableFrameException(
                        "TIFF: expected colour at full resolution, found YCbCr at less; convert it to RGB");
            }
        }
        if (photometric == 5 && page.number(INK_SET, 1) != 1) {
            throw new UnreadableFrameException("TIFF: expected inks CMYK, found other inks; convert it to RGB");
        }
        return switch ((int) Math.min(photometric, Integer.MAX_VALUE)) {
            case 0 -> Colour.WHITE_IS_ZERO;
            case 1 -> Colour.GREY;
            case 2 -> Colour.RGB;
            case 3 -> Colour.PALETTE;
            case 5 -> Colour.CMYK;
            case 6 -> Colour.YCBCR;
            default ->
                throw new UnreadableFrameException(
                        "TIFF: expected grey, RGB, palette, CMYK or YCbCr, found %s; convert it to RGB"
                                .formatted(photometric(photometric)));
        };
    }

    private static String photometric(long code) {
        return switch ((int) Math.min(code, Integer.MAX_VALUE)) {
            case 4 -> "a mask";
            case 8, 9, 10 -> "CIE L*a*b*";
            case 32803 -> "the mosaic of a camera raw file";
            case 32844, 32845 -> "LogLuv";
            case 34892 -> "linear camera raw";
            default -> "photometric " + code;
        };
    }

    private static String format(long code) {
        return switch ((int) Math.min(code, Integer.MAX_VALUE)) {
            case 1, 4 -> "unsigned";
            case 2 -> "signed";
            case 3 -> "float";
            case 5, 6 -> "complex";
            default -> "format-" + code;
        };
    }

    private static long same(Directory page, int tag, long otherwise) throws IOException {
        long[] values = page.numbers(tag, MOST_SAMPLES);
        for (long value : values) {
            if (value != values[0]) {
                throw new UnreadableFrameException(
                        "TIFF: expected samples of one depth, found %d and %d in tag %d; convert it to 16 bits"
                                .formatted(values[0], value, tag));
            }
        }
        return values.length == 0 ? otherwise : values[0];
    }

    /** How they become samples of ours: the depth that loses nothing, up to 24 bits. */
    SampleType type() {
        return isFloat || bits > 16 ? SampleType.FLOAT32 : bits > 8 ? SampleType.UINT16 : SampleType.UINT8;
    }

    /** Bytes of one row of a block in one plane. */
    long rowBytes(int columns) {
        return ((long) columns * samplesTogether() * bits + 7) / 8;
    }

    /** Samples of a pixel that lie together. */
    int samplesTogether() {
        return isPlanar ? 1 : perPixel;
    }

    /** Planes that lie apart. */
    int planes() {
        return isPlanar ? perPixel : 1;
    }
}
