package dev.sidereal.frame;

import dev.sidereal.image.Raster;
import java.io.Closeable;
import java.io.IOException;

/** Reads the pixels of frames, one at a time, on one thread. */
public interface FrameReader extends Closeable {

    /**
     * Fills a raster with a frame, upright.
     *
     * @param position of a readable candidate in {@link FrameSource#candidates()}
     * @param into     of the shape and type that the candidate's header promised
     * @throws UnreadableFrameException if the frame is damaged, gone or not what its header said; {@code into} then
     *                                  holds nothing of use
     * @throws IOException              if disk or network fail
     */
    void read(int position, Raster into) throws IOException;

    @Override
    void close();
}
