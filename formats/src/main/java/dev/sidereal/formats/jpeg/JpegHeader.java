package dev.sidereal.formats.jpeg;

import dev.sidereal.formats.colour.Profiles;
import dev.sidereal.formats.exif.Exif;
import dev.sidereal.frame.ColourProfile;
import dev.sidereal.frame.UnreadableFrameException;
import dev.sidereal.image.Shape;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything that a JPEG file says before its first scan (ITU-T T.81 annex B; ICC.1 annex B.4 for the profile).
 *
 * @param width       stored columns
 * @param height      stored rows
 * @param components  1 (grey), 3 (colour) or 4 (inks)
 * @param progressive whether the picture comes in several scans, each sharper than the one before
 * @param scanAt      where the first scan's marker is, in bytes from the start
 * @param exif        the Exif block, without its preamble
 * @param profile     the ICC profile, where all its pieces are there and it is for the picture's channels
 * @param adobe       the colour transform in the Adobe segment, where there is one: 0 none, 1 YCbCr, 2 YCCK
 */
record JpegHeader(
        int width,
        int height,
        int components,
        boolean progressive,
        int scanAt,
        Optional<byte[]> exif,
        Optional<ColourProfile> profile,
        Optional<Integer> adobe) {

    private static final int START_OF_SCAN = 0xDA;
    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ADOBE = "Adobe".getBytes(StandardCharsets.US_ASCII);
    private static final int ADOBE_TRANSFORM_AT = 11;
    private static final byte[] ICC = "ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII);

    /**
     * Reads the segments of a file up to the first scan.
     *
     * @param file the file from its first byte, as far as it is at hand; position and limit stay as they are
     * @return empty if the first scan lies beyond what is at hand
     * @throws UnreadableFrameException if this is no JPEG, or one of a kind that is not read
     */
    static Optional<JpegHeader> read(ByteBuffer file) throws UnreadableFrameException {
        return new Parser(file).parse();
    }

    /** What the Exif block says; nothing where there is none. */
    Exif readExif() {
        return exif.map(Exif::read).orElse(Exif.NONE);
    }

    /** The shape as stored: inks count as colour. */
    Shape stored() {
        return new Shape(width, height, components == 1 ? 1 : 3);
    }

    /** Whether the picture is in inks. */
    boolean isInks() {
        return components == 4;
    }

    private static final class Parser {

        private final ByteBuffer file;
        private int width;
        private int height;
        private int components;
        private boolean progressive;
        private Optional<byte[]> exif = Optional.empty();
        private Optional<Integer> adobe = Optional.empty();
        private int iccPieceCount;
        private final SortedMap<Integer, byte[]> iccPieces = new TreeMap<>();

        Parser(ByteBuffer file) {
            this.file = file.duplicate();
        }

        Optional<JpegHeader> parse() throws UnreadableFrameException {
            int at = 2;
            while (at + 4 <= file.limit()) {
                if (unsigned(at) != 0xFF) {
                    throw new UnreadableFrameException(
                            "damaged JPEG: expected a marker, found 0x%02X, at byte %d".formatted(unsigned(at), at));
                }
                int marker = unsigned(at + 1);
                if (marker == 0xFF) {
                    at++;
                    continue;
                }
                int length = unsigned(at + 2) << 8 | unsigned(at + 3);
                if (marker == START_OF_SCAN) {
                    return Optional.of(header(at));
                }
                if (length < 2 || marker < 0xC0 || marker == 0xD9) {
                    throw new UnreadableFrameException(
                            "damaged JPEG: expected a segment before the picture, found marker 0x%02X of %d bytes, at byte %d"
                                    .formatted(marker, length, at));
                }
                if (at + 2 + length > file.limit()) {
                    return Optional.empty();
                }
                segment(marker, at + 4, length - 2);
                at += 2 + length;
            }
            return Optional.empty();
        }

        private JpegHeader header(int scanAt) throws UnreadableFrameException {
            if (components == 0) {
                throw new UnreadableFrameException(
                        "damaged JPEG: expected the size of the picture before its data, found data, at byte "
                                + scanAt);
            }
            return new JpegHeader(width, height, components, progressive, scanAt, exif, profile(), adobe);
        }

        private void segment(int marker, int at, int length) throws UnreadableFrameException {
            if (marker == 0xE1 && startsWith(at, length, EXIF)) {
                exif = exif.or(() -> Optional.of(copy(at + EXIF.length, length - EXIF.length)));
            } else if (marker == 0xE2 && length > ICC.length + 2 && startsWith(at, length, ICC)) {
                iccPieceCount = unsigned(at + ICC.length + 1);
                iccPieces.put(unsigned(at + ICC.length), copy(at + ICC.length + 2, length - ICC.length - 2));
            } else if (marker == 0xEE && length > ADOBE_TRANSFORM_AT && startsWith(at, length, ADOBE)) {
                adobe = Optional.of(unsigned(at + ADOBE_TRANSFORM_AT));
            } else if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC) {
                frame(marker, at, length);
            }
        }

        private void frame(int marker, int at, int length) throws UnreadableFrameException {
            if (length < 6) {
                throw new UnreadableFrameException("damaged JPEG: expected a frame header of 6 bytes or more, found "
                        + length + ", at byte " + at);
            }
            if (marker > 0xC2 || unsigned(at) != 8) {
                throw new UnreadableFrameException(
                        "JPEG: expected baseline or progressive coding of 8 bits, found %s coding of %d bits; convert it to PNG or TIFF"
                                .formatted(coding(marker), unsigned(at)));
            }
            progressive = marker == 0xC2;
            height = unsigned(at + 1) << 8 | unsigned(at + 2);
            width = unsigned(at + 3) << 8 | unsigned(at + 4);
            components = unsigned(at + 5);
            if (width == 0 || height == 0) {
                throw new UnreadableFrameException(
                        "JPEG: expected the size in the header, found " + width + "x" + height);
            }
            if (components != 1 && components != 3 && components != 4) {
                throw new UnreadableFrameException("JPEG: expected grey, colour or inks (1, 3 or 4 components), found "
                        + components + "; convert it to RGB");
            }
        }

        /* T.81 table B.1. */
        private static String coding(int marker) {
            return switch (marker) {
                case 0xC0, 0xC1 -> "sequential";
                case 0xC2 -> "progressive";
                case 0xC3 -> "lossless";
                case 0xC5, 0xC6, 0xC7 -> "hierarchical";
                default -> "arithmetic";
            };
        }

        /* Pieces are numbered from 1; a profile that lacks one is none. */
        private Optional<ColourProfile> profile() {
            boolean whole = !iccPieces.isEmpty()
                    && iccPieces.size() == iccPieceCount
                    && iccPieces.firstKey() == 1
                    && iccPieces.lastKey() == iccPieceCount;
            if (!whole) {
                return Optional.empty();
            }
            ByteArrayOutputStream icc = new ByteArrayOutputStream();
            iccPieces.values().forEach(icc::writeBytes);
            return Profiles.fitting(icc.toByteArray(), components);
        }

        private boolean startsWith(int at, int length, byte[] prefix) {
            return length >= prefix.length && Arrays.equals(copy(at, prefix.length), prefix);
        }

        private byte[] copy(int at, int length) {
            byte[] bytes = new byte[length];
            file.get(at, bytes);
            return bytes;
        }

        private int unsigned(int at) {
            return file.get(at) & 0xFF;
        }
    }
}
