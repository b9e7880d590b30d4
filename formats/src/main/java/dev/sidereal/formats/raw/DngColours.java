package dev.sidereal.formats.raw;

import dev.sidereal.frame.Mosaic;
import dev.sidereal.frame.UnreadableFrameException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Filters, levels and colours of a DNG (DNG 1.7.1, chapters 4 and 6). */
final class DngColours {

    private static final int BITS_PER_SAMPLE = 258;
    private static final int PATTERN_SIZE = 33421;
    private static final int PATTERN = 33422;
    private static final int PLANE_COLOURS = 50710;
    private static final int LAYOUT = 50711;
    private static final int BLACK_SIZE = 50713;
    private static final int BLACK = 50714;
    private static final int BLACK_BY_COLUMN = 50715;
    private static final int BLACK_BY_ROW = 50716;
    private static final int WHITE = 50717;
    private static final int COLOUR_MATRIX_1 = 50721;
    private static final int COLOUR_MATRIX_2 = 50722;
    private static final int NEUTRAL = 50728;
    private static final int ILLUMINANT_2 = 50779;
    private static final int D65 = 21;
    private static final int MOST_SIDE = 8;

    private DngColours() {}

    /** Whether the filters are red, green and blue on a plain grid. */
    static boolean isPlain(TiffDirectory picture) throws IOException {
        double[] planes = picture.numbers(PLANE_COLOURS).orElse(new double[] {0, 1, 2});
        return planes.length == 3
                && planes[0] == 0
                && planes[1] == 1
                && planes[2] == 2
                && picture.number(LAYOUT, 1) == 1
                && picture.has(PATTERN);
    }

    /** The mosaic as it is seen from a pixel of the active area. */
    static Mosaic mosaic(TiffDirectory main, TiffDirectory picture, int left, int top) throws IOException {
        double[] size = picture.numbers(PATTERN_SIZE).orElse(new double[] {2, 2});
        double[] colours = picture.numbers(PATTERN).orElse(new double[0]);
        double[] blackSize = picture.numbers(BLACK_SIZE).orElse(new double[] {1, 1});
        double[] black = picture.numbers(BLACK).orElse(new double[] {0});
        if (size.length != 2
                || blackSize.length != 2
                || colours.length != size[0] * size[1]
                || black.length != blackSize[0] * blackSize[1]) {
            throw new UnreadableFrameException("damaged DNG: expected a pattern and black levels of its size, found "
                    + colours.length + " filters and " + black.length + " levels");
        }
        int rows = leastCommonMultiple((int) size[0], (int) blackSize[0]);
        int columns = leastCommonMultiple((int) size[1], (int) blackSize[1]);
        double shift = mean(picture, BLACK_BY_COLUMN) + mean(picture, BLACK_BY_ROW);
        StringBuilder letters = new StringBuilder();
        List<Double> levels = new ArrayList<>();
        for (int y = top; y < top + rows; y++) {
            for (int x = left; x < left + columns; x++) {
                double colour = colours[(int) (y % size[0] * size[1] + x % size[1])];
                letters.append(colour == 0 ? 'R' : colour == 1 ? 'G' : 'B');
                levels.add(black[(int) (y % blackSize[0] * blackSize[1] + x % blackSize[1])] + shift);
            }
        }
        double white = picture.number(WHITE, (1L << picture.number(BITS_PER_SAMPLE, 16)) - 1);
        try {
            return new Mosaic(columns, letters.toString(), levels, white, balance(main), matrix(main));
        } catch (IllegalArgumentException e) {
            throw new UnreadableFrameException("damaged DNG: " + e.getMessage(), e);
        }
    }

    private static double mean(TiffDirectory picture, int tag) throws IOException {
        double[] numbers = picture.numbers(tag).orElse(new double[0]);
        double sum = 0;
        for (double number : numbers) {
            sum += number;
        }
        return numbers.length == 0 ? 0 : sum / numbers.length;
    }

    private static int leastCommonMultiple(int a, int b) throws UnreadableFrameException {
        if (a < 1 || b < 1 || a > MOST_SIDE || b > MOST_SIDE) {
            throw new UnreadableFrameException(
                    "damaged DNG: expected a pattern of 1 to " + MOST_SIDE + " pixels, found " + a + " and " + b);
        }
        int multiple = a;
        while (multiple % b != 0) {
            multiple += a;
        }
        return multiple;
    }

    /* Neutral is what the camera saw of white. */
    private static List<Double> balance(TiffDirectory main) throws IOException {
        double[] neutral = main.numbers(NEUTRAL).orElse(new double[0]);
        if (neutral.length != 3 || !(neutral[0] > 0 && neutral[1] > 0 && neutral[2] > 0)) {
            return List.of(1.0, 1.0, 1.0);
        }
        return CameraColours.balance(1 / neutral[0], 1 / neutral[1], 1 / neutral[2]);
    }

    private static List<Double> matrix(TiffDirectory main) throws IOException {
        boolean second = main.number(ILLUMINANT_2, 0) == D65 && main.has(COLOUR_MATRIX_2);
        Optional<double[]> fromXyz = main.numbers(second ? COLOUR_MATRIX_2 : COLOUR_MATRIX_1);
        return fromXyz.filter(matrix -> matrix.length == 9)
                .flatMap(CameraColours::toSrgb)
                .orElse(Mosaic.CAMERA_COLOURS);
    }
}
