package dev.sidereal.formats.codec;

import dev.sidereal.frame.FrameInfo;

/**
 * What the header of a file says.
 *
 * @param info        of the frame
 * @param readerBytes bytes that a {@link PixelReader} keeps for a frame like this one
 */
public record FrameHeader(FrameInfo info, long readerBytes) {}
