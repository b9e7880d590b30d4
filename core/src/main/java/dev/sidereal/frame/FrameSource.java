package dev.sidereal.frame;

import java.io.IOException;
import java.util.List;

/** Where frames come from: a list that can be read at any position, by any number of readers at once. */
public interface FrameSource {

    /** All candidates in the order they were given; positions in this list name frames to readers. */
    List<Candidate> candidates();

    /**
     * Hears, before the first reader is opened, which positions will be read, in that order: a source in which frames
     * follow each other may pass over the others. A reader reads the others as well, only later.
     */
    default void expect(List<Integer> positions) {}

    /** Opens a reader for one thread, with the buffers it needs. */
    FrameReader open() throws IOException;

    /** Bytes of memory that one reader takes besides the raster it fills, to be promised before a run. */
    long readerBytes();
}
