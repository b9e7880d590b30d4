package dev.sidereal.keogram;

import dev.sidereal.image.Raster;

/** Digits, colon and dash of 5 by 7 dots. */
final class Lettering {

    static final int HEIGHT = 7;
    private static final int WIDTH = 5;
    private static final int ADVANCE = 6;

    private static final String CHARACTERS = "0123456789:-";

    /* Rows from top to bottom, the leftmost dot being 16. */
    private static final int[][] DOTS = {
        {14, 17, 19, 21, 25, 17, 14},
        {4, 12, 4, 4, 4, 4, 14},
        {14, 17, 1, 2, 4, 8, 31},
        {31, 2, 4, 2, 1, 17, 14},
        {2, 6, 10, 18, 31, 2, 2},
        {31, 16, 30, 1, 1, 17, 14},
        {6, 8, 16, 30, 17, 17, 14},
        {31, 1, 2, 4, 8, 8, 8},
        {14, 17, 17, 14, 17, 17, 14},
        {14, 17, 17, 15, 1, 2, 12},
        {0, 4, 0, 0, 0, 4, 0},
        {0, 0, 0, 31, 0, 0, 0}
    };

    private Lettering() {}

    /** Pixels that a text takes in a row. */
    static int width(String text, int size) {
        return (text.length() * ADVANCE - 1) * size;
    }

    /** Writes in white; what lies outside the picture is left out. */
    static void write(Raster picture, String text, int left, int top, int size) {
        double white = picture.type().most();
        for (int i = 0; i < text.length(); i++) {
            int[] dots = DOTS[CHARACTERS.indexOf(text.charAt(i))];
            for (int dot = 0; dot < WIDTH * HEIGHT; dot++) {
                int column = dot % WIDTH;
                if ((dots[dot / WIDTH] & (16 >> column)) != 0) {
                    fill(picture, left + (i * ADVANCE + column) * size, top + dot / WIDTH * size, size, size, white);
                }
            }
        }
    }

    /** Fills a rectangle with grey. */
    static void fill(Raster picture, int left, int top, int width, int height, double code) {
        for (int y = Math.max(0, top); y < Math.min(picture.shape().height(), top + height); y++) {
            for (int x = Math.max(0, left); x < Math.min(picture.shape().width(), left + width); x++) {
                for (int c = 0; c < picture.shape().channels(); c++) {
                    picture.set(x, y, c, code);
                }
            }
        }
    }
}
