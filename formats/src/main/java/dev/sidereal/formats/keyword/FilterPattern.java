package dev.sidereal.formats.keyword;

import dev.sidereal.frame.Mosaic;
import dev.sidereal.frame.UnreadableFrameException;
import dev.sidereal.image.SampleType;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The colour filters over a sensor: 4 letters for a square of 2 (Bayer), 36 for one of 6 (X-Trans), row by row as the rows are
 * stored.
 *
 * @param letters R, G and B
 * @param columns of the square
 */
public record FilterPattern(String letters, int columns) {

    private static final Set<String> NONE = Set.of("", "NONE", "MONO", "GREY", "GRAY", "FALSE", "0");

    /**
     * Understands a pattern.
     *
     * @return empty for words that mean no filters
     * @throws UnreadableFrameException for filters that are none of red, green and blue
     */
    public static Optional<FilterPattern> of(String text, String where) throws UnreadableFrameException {
        String letters = text.strip().toUpperCase(Locale.ROOT);
        if (NONE.contains(letters)) {
            return Optional.empty();
        }
        if (!letters.matches("[RGB]{4}|[RGB]{36}")) {
            throw new UnreadableFrameException("expected a pattern of 4 or 36 filters R, G and B, found " + text.strip()
                    + ", at " + where + "; correct it, or convert the picture to colour");
        }
        return Optional.of(new FilterPattern(letters, letters.length() == 4 ? 2 : 6));
    }

    /** The pattern that BAYERPAT (or COLORTYP) gives, moved by XBAYROFF and YBAYROFF. */
    public static Optional<FilterPattern> of(Keywords keywords) throws UnreadableFrameException {
        Optional<FilterPattern> pattern =
                of(keywords.text("BAYERPAT").or(() -> colourType(keywords)).orElse(""), "card BAYERPAT");
        int right = keywords.number("XBAYROFF").map(Double::intValue).orElse(0);
        int down = keywords.number("YBAYROFF").map(Double::intValue).orElse(0);
        return pattern.map(filters -> filters.moved(right, down));
    }

    /* Some programs give a number here. */
    private static Optional<String> colourType(Keywords keywords) {
        return keywords.text("COLORTYP")
                .filter(text -> text.toUpperCase(Locale.ROOT).matches("[RGB]{4}"));
    }

    /** The pattern that begins {@code right} columns and {@code down} rows inside this one. */
    public FilterPattern moved(int right, int down) {
        StringBuilder moved = new StringBuilder(letters.length());
        for (int y = 0; y < columns; y++) {
            for (int x = 0; x < columns; x++) {
                moved.append(letter(x + right, y + down));
            }
        }
        return new FilterPattern(moved.toString(), columns);
    }

    /** The pattern of the rows in reverse order, of a picture of some height. */
    public FilterPattern upsideDown(int height) {
        StringBuilder turned = new StringBuilder(letters.length());
        for (int y = 0; y < columns; y++) {
            for (int x = 0; x < columns; x++) {
                turned.append(letter(x, height - 1 - y));
            }
        }
        return new FilterPattern(turned.toString(), columns);
    }

    private char letter(int x, int y) {
        return letters.charAt(Math.floorMod(y, columns) * columns + Math.floorMod(x, columns));
    }

    /** The mosaic of samples whose black is 0 and whose white is full scale. */
    public Mosaic mosaic(SampleType type) {
        double white = switch (type) {
            case UINT8 -> 255;
            case UINT16 -> 65535;
            case FLOAT32 -> 1;
        };
        return new Mosaic(columns, letters, Collections.nCopies(letters.length(), 0.0), white, List.of(1.0, 1.0, 1.0));
    }
}
