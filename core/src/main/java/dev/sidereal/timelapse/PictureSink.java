package dev.sidereal.timelapse;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Takes the pictures of a video, one after the other. */
public interface PictureSink {

    /**
     * Takes the next picture.
     *
     * @param picture as {@link Yuv420} lays it out, from position 0 to the limit; valid during the call only
     * @throws IOException if it cannot be kept
     */
    void take(ByteBuffer picture) throws IOException, InterruptedException;

    /** Memory that it takes, programs that it feeds included. */
    long bytes();
}
