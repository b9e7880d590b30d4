package dev.sidereal.formats.png;

import dev.sidereal.frame.UnreadableFrameException;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;

/**
 * Checks the sums of a PNG file's chunks (third edition, section 5.3): the JDK's reader does not, and makes pictures of
 * damaged ones. Chunks that a picture can do without are not checked.
 */
final class PngDamage {

    private static final int SIGNATURE_BYTES = 8;
    private static final int BUFFER_BYTES = 1 << 16;

    private PngDamage() {}

    /**
     * Reads a file to its last chunk.
     *
     * @throws UnreadableFrameException if something is missing or does not fit its sum
     */
    static void requireWhole(Path file) throws IOException {
        long at = SIGNATURE_BYTES;
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES))) {
            in.skipNBytes(SIGNATURE_BYTES);
            byte[] buffer = new byte[BUFFER_BYTES];
            String name;
            do {
                long length = in.readInt() & 0xFFFFFFFFL;
                CRC32 sum = new CRC32();
                in.readFully(buffer, 0, 4);
                sum.update(buffer, 0, 4);
                name = new String(buffer, 0, 4, StandardCharsets.ISO_8859_1);
                for (long left = length; left > 0; ) {
                    int count = (int) Math.min(left, BUFFER_BYTES);
                    in.readFully(buffer, 0, count);
                    sum.update(buffer, 0, count);
                    left -= count;
                }
                int expected = in.readInt();
                if (isCritical(name) && (int) sum.getValue() != expected) {
                    throw new UnreadableFrameException(
                            "damaged PNG: expected sum %08X of chunk %s, found %08X, at byte %d"
                                    .formatted(expected, name, sum.getValue(), at));
                }
                at += length + 12;
            } while (!name.equals("IEND"));
        } catch (EOFException e) {
            throw new UnreadableFrameException(
                    "truncated PNG: expected a whole chunk, found the end of the file, after byte " + at, e);
        }
    }

    /* Section 5.4: a capital first letter. */
    private static boolean isCritical(String name) {
        return Character.isUpperCase(name.charAt(0));
    }
}
