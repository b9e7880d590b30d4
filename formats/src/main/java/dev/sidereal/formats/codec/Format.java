package dev.sidereal.formats.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;

/** A file format that frames come in. */
public interface Format {

    /** For people: {@code JPEG}. */
    String name();

    /**
     * The same format for the files of one night, with whatever its readers share between them. Most share nothing.
     */
    default Format forNight() {
        return this;
    }

    /** Whether a file that begins with these bytes (up to 16, position 0) is of this format. */
    boolean recognises(ByteBuffer head);

    /** Whether a file that is {@link #recognises recognised} really is of this format, where that takes a closer look. */
    default boolean owns(Path file) throws IOException {
        return true;
    }

    /**
     * Reads the headers of the frames in a file, in order: everything but the pixels. Most formats hold one.
     *
     * @throws dev.sidereal.frame.UnreadableFrameException if it is damaged or of a kind that is not read
     */
    List<FrameHeader> probe(Path file) throws IOException;

    /**
     * Hears, before pixels are read, which of a file's pictures will be: a file in which they follow each other may pass
     * over the others faster.
     */
    default void expect(Path file, BitSet indices) {}

    /** Opens a reader of pixels for one thread. */
    PixelReader open();
}
