package dev.sidereal.formats.fits;

import dev.sidereal.frame.UnreadableFrameException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import nom.tam.fits.Header;
import nom.tam.fits.HeaderCard;

/**
 * The picture of a FITS file that is its frame, or its frames: the first unit with two axes or more.
 *
 * @param header    of the unit
 * @param primary   of the file
 * @param dataAt    where the unit's data begin
 * @param dataBytes of them
 * @param isTiled   whether they are a table of compressed tiles
 */
record PictureUnit(Header header, Header primary, long dataAt, long dataBytes, boolean isTiled) {

    private static final int MOST_UNITS = 1000;
    private static final List<Integer> KINDS = List.of(8, 16, 32, 64, -32, -64);

    /**
     * Finds the picture.
     *
     * @throws UnreadableFrameException if there is none, or its data are not all there
     */
    static PictureUnit find(FitsInput input) throws IOException {
        Header primary = HeaderBlocks.first(input);
        Header header = primary;
        for (int unit = 1; ; unit++) {
            requireNoGroups(header);
            long dataAt = input.at();
            boolean isPicture = isPicture(header);
            Size size = Size.of(header);
            if (isPicture || size.bytes() > 0) {
                requireRoom(header, size, input);
            }
            if (isPicture) {
                return new PictureUnit(header, primary, dataAt, size.bytes(), isTiled(header));
            }
            input.goTo(dataAt + FitsFile.blocks(size.bytes()));
            Optional<Header> next = HeaderBlocks.next(input);
            if (next.isEmpty() || unit == MOST_UNITS) {
                throw new UnreadableFrameException("FITS: expected a picture of two axes or more, found none in " + unit
                        + (unit == 1 ? " unit" : " units") + "; give a file with a picture");
            }
            header = next.get();
        }
    }

    /* GROUPS is what the first unit of radio astronomers' visibilities says: not pictures. */
    private static void requireNoGroups(Header header) throws UnreadableFrameException {
        if (header.getBooleanValue("GROUPS", false) && header.getLongValue("NAXIS1", -1) == 0) {
            throw new UnreadableFrameException(
                    "FITS: expected a picture, found random groups; give a file with a picture");
        }
    }

    private static boolean isPicture(Header header) {
        String kind = text(header, "XTENSION").orElse("IMAGE");
        if (!kind.equals("IMAGE") && !kind.equals("IUEIMAGE")) {
            return isTiled(header) && pixels(header, "Z");
        }
        return pixels(header, "");
    }

    private static boolean isTiled(Header header) {
        return text(header, "XTENSION").orElse("").equals("BINTABLE") && header.getBooleanValue("ZIMAGE", false);
    }

    private static boolean pixels(Header header, String prefix) {
        int axes = header.getIntValue(prefix + "NAXIS", 0);
        for (int i = 1; i <= axes; i++) {
            if (header.getLongValue(prefix + "NAXIS" + i, 0) == 0) {
                return false;
            }
        }
        return axes >= 2;
    }

    /* How long the data are that a header describes; -1 where it contradicts itself or arithmetic. */
    private record Size(long bytes) {

        static Size of(Header header) throws UnreadableFrameException {
            int axes = header.getIntValue("NAXIS", -1);
            int bitpix = header.getIntValue("BITPIX", 0);
            if (axes < 0 || axes > 999 || !KINDS.contains(bitpix)) {
                throw new UnreadableFrameException(
                        "damaged FITS: expected 0 to 999 axes and BITPIX 8, 16, 32, 64, -32 or" + " -64, found " + axes
                                + " axes and BITPIX " + bitpix);
            }
            try {
                long numbers = axes == 0 ? 0 : 1;
                for (int i = 1; i <= axes; i++) {
                    long length = header.getLongValue("NAXIS" + i, -1);
                    numbers = length < 0 ? -1 : Math.multiplyExact(numbers, length);
                    if (length < 0) {
                        return new Size(-1);
                    }
                }
                long more = header.getLongValue("PCOUNT", 0);
                long groups = header.getLongValue("GCOUNT", 1);
                long all = Math.multiplyExact(groups, Math.addExact(more, numbers));
                return new Size(more < 0 || groups < 0 ? -1 : Math.multiplyExact(all, Math.abs(bitpix) / 8L));
            } catch (ArithmeticException e) {
                return new Size(Long.MAX_VALUE);
            }
        }
    }

    private static void requireRoom(Header header, Size size, FitsInput input) throws UnreadableFrameException {
        if (size.bytes() < 0) {
            throw new UnreadableFrameException("damaged FITS: expected axes of 0 or more numbers, found " + axes(header)
                    + ", at the header before byte " + input.at());
        }
        if (!input.canHold(size.bytes())) {
            throw new UnreadableFrameException("truncated FITS: expected " + axes(header) + " numbers of "
                    + Math.abs(header.getIntValue("BITPIX", 0)) + " bits, found " + input.found() + ", at byte "
                    + input.at());
        }
    }

    private static String axes(Header header) {
        StringBuilder axes = new StringBuilder();
        for (int i = 1; i <= Math.min(9, header.getIntValue("NAXIS", 0)); i++) {
            axes.append(i == 1 ? "" : "x").append(header.getLongValue("NAXIS" + i, -1));
        }
        return axes.toString();
    }

    /** Length of an axis of the picture, counted from 1; 1 for one that it has not. */
    long axis(int number) {
        String key = (isTiled ? "ZNAXIS" : "NAXIS");
        return number <= axisCount() ? header.getLongValue(key + number, 0) : 1;
    }

    /** Number of axes of the picture. */
    int axisCount() {
        return header.getIntValue(isTiled ? "ZNAXIS" : "NAXIS", 0);
    }

    /** FITS' name for the kind of the picture's numbers. */
    int bitpix() {
        return header.getIntValue(isTiled ? "ZBITPIX" : "BITPIX", 0);
    }

    /** A value of the picture's own header. */
    Optional<String> own(String key) {
        return text(header, key);
    }

    /** A value of the picture's header, else of the file's. */
    Optional<String> value(String key) {
        return own(key).or(() -> text(primary, key));
    }

    private static Optional<String> text(Header header, String key) {
        HeaderCard card = header.getCard(key);
        return card == null
                ? Optional.empty()
                : Optional.ofNullable(card.getValue()).map(String::strip);
    }
}
