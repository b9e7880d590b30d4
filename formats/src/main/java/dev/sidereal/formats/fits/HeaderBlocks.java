package dev.sidereal.formats.fits;

import dev.sidereal.frame.UnreadableFrameException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import nom.tam.fits.Header;
import nom.tam.util.FitsInputStream;

/** Headers: 80-byte cards in blocks of 2880 bytes up to the card END (FITS 4.0, section 4.1). */
final class HeaderBlocks {

    static final int BLOCK = HduWriter.BLOCK;
    static final int MOST_BYTES = (4 << 20) / BLOCK * BLOCK;

    private static final int CARD = 80;
    private static final byte[] END = ("END" + " ".repeat(CARD - 3)).getBytes(StandardCharsets.US_ASCII);

    /* The library tells the console what it finds odd in headers and tiles; what matters we say ourselves. */
    private static final Logger LIBRARY = Logger.getLogger("nom.tam");

    static {
        LIBRARY.setLevel(Level.OFF);
    }

    private HeaderBlocks() {}

    /** Whether the last block of a header holds its end. */
    static boolean isEnd(byte[] header) {
        for (int card = header.length - BLOCK; card < header.length; card += CARD) {
            if (Arrays.equals(header, card, card + CARD, END, 0, CARD)) {
                return true;
            }
        }
        return false;
    }

    /** Understands the cards; empty where they are none. */
    static Optional<Header> parse(byte[] header) {
        try {
            return Optional.of(new Header(new FitsInputStream(new ByteArrayInputStream(header))));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** Reads the header that a file begins with. */
    static Header first(FitsInput input) throws IOException {
        return read(input, "SIMPLE  =")
                .orElseThrow(() -> new UnreadableFrameException("truncated FITS: expected a header, found no byte"));
    }

    /** Reads the header of the next extension; empty at the end of the file. */
    static Optional<Header> next(FitsInput input) throws IOException {
        return read(input, "XTENSION=");
    }

    private static Optional<Header> read(FitsInput input, String begin) throws IOException {
        long at = input.at();
        ByteArrayOutputStream header = new ByteArrayOutputStream(BLOCK);
        byte[] block = new byte[BLOCK];
        do {
            if (header.size() == MOST_BYTES) {
                throw new UnreadableFrameException("damaged FITS: expected a header of at most " + MOST_BYTES
                        + " bytes, found a longer one, at byte " + at);
            }
            if (!input.read(ByteBuffer.wrap(block))) {
                if (input.at() == at) {
                    return Optional.empty();
                }
                throw new UnreadableFrameException(
                        "truncated FITS: expected a whole header, found the end of the file, at byte " + input.at());
            }
            if (header.size() == 0 && !text(block, begin.length()).equals(begin)) {
                throw new UnreadableFrameException(
                        "damaged FITS: expected a header that begins with " + begin + ", found none, at byte " + at);
            }
            header.write(block, 0, BLOCK);
        } while (!isEnd(block));
        Optional<Header> cards = parse(header.toByteArray());
        if (cards.isEmpty()) {
            throw new UnreadableFrameException(
                    "damaged FITS: expected cards of a header, found something else, at byte " + at);
        }
        return cards;
    }

    private static String text(byte[] bytes, int count) {
        return new String(bytes, 0, count, StandardCharsets.ISO_8859_1);
    }
}
