package dev.sidereal.frame;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

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

    /**
     * The bytes a candidate is read from, where they can be told; safe for use by many threads.
     *
     * @throws UnreadableFrameException if they are gone
     */
    default Optional<FrameRecord.Content> content(int position) throws IOException {
        return Optional.empty();
    }

    /** Bytes of memory that one reader takes besides the raster it fills, to be promised before a run. */
    long readerBytes();
}
