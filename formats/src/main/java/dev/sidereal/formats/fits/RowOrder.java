package dev.sidereal.formats.fits;

import java.util.Optional;

/** In which order a FITS file holds the rows of a picture, and what it says of that. */
enum RowOrder {
    /** The first row is the top one. */
    TOP_DOWN("TOP-DOWN"),
    /** The same, but the file does not say so: programs show it as they show frames of its camera. */
    UNSAID(""),
    /** The first row is the lowest, as the standard's pictures have it. */
    BOTTOM_UP("BOTTOM-UP");

    private final String word;

    RowOrder(String word) {
        this.word = word;
    }

    /** What the card {@code ROWORDER} says, if there is one. */
    Optional<String> word() {
        return Optional.of(word).filter(text -> !text.isEmpty());
    }
}
