package dev.sidereal.studio;

import dev.sidereal.develop.Histogram;
import dev.sidereal.studio.web.Fields;
import java.io.IOException;
import java.util.List;

/**
 * Where the result of a run is looked at. A small picture answers a slider at once; squares of the whole picture, the very pixels
 * that an 8-bit file would have, follow. Safe for use by many threads.
 */
sealed interface Darkroom permits StackDarkroom, SessionDarkroom {

    /** Pixels of the longer side of a small picture. */
    int SIDE = 1600;

    /** Names of what can be developed. */
    List<String> products();

    /** The picture made small, as JPEG. */
    byte[] small(Fields view) throws IOException;

    /** The tones of the picture made small. */
    Histogram histogram(Fields view);

    /** A square of the whole picture, as JPEG. */
    byte[] tile(Fields view, int column, int row) throws IOException;
}
