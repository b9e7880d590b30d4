package dev.sidereal.frame;

/**
 * How frames are to be read where their files leave a choice.
 *
 * @param mosaics what to do with samples under colour filters, of camera raw and FITS alike
 */
public record Reading(Mosaics mosaics) {

    /** What a choice means for frames under colour filters. */
    public enum Mosaics {
        /** As they are where that is possible, else developed. */
        WHERE_POSSIBLE,
        /** As they are; files that give no mosaic of known levels are refused. */
        KEPT,
        /** Each frame is made a colour picture of linear light when it is read. */
        DEVELOPED
    }

    /** A mosaic stays one: it takes a third of the memory, and is interpolated once, in the end. */
    public static final Reading USUAL = new Reading(Mosaics.WHERE_POSSIBLE);
}
