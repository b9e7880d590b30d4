package dev.sidereal.formats.fits;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Gives a picture's numbers row by row, big-endian, as BITPIX says, plane after plane. */
interface StoredRows {

    /** How many rows are best read at once. */
    int batch();

    /**
     * Reads rows that lie one behind the other; from call to call, later ones.
     *
     * @param first row over all planes, counted from 0
     * @param count of rows
     * @return bytes of the rows from position 0 to the limit, good until the next call
     */
    ByteBuffer read(long first, int count) throws IOException;
}
