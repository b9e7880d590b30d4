package dev.sidereal.formats.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/** A file format that frames come in. */
public interface Format {

    /** For people: {@code JPEG}. */
    String name();

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

    /** Opens a reader of pixels for one thread. */
    PixelReader open();
}
