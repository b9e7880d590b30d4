package dev.sidereal.formats.jpeg;

import dev.sidereal.frame.UnreadableFrameException;
import dev.sidereal.image.Raster;
import java.nio.ByteBuffer;

/**
 * Finds damaged JPEG files that decoders turn into a picture all the same, half of it grey.
 *
 * <p>The fast decoder hides its library's warnings, so damage is looked for by its traces, which is cheap: the file does
 * not end with an end-of-image marker; a run of equal bytes, as a lost disk sector leaves it, lies in the coded data;
 * blocks of the picture are exactly mid-grey, which is what missing data become. A file that shows one of them has its
 * markers walked, and the JDK's decoder, which does report warnings, reads it once more and decides. So it does for every
 * progressive file, whose missing data show as blur.
 *
 * <p>A few wrong bytes may leave no trace at all; such a frame is read as it is.
 */
final class JpegDamage {

    private static final int END_OF_IMAGE = 0xD9;
    private static final int START_OF_SCAN = 0xDA;
    /* Encoders write about ten; each costs a pass over the whole picture. */
    private static final int MOST_SCANS = 100;
    private static final int SECTOR_BYTES = 512;
    /* A sector is hit by eight probes. */
    private static final int PROBE_BYTES = 64;
    private static final int EQUAL_PROBES = SECTOR_BYTES / PROBE_BYTES;
    /* Blocks are 8 or 16 pixels wide; missing ones come in long runs. */
    private static final int GREY_ROWS = 16;
    private static final int GREY_COLUMNS = 64;
    private static final int MID_GREY = 128;

    private JpegDamage() {}

    /**
     * Checks the coded data before they are decoded.
     *
     * @return whether the data are proven to be whole, so that grey blocks mean nothing
     * @throws UnreadableFrameException if they are damaged
     */
    static boolean requireData(ByteBuffer file, JpegHeader header) throws UnreadableFrameException {
        boolean ends = file.limit() >= 2 && file.getShort(file.limit() - 2) == (short) (0xFF00 | END_OF_IMAGE);
        boolean flat = hasEqualBytes(file, header.scanAt());
        if (!ends || flat || header.progressive()) {
            walkScans(file, header.scanAt());
        }
        if (flat || header.progressive()) {
            JpegWarnings.requireNone(file);
            return true;
        }
        return false;
    }

    /** Looks for traces of missing data in the picture; decodes once more only if there are any. */
    static void requirePicture(ByteBuffer file, JpegHeader header, Raster stored) throws UnreadableFrameException {
        if (hasGreyBlocks(stored)) {
            walkScans(file, header.scanAt());
            JpegWarnings.requireNone(file);
        }
    }

    /* Follows the markers through the coded data: in it, 0xFF is followed by 0 or a restart marker (T.81 B.1.1.5). */
    private static void walkScans(ByteBuffer file, int scanAt) throws UnreadableFrameException {
        int at = scanAt;
        int scans = 0;
        int size = file.limit();
        while (at + 1 < size) {
            if (file.get(at) != (byte) 0xFF) {
                at++;
                continue;
            }
            int marker = file.get(at + 1) & 0xFF;
            if (marker == END_OF_IMAGE) {
                return;
            }
            if (marker == 0 || marker == 0xFF || (marker >= 0xD0 && marker <= 0xD7)) {
                at += marker == 0xFF ? 1 : 2;
            } else if (mayFollowData(marker) && at + 4 <= size) {
                scans += marker == START_OF_SCAN ? 1 : 0;
                if (scans > MOST_SCANS) {
                    throw new UnreadableFrameException(
                            "JPEG: expected at most %d scans, found more, at byte %d; save it as baseline JPEG"
                                    .formatted(MOST_SCANS, at));
                }
                at += 2 + ((file.get(at + 2) & 0xFF) << 8 | (file.get(at + 3) & 0xFF));
            } else {
                throw new UnreadableFrameException(
                        "damaged JPEG: expected picture data, found marker 0x%02X, at byte %d".formatted(marker, at));
            }
        }
        throw new UnreadableFrameException(
                "truncated JPEG: expected an end marker, found the end of the file, at byte " + size);
    }

    /* Tables, another scan, number of lines, restart interval, application data, comment. */
    private static boolean mayFollowData(int marker) {
        return marker == 0xC4
                || marker == 0xDA
                || marker == 0xDB
                || marker == 0xDC
                || marker == 0xDD
                || (marker >= 0xE0 && marker <= 0xEF)
                || marker == 0xFE;
    }

    /* Flat parts of a picture may be coded as equal bytes, but those hardly begin and end just where sectors do. */
    private static boolean hasEqualBytes(ByteBuffer file, int scanAt) throws UnreadableFrameException {
        boolean found = false;
        int equal = 0;
        for (int at = scanAt + PROBE_BYTES; at < file.limit(); at += PROBE_BYTES) {
            equal = file.get(at) == file.get(at - PROBE_BYTES) ? equal + 1 : 0;
            if (equal < EQUAL_PROBES - 1) {
                continue;
            }
            int begin = at;
            while (file.get(begin - 1) == file.get(at)) {
                begin--;
            }
            int end = at;
            while (end < file.limit() && file.get(end) == file.get(at)) {
                end++;
            }
            int sectorsBegin = (begin + SECTOR_BYTES - 1) / SECTOR_BYTES * SECTOR_BYTES;
            int sectorsEnd = end / SECTOR_BYTES * SECTOR_BYTES;
            if (sectorsBegin - begin <= 1 && end - sectorsEnd <= 1 && sectorsBegin < sectorsEnd) {
                throw new UnreadableFrameException(
                        "damaged JPEG: expected picture data, found %d bytes 0x%02X, at byte %d"
                                .formatted(sectorsEnd - sectorsBegin, file.get(at), sectorsBegin));
            }
            found |= end - begin >= SECTOR_BYTES;
            equal = 0;
            at = end - end % PROBE_BYTES + PROBE_BYTES;
        }
        return found;
    }

    /* Missing blocks have coefficients of 0: mid-grey in every channel, at several places of a block. */
    private static boolean hasGreyBlocks(Raster stored) {
        int width = stored.shape().width();
        int height = stored.shape().height();
        for (int y = height - 1; y >= 2; y -= GREY_ROWS) {
            for (int x = width - 1; x >= 3; x -= GREY_COLUMNS) {
                if (isGrey(stored, x, y) && isGrey(stored, x - 3, y) && isGrey(stored, x, y - 2)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isGrey(Raster stored, int x, int y) {
        for (int c = 0; c < stored.shape().channels(); c++) {
            if (stored.get(x, y, c) != MID_GREY) {
                return false;
            }
        }
        return true;
    }
}
