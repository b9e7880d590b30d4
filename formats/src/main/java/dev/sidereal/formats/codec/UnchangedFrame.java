package dev.sidereal.formats.codec;

import dev.sidereal.frame.UnreadableFrameException;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;

/** Checks that a file still is what its header said when the night was listed. */
public final class UnchangedFrame {

    private UnchangedFrame() {}

    /**
     * Compares what a file's header says now with the raster that was made for it.
     *
     * @throws UnreadableFrameException if they differ
     */
    public static void require(Shape upright, SampleType type, Raster into) throws UnreadableFrameException {
        if (!upright.equals(into.shape()) || type != into.type()) {
            throw new UnreadableFrameException("changed while the night was read: expected " + into.shape() + ", "
                    + into.type() + ", found " + upright + ", " + type);
        }
    }
}
