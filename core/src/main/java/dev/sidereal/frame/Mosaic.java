package dev.sidereal.frame;

import java.util.Collections;
import java.util.List;

/**
 * The colour filter array over the samples of a frame, as the frame is stored in memory (origin top left).
 *
 * @param columns of the pattern that repeats: 2 for Bayer's, 6 for X-Trans
 * @param colours the pattern row by row, letters R, G and B: {@code RGGB}
 * @param black   code of no light, for each place of the pattern
 * @param white   code of full scale
 * @param balance factors for red, green and blue that make white white, the least being 1
 * @param toSrgb  the matrix, row by row, from balanced camera colours to linear light of sRGB's primaries; each row adds
 *                up to 1, so that grey stays grey
 */
public record Mosaic(
        int columns, String colours, List<Double> black, double white, List<Double> balance, List<Double> toSrgb) {

    /** The matrix that changes nothing: the camera's colours are taken as they are. */
    public static final List<Double> CAMERA_COLOURS = List.of(1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0);

    public Mosaic {
        black = List.copyOf(black);
        balance = List.copyOf(balance);
        toSrgb = List.copyOf(toSrgb);
        if (columns < 1
                || !colours.matches("[RGB]+")
                || colours.length() % columns != 0
                || black.size() != colours.length()
                || balance.size() != 3
                || toSrgb.size() != 9
                || !black.stream().allMatch(level -> level < white)) {
            throw new IllegalArgumentException("mosaic: expected rows of " + columns
                    + " letters R, G, B with a black level for each, three balances, a matrix of nine and a white above"
                    + " black, found " + colours + ", " + black + ", " + balance + ", " + toSrgb + ", " + white);
        }
    }

    /** A mosaic whose camera's colours are taken as they are. */
    public Mosaic(int columns, String colours, List<Double> black, double white, List<Double> balance) {
        this(columns, colours, black, white, balance, CAMERA_COLOURS);
    }

    /** Rows of the pattern that repeats. */
    public int rows() {
        return colours.length() / columns;
    }

    /** The channel of a sample: 0 red, 1 green, 2 blue; coordinates may be negative. */
    public int channel(int x, int y) {
        return "RGB".indexOf(colours.charAt(place(x, y)));
    }

    /** The place of a sample in the pattern; coordinates may be negative. */
    public int place(int x, int y) {
        return Math.floorMod(y, rows()) * columns + Math.floorMod(x, columns);
    }

    /** The mosaic of differences between codes, which have no black level: white is the mean of white less black. */
    public Mosaic withoutBlack() {
        double mean = black.stream().mapToDouble(Double::doubleValue).average().orElse(0);
        return new Mosaic(columns, colours, Collections.nCopies(black.size(), 0.0), white - mean, balance, toSrgb);
    }

    /** Whether it is one of Bayer's four: 2x2 with the greens on a diagonal (US patent 3971065). */
    public boolean isBayer() {
        return columns == 2 && colours.matches("RGGB|BGGR|GRBG|GBRG");
    }

    /** For people: {@code RGGB}. */
    @Override
    public String toString() {
        return columns == 2 ? colours : columns + "x" + rows();
    }
}
