package dev.sidereal.formats.fits;

import dev.sidereal.formats.keyword.Keywords;
import dev.sidereal.frame.UnreadableFrameException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nom.tam.fits.Header;

/**
 * The binary table that holds a picture's tiles, one in each row (FITS 4.0, sections 7.3 and 10.1): arrays of bytes in a heap
 * behind the rows, and numbers.
 */
final class TileTable {

    private static final int MOST_COLUMNS = 999;
    private static final long MOST_BYTES = 1L << 30;
    private static final Pattern FORM = Pattern.compile("(\\d{0,9})([LXBIJKAEDCMPQ])([BIJK]?).*");

    /* Where a column lies in a row, and of what it is made; `inner` is the kind of an array's numbers. */
    private record Column(int at, char kind, char inner, int repeat) {}

    private final Keywords keywords;
    private final ByteBuffer bytes;
    private final int rowBytes;
    private final long rows;
    private final long heapAt;
    private final Map<String, Column> columns = new HashMap<>();

    private TileTable(PictureUnit unit, ByteBuffer bytes) {
        Header header = unit.header();
        this.keywords = new Keywords(unit::own);
        this.bytes = bytes;
        this.rowBytes = (int) header.getLongValue("NAXIS1", 0);
        this.rows = header.getLongValue("NAXIS2", 0);
        this.heapAt = header.getLongValue("THEAP", rowBytes * rows);
    }

    /** Reads the whole table, whose size has been compared with the file's. */
    static TileTable read(FitsInput input, PictureUnit unit) throws IOException {
        if (unit.dataBytes() > MOST_BYTES) {
            throw new UnreadableFrameException("FITS: expected at most " + MOST_BYTES
                    + " bytes of compressed tiles, found " + unit.dataBytes() + "; unpack it with funpack");
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) unit.dataBytes());
        input.goTo(unit.dataAt());
        if (!input.read(bytes)) {
            throw new UnreadableFrameException("truncated FITS: expected " + unit.dataBytes()
                    + " bytes of compressed tiles, found the end of the file, at byte " + input.at());
        }
        TileTable table = new TileTable(unit, bytes.flip());
        table.findColumns();
        return table;
    }

    private void findColumns() throws UnreadableFrameException {
        int count = keywords.number("TFIELDS").map(Double::intValue).orElse(0);
        long at = 0;
        for (int i = 1; i <= Math.min(count, MOST_COLUMNS); i++) {
            Matcher form = FORM.matcher(keywords.text("TFORM" + i).orElse(""));
            if (!form.matches()) {
                throw damaged("a column format", "card TFORM" + i);
            }
            String inner = form.group(3);
            char kind = form.group(2).charAt(0);
            int repeat = form.group(1).isEmpty() ? 1 : Integer.parseInt(form.group(1));
            columns.put(
                    keywords.text("TTYPE" + i).orElse("").toUpperCase(Locale.ROOT),
                    new Column((int) at, kind, inner.isEmpty() ? 'B' : inner.charAt(0), repeat));
            at += kind == 'X' ? (repeat + 7L) / 8 : (long) repeat * size(kind);
            if (at > rowBytes) {
                throw damaged("columns of at most " + rowBytes + " bytes", "card TFORM" + i);
            }
        }
    }

    private static int size(char kind) {
        return switch (kind) {
            case 'I' -> 2;
            case 'J', 'E' -> 4;
            case 'K', 'D', 'C', 'P' -> 8;
            case 'M', 'Q' -> 16;
            default -> 1;
        };
    }

    private static UnreadableFrameException damaged(String expected, String where) {
        return new UnreadableFrameException("damaged FITS: expected " + expected + ", found another, at " + where);
    }

    long rows() {
        return rows;
    }

    /** The bytes of an array; empty where the row has none. */
    Optional<ByteBuffer> array(String name, long row) throws UnreadableFrameException {
        Column column = columns.get(name);
        if (column == null) {
            return Optional.empty();
        }
        int at = (int) (row * rowBytes) + column.at();
        boolean isWide = column.kind() == 'Q';
        if (!isWide && column.kind() != 'P') {
            /* As long in every row, and in the row itself. */
            int bytesOfAll = column.repeat() * size(column.kind());
            return bytesOfAll == 0 ? Optional.empty() : Optional.of(bytes.slice(at, bytesOfAll));
        }
        long count = isWide ? bytes.getLong(at) : bytes.getInt(at);
        long offset = isWide ? bytes.getLong(at + 8) : bytes.getInt(at + 4);
        int size = size(column.inner());
        long room = bytes.limit() - heapAt;
        if (count < 0 || offset < 0 || heapAt < 0 || offset > room || count > (room - offset) / size) {
            throw damaged("an array inside the table's " + bytes.limit() + " bytes", "tile " + (row + 1));
        }
        return count == 0 ? Optional.empty() : Optional.of(bytes.slice((int) (heapAt + offset), (int) count * size));
    }

    /** A number of a row, from a column or else from a card; empty where neither is. */
    Optional<Double> number(String name, long row) throws UnreadableFrameException {
        Column column = columns.get(name);
        if (column == null) {
            return keywords.number(name);
        }
        int at = (int) (row * rowBytes) + column.at();
        return Optional.of(
                switch (column.kind()) {
                    case 'D' -> bytes.getDouble(at);
                    case 'E' -> (double) bytes.getFloat(at);
                    case 'J' -> (double) bytes.getInt(at);
                    case 'I' -> (double) bytes.getShort(at);
                    case 'K' -> (double) bytes.getLong(at);
                    default -> throw damaged("a column of numbers", "column " + name);
                });
    }
}
