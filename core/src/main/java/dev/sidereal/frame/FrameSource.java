package dev.sidereal.frame;

import java.io.IOException;
import java.util.List;

/** Where frames come from: a list that can be read at any position, by any number of readers at once. */
public interface FrameSource {

    /** All candidates in the order they were given; positions in this list name frames to readers. */
    List<Candidate> candidates();

    /** Opens a reader for one thread, with the buffers it needs. */
    FrameReader open() throws IOException;

    /** Bytes of memory that one reader takes besides the raster it fills, to be promised before a run. */
    long readerBytes();
}
