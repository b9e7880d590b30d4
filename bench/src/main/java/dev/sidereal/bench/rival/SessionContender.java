package dev.sidereal.bench.rival;

import dev.sidereal.image.Raster;
import java.io.IOException;
import java.nio.file.Path;

/** A program that lays the lights of a deep-sky session on the first of them and joins them, and shows how it laid them. */
public interface SessionContender extends Contender {

    /**
     * A light as it was laid on the first one, in pixels of the first, rows from the top.
     *
     * @param light   its number, from 0
     * @param codes   the light as it was read
     * @param scratch the folder that this program had in its run
     */
    Raster laid(Night night, int light, Raster codes, Path scratch) throws IOException;
}
