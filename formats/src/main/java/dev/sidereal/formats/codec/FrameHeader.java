package dev.sidereal.formats.codec;

import dev.sidereal.frame.FrameInfo;

/**
 * What the header of a file says.
 *
 * @param info        of the frame
 * @param readerBytes bytes that a {@link PixelReader} keeps for a frame like this one
 * @param stacked     whether the file says that it is a picture that Sidereal made of frames
 */
public record FrameHeader(FrameInfo info, long readerBytes, boolean stacked) {

    /** The header of a frame. */
    public FrameHeader(FrameInfo info, long readerBytes) {
        this(info, readerBytes, false);
    }
}
