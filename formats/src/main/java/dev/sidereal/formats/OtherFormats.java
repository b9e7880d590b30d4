package dev.sidereal.formats;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Formats that are known by their first bytes and not read, with what to do about them. Their decoders are large native
 * libraries, in which a stranger's file could end the whole night.
 */
final class OtherFormats {

    private static final String CONVERT = "; convert it to TIFF or JPEG";

    /* Bytes at a place of the file, one character each, and the name of what has them. */
    private record Mark(int at, String bytes, String name, String advice) {

        boolean isIn(ByteBuffer head) {
            byte[] wanted = bytes.getBytes(StandardCharsets.ISO_8859_1);
            return head.limit() >= at + wanted.length
                    && head.slice(at, wanted.length).equals(ByteBuffer.wrap(wanted));
        }
    }

    private static final List<Mark> MARKS = List.of(
            new Mark(4, "ftypavi", "AVIF", CONVERT),
            new Mark(4, "ftyphei", "HEIC", CONVERT),
            new Mark(4, "ftyphev", "HEIC", CONVERT),
            new Mark(4, "ftypmif1", "HEIF", CONVERT),
            new Mark(4, "ftypmsf1", "HEIF", CONVERT),
            new Mark(8, "WEBP", "WebP", CONVERT),
            new Mark(0, "\u00FF\n", "JPEG XL", CONVERT),
            new Mark(0, "\0\0\0\fJXL ", "JPEG XL", CONVERT),
            new Mark(0, "\0\0\0\fjP  ", "JPEG 2000", CONVERT),
            new Mark(0, "\u00FFO\u00FFQ", "JPEG 2000", CONVERT),
            new Mark(0, "GIF8", "GIF", CONVERT),
            new Mark(0, "8BPS", "Photoshop PSD", CONVERT),
            new Mark(0, "v/1\u0001", "OpenEXR", "; convert it to 32-bit float TIFF"),
            new Mark(0, "#?RADIANCE", "Radiance HDR", "; convert it to 32-bit float TIFF"),
            new Mark(0, "gimp xcf", "GIMP XCF", CONVERT),
            new Mark(0, "P5\n", "PGM", CONVERT),
            new Mark(0, "P6\n", "PPM", CONVERT),
            new Mark(0, "%PDF", "PDF", CONVERT),
            new Mark(0, "PK\u0003\u0004", "a ZIP archive", "; unpack it"),
            new Mark(0, "Rar!", "a RAR archive", "; unpack it"),
            new Mark(0, "7z\u00BC\u00AF", "a 7z archive", "; unpack it"));

    /* BMP: the two letters alone begin many a text; bytes 6 to 9 are reserved, and zero. */
    private static final Mark BITMAP = new Mark(0, "BM", "BMP", CONVERT);
    private static final Mark RESERVED = new Mark(6, "\0\0\0\0", "", "");

    private OtherFormats() {}

    /** The refusal of a file that begins with these bytes; empty if it is none of these formats. */
    static Optional<String> refusal(ByteBuffer head) {
        if (BITMAP.isIn(head) && RESERVED.isIn(head)) {
            return Optional.of(sentence(BITMAP));
        }
        return MARKS.stream().filter(mark -> mark.isIn(head)).findFirst().map(OtherFormats::sentence);
    }

    private static String sentence(Mark mark) {
        return "expected a format that is read, found " + mark.name() + mark.advice();
    }
}
