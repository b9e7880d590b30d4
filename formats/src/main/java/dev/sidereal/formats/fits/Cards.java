package dev.sidereal.formats.fits;

import dev.sidereal.image.Shape;
import nom.tam.fits.Header;
import nom.tam.fits.HeaderCard;
import nom.tam.fits.HeaderCardException;

/** The cards of a header that is being written. */
final class Cards {

    private static final int HISTORY_WIDTH = 70;

    private final Header header = new Header();

    private Cards() {}

    /** The first unit of a file: a picture. */
    static Cards primary(int bitpix, Shape shape) {
        Cards cards = new Cards().put("SIMPLE", true, "FITS 4.0");
        return cards.axes(bitpix, axes(shape)).put("EXTEND", true, "extensions may follow");
    }

    /** A further picture. */
    static Cards image(String name, int bitpix, Shape shape) {
        return image(name, bitpix, axes(shape));
    }

    /** A further array of numbers. */
    static Cards image(String name, int bitpix, long... axes) {
        return extension("IMAGE", bitpix, axes).put("EXTNAME", name, "");
    }

    /** A binary table; its columns are to follow. */
    static Cards table(String name, int columns, long rowBytes, long rows) {
        return extension("BINTABLE", 8, rowBytes, rows)
                .put("TFIELDS", columns, "columns")
                .put("EXTNAME", name, "");
    }

    private static Cards extension(String kind, int bitpix, long... axes) {
        return new Cards()
                .put("XTENSION", kind, "")
                .axes(bitpix, axes)
                .put("PCOUNT", 0, "")
                .put("GCOUNT", 1, "");
    }

    private static long[] axes(Shape shape) {
        return shape.channels() == 1
                ? new long[] {shape.width(), shape.height()}
                : new long[] {shape.width(), shape.height(), shape.channels()};
    }

    private Cards axes(int bitpix, long... axes) {
        put("BITPIX", bitpix, "");
        put("NAXIS", axes.length, "");
        for (int i = 0; i < axes.length; i++) {
            put("NAXIS" + (i + 1), axes[i], "");
        }
        return this;
    }

    Cards put(String key, boolean value, String comment) {
        return add(() -> header.addValue(key, value, comment));
    }

    Cards put(String key, long value, String comment) {
        return add(() -> header.addValue(key, value, comment));
    }

    /** FITS has no way to say infinite or not a number: such values are left out. */
    Cards put(String key, double value, String comment) {
        return Double.isFinite(value) ? add(() -> header.addValue(key, value, comment)) : this;
    }

    /** Text, of any length and in any characters. */
    Cards put(String key, String value, String comment) {
        return add(() -> header.addValue(key, FitsText.encode(value), comment));
    }

    /** A line of JSON. */
    Cards putJson(String key, String json) {
        return add(() -> header.addValue(key, FitsText.json(json), ""));
    }

    Cards history(String text) {
        for (String line : FitsText.lines(text, HISTORY_WIDTH)) {
            add(() -> header.addLine(HeaderCard.createHistoryCard(line)));
        }
        return this;
    }

    Header header() {
        return header;
    }

    private interface Addition {
        void run() throws HeaderCardException;
    }

    private Cards add(Addition addition) {
        try {
            addition.run();
        } catch (HeaderCardException e) {
            throw new IllegalArgumentException(e);
        }
        return this;
    }
}
