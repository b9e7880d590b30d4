package dev.sidereal.frame;

import java.util.List;

/**
 * The colour filter array over the samples of a frame, as the frame is stored in memory (origin top left).
 *
 * @param columns of the pattern that repeats: 2 for Bayer's, 6 for X-Trans
 * @param colours the pattern row by row, letters R, G and B: {@code RGGB}
 * @param black   code of no light, for each place of the pattern
 * @param white   code of full scale
 * @param balance factors for red, green and blue that make white white, the least being 1
 */
public record Mosaic(int columns, String colours, List<Double> black, double white, List<Double> balance) {

    public Mosaic {
        black = List.copyOf(black);
        balance = List.copyOf(balance);
        if (columns < 1
                || !colours.matches("[RGB]+")
                || colours.length() % columns != 0
                || black.size() != colours.length()
                || balance.size() != 3) {
            throw new IllegalArgumentException("mosaic: expected rows of " + columns
                    + " letters R, G, B with a black level for each and three balances, found " + colours + ", "
                    + black + ", " + balance);
        }
    }

    /** For people: {@code RGGB}. */
    @Override
    public String toString() {
        return columns == 2 ? colours : columns + "x" + colours.length() / columns;
    }
}
