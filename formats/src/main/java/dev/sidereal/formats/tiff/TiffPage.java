package dev.sidereal.formats.tiff;

import dev.sidereal.formats.codec.Orientation;
import dev.sidereal.formats.colour.Profiles;
import dev.sidereal.formats.exif.Exif;
import dev.sidereal.frame.ColourProfile;
import dev.sidereal.frame.UnreadableFrameException;
import dev.sidereal.image.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A picture of full size in a TIFF file.
 *
 * @param directoryAt where its directory is
 * @param stored      shape as stored; palettes and inks count as colour, transparency does not count
 * @param samples     what its samples are
 * @param blocks      how they are cut and coded
 */
record TiffPage(long directoryAt, Shape stored, TiffSamples samples, TiffBlocks blocks) {

    private static final int SUBFILE = 254;
    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int ORIENTATION = 274;
    private static final int ICC_PROFILE = 34675;
    private static final int COMPRESSION = 259;
    private static final int JPEG = 7;
    /* Bits of the tag: a smaller copy; a mask of transparency. */
    private static final int REDUCED_OR_MASK = 1 | 4;
    private static final long MOST_PIXELS = 0x3FFFL * 0x3FFF;
    private static final int MOST_PAGES = 10_000;
    private static final int MOST_ENTRIES = 1_000_000;
    private static final int MOST_PROFILE_BYTES = 8 << 20;

    /**
     * Lists the pages that are frames: the first picture of full size, and all others of its shape and samples. Smaller
     * copies, masks and pictures of another kind are passed over.
     */
    static List<TiffPage> list(TiffBytes file) throws IOException {
        List<TiffPage> pages = new ArrayList<>();
        boolean anyReduced = false;
        for (Long at : directories(file)) {
            Directory directory = new Directory(file, at);
            if ((directory.number(SUBFILE, 0) & REDUCED_OR_MASK) != 0) {
                anyReduced = true;
            } else if (pages.isEmpty()) {
                pages.add(read(file, directory, at));
            } else {
                readLike(pages.get(0), file, directory, at).ifPresent(pages::add);
            }
        }
        if (pages.isEmpty()) {
            throw new UnreadableFrameException(
                    anyReduced
                            ? "TIFF: expected a picture of full size, found small copies only, as camera raw files have"
                                    + " them; develop it with a raw converter"
                            : "damaged TIFF: expected a directory with the size of the picture, found none in "
                                    + file.size() + " bytes");
        }
        return pages;
    }

    private static List<Long> directories(TiffBytes file) throws IOException {
        List<Long> found = new ArrayList<>();
        Set<Long> seen = new HashSet<>();
        int entries = 0;
        long at = file.offset(file.big() ? 8 : 4);
        while (at != 0) {
            if (!seen.add(at)) {
                throw new UnreadableFrameException(
                        "damaged TIFF: expected directories one after the other, found a circle, at byte " + at);
            }
            if (found.isEmpty() && (at < 0 || at > file.size() - 2)) {
                throw new UnreadableFrameException("damaged TIFF: expected a directory with the size of the picture,"
                        + " found none in " + file.size() + " bytes");
            }
            Directory directory = new Directory(file, at);
            entries += directory.entries();
            found.add(at);
            if (found.size() > MOST_PAGES || entries > MOST_ENTRIES) {
                throw new UnreadableFrameException("TIFF: expected at most " + MOST_PAGES + " pages with "
                        + MOST_ENTRIES + " entries, found more");
            }
            at = directory.next();
        }
        return found;
    }

    private static Optional<TiffPage> readLike(TiffPage first, TiffBytes file, Directory directory, long at)
            throws IOException {
        try {
            return Optional.of(read(file, directory, at))
                    .filter(page -> page.stored.equals(first.stored)
                            && page.samples.type() == first.samples.type()
                            && page.samples.colour() == first.samples.colour());
        } catch (UnreadableFrameException e) {
            /* What says "damaged" was meant to be a frame. */
            if (String.valueOf(e.getMessage()).startsWith("TIFF:")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Reads the page whose directory is at a place. */
    static TiffPage read(TiffBytes file, Directory directory, long at) throws IOException {
        if (!directory.has(WIDTH) || !directory.has(HEIGHT)) {
            throw new UnreadableFrameException("damaged TIFF: expected a directory with the size of the picture,"
                    + " found none in " + file.size() + " bytes");
        }
        long width = directory.number(WIDTH, 0);
        long height = directory.number(HEIGHT, 0);
        if (width < 1 || height < 1 || width > MOST_PIXELS || height > MOST_PIXELS / width) {
            throw new UnreadableFrameException("TIFF: expected 1 to %d pixels, found %sx%s"
                    .formatted(MOST_PIXELS, Long.toUnsignedString(width), Long.toUnsignedString(height)));
        }
        TiffBlocks blocks = TiffBlocks.of(directory, (int) width, (int) height);
        TiffSamples samples = TiffSamples.of(directory, directory.number(COMPRESSION, 1) == JPEG);
        Shape stored = new Shape((int) width, (int) height, samples.colour().channels());
        blocks.requireRoom(stored, samples, file.size());
        return new TiffPage(at, stored, samples, blocks);
    }

    /** How it must be turned. */
    static Orientation orientation(Directory directory) throws IOException {
        return Orientation.of((int) Math.min(directory.number(ORIENTATION, 1), 9));
    }

    /** Its profile, unless that is for other inks than the pixels will have. */
    Optional<ColourProfile> profile(Directory directory) throws IOException {
        return directory
                .bytes(ICC_PROFILE, MOST_PROFILE_BYTES)
                .flatMap(icc -> Profiles.fitting(icc, stored.channels()));
    }

    /** Bytes that decoding takes: a row of each plane and a piece of its data, or a whole block of JPEG. */
    long workBytes() {
        long rows = blocks.coding() == TiffBlocks.Coding.JPEG ? 3L * blocks.height() : 20;
        return samples.planes() * (samples.rowBytes(blocks.width()) * rows + 4L * BlockStream.BUFFER_BYTES);
    }

    /** What it says of camera and time. */
    static Exif exif(TiffBytes file, Directory directory) throws IOException {
        return TiffExif.read(file, directory);
    }
}
