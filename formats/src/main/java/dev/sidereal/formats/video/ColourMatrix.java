package dev.sidereal.formats.video;

import dev.sidereal.image.Shape;

/**
 * The weights of red and blue in luma (ITU-T H.273, table 4), by which differences of colour become colour.
 *
 * @param red  K_R
 * @param blue K_B
 */
record ColourMatrix(double red, double blue) {

    private static final ColourMatrix BT_601 = new ColourMatrix(0.299, 0.114);
    private static final ColourMatrix BT_709 = new ColourMatrix(0.2126, 0.0722);
    private static final int FIRST_HD_ROWS = 720;
    private static final int FIRST_HD_COLUMNS = 1280;

    /**
     * The matrix of a tag in ffmpeg's words. A video without one is taken as players take it: BT.709 from 1280 columns or
     * 720 rows, BT.601 below.
     */
    static ColourMatrix of(String tag, Shape stored) {
        return switch (tag) {
            case "bt709" -> BT_709;
            case "bt470bg", "smpte170m" -> BT_601;
            case "fcc" -> new ColourMatrix(0.30, 0.11);
            case "smpte240m" -> new ColourMatrix(0.212, 0.087);
            case "bt2020nc", "bt2020c" -> new ColourMatrix(0.2627, 0.0593);
            default -> stored.width() >= FIRST_HD_COLUMNS || stored.height() >= FIRST_HD_ROWS ? BT_709 : BT_601;
        };
    }

    /** K_G: the three weights make 1. */
    double green() {
        return 1 - red - blue;
    }
}
