package dev.sidereal.formats.fits;

import dev.sidereal.formats.file.NewFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import nom.tam.fits.Header;
import nom.tam.fits.HeaderCard;
import nom.tam.fits.HeaderCardException;
import nom.tam.fits.utilities.FitsCheckSum;
import nom.tam.util.Cursor;

/** Writes the units of a FITS file one after the other, data as it comes, and puts the checksums in afterwards. */
final class HduWriter {

    static final int BLOCK = 2880;

    private static final String NO_SUM = "0000000000000000";
    private static final Set<String> LAST = Set.of("DATASUM", "CHECKSUM", "END");

    /** A unit's data, written a piece at a time. */
    interface Data {
        void writeTo(Sink sink) throws IOException;
    }

    /** Takes bytes in the order of the file. */
    interface Sink {
        void put(ByteBuffer bytes) throws IOException;
    }

    private final NewFile file;

    HduWriter(NewFile file) {
        this.file = file;
    }

    /** Appends a unit; {@code data} is as long as the header says. */
    void write(Header header, Data data) throws IOException {
        long headerAt = file.size();
        file.write(bytes(header, "0", NO_SUM));
        FitsSum dataSum = new FitsSum();
        long dataAt = file.size();
        data.writeTo(bytes -> {
            dataSum.add(bytes, file.size() - dataAt);
            file.write(bytes);
        });
        file.write(new byte[(int) Math.floorMod(-file.size(), (long) BLOCK)]);
        file.rewrite(headerAt, summed(header, dataSum.value()));
    }

    /** The header with sums that fit it and the data. */
    static byte[] summed(Header header, long dataSum) {
        String data = Long.toString(dataSum);
        FitsSum sum = new FitsSum();
        sum.add(ByteBuffer.wrap(bytes(header, data, NO_SUM)), 0);
        sum.addWord(dataSum);
        return bytes(header, data, FitsCheckSum.encode(sum.value(), true));
    }

    /* Not Header.write, which puts the time of writing beside the sums. */
    private static byte[] bytes(Header header, String dataSum, String checksum) {
        StringBuilder text = new StringBuilder();
        for (Cursor<String, HeaderCard> cards = header.iterator(); cards.hasNext(); ) {
            HeaderCard card = cards.next();
            if (!LAST.contains(card.getKey())) {
                text.append(card);
            }
        }
        try {
            text.append(new HeaderCard("DATASUM", dataSum, "sum of the data"))
                    .append(new HeaderCard("CHECKSUM", checksum, "makes the sum of the unit -0"));
        } catch (HeaderCardException e) {
            throw new IllegalStateException(e);
        }
        text.append("END");
        text.append(" ".repeat(Math.floorMod(-text.length(), BLOCK)));
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
