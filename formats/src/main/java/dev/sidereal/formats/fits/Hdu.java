package dev.sidereal.formats.fits;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import nom.tam.fits.Header;

/**
 * A unit of a FITS file: a header and the data behind it, whose size has been compared with that of the file.
 *
 * @param name      EXTNAME; the first unit has none
 * @param header    its cards
 * @param bitpix    type of the numbers
 * @param axes      lengths of the axes
 * @param headerAt  where the header begins
 * @param dataAt    where the data begin
 * @param dataBytes their number, without the filling of the last block
 * @param headerSum sum of the header's words
 */
record Hdu(
        String name, Header header, int bitpix, Axes axes, long headerAt, long dataAt, long dataBytes, long headerSum) {

    /** Lengths of the axes, the fastest first. */
    record Axes(List<Long> lengths) {

        static Axes of(long... lengths) {
            return new Axes(Arrays.stream(lengths).boxed().toList());
        }

        /** For people: {@code 4256x2832x3}. */
        @Override
        public String toString() {
            return lengths.stream().map(String::valueOf).collect(Collectors.joining("x"));
        }
    }
}
