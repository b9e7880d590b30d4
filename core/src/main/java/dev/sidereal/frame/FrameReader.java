package dev.sidereal.frame;

import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** Reads the pixels of frames, one at a time, on one thread. */
public interface FrameReader extends Closeable {

    /** A raster in the memory that this reader fills fastest; it is gone when the reader is closed. */
    default Raster buffer(Shape shape, SampleType type) {
        return Raster.allocate(shape, type);
    }

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

    /**
     * A frame at a fraction of its size for a glance, where its format gives it for less than reading it whole.
     *
     * @return overwritten by the next call; empty if the frame must be read whole
     * @throws UnreadableFrameException if the frame is damaged; what is not noticed here is when it is read
     */
    default Optional<Raster> readSmall(int position) throws IOException {
        return Optional.empty();
    }

    @Override
    void close();
}
