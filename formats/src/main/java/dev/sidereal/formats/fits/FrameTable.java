package dev.sidereal.formats.fits;

import dev.sidereal.frame.CaptureTime;
import dev.sidereal.frame.FrameRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nom.tam.fits.Header;

/**
 * The list of frames as the binary table FRAMES: one row for each frame, skipped ones included. Unknown text is empty,
 * an unknown exposure or sky NaN, an unknown size -1.
 */
final class FrameTable {

    static final String NAME = "FRAMES";

    private static final long UNKNOWN_SIZE = -1;

    /** What a column is called, the code of its type in FITS, and its unit. */
    private enum Column {
        NAME('A', "", "name of the file"),
        TIME('A', "", "exposure began, ISO 8601"),
        EXPOSURE('D', "s", "length of the exposure"),
        SIZE('K', "byte", "size of the file"),
        SKY('D', "", "sky, fraction of full scale"),
        USED('L', "", "whether it is in the stack"),
        REASON('A', "", "why it is not"),
        HASH('A', "", "SHA-256 of the file");

        private final char type;
        private final String unit;
        private final String comment;

        Column(char type, String unit, String comment) {
            this.type = type;
            this.unit = unit;
            this.comment = comment;
        }

        int bytes(int width) {
            return type == 'A' ? width : type == 'L' ? 1 : 8;
        }

        String text(FrameRecord frame) {
            return switch (this) {
                case NAME -> FitsText.encode(frame.name());
                case TIME -> frame.time().map(FrameTable::format).orElse("");
                case REASON -> FitsText.encode(frame.skipped().orElse(""));
                case HASH ->
                    FitsText.encode(
                            frame.content().map(FrameRecord.Content::sha256).orElse(""));
                default -> "";
            };
        }
    }

    private FrameTable() {}

    static void write(List<FrameRecord> frames, HduWriter out) throws IOException {
        Map<Column, Integer> widths = new EnumMap<>(Column.class);
        for (Column column : Column.values()) {
            int longest = frames.stream()
                    .mapToInt(frame -> column.text(frame).length())
                    .max()
                    .orElse(0);
            widths.put(column, column.type == 'A' ? Math.max(1, longest) : 1);
        }
        int rowBytes = rowBytes(widths);
        ByteBuffer row = ByteBuffer.allocate(rowBytes);
        out.write(header(widths, rowBytes, frames.size()), sink -> {
            for (FrameRecord frame : frames) {
                put(frame, widths, row.clear());
                sink.put(row.flip());
            }
        });
    }

    private static int width(Map<Column, Integer> widths, Column column) {
        return widths.getOrDefault(column, 1);
    }

    private static int rowBytes(Map<Column, Integer> widths) {
        return widths.entrySet().stream()
                .mapToInt(entry -> entry.getKey().bytes(entry.getValue()))
                .reduce(0, Math::addExact);
    }

    private static Header header(Map<Column, Integer> widths, int rowBytes, int rows) {
        Cards cards = Cards.table(NAME, widths.size(), rowBytes, rows);
        int n = 0;
        for (Column column : Column.values()) {
            n++;
            cards.put("TTYPE" + n, column.name(), column.comment)
                    .put("TFORM" + n, width(widths, column) + String.valueOf(column.type), "");
            if (!column.unit.isEmpty()) {
                cards.put("TUNIT" + n, column.unit, "");
            }
            if (column == Column.SIZE) {
                cards.put("TNULL" + n, UNKNOWN_SIZE, "unknown");
            }
        }
        return cards.header();
    }

    private static void put(FrameRecord frame, Map<Column, Integer> widths, ByteBuffer row) {
        for (Column column : Column.values()) {
            switch (column) {
                case EXPOSURE ->
                    row.putDouble(frame.exposure().map(Provenance::seconds).orElse(Double.NaN));
                case SIZE ->
                    row.putLong(frame.content().map(FrameRecord.Content::size).orElse(UNKNOWN_SIZE));
                case SKY -> row.putDouble(frame.sky().orElse(Double.NaN));
                case USED -> row.put((byte) (frame.used() ? 'T' : 'F'));
                default -> {
                    byte[] text = column.text(frame).getBytes(StandardCharsets.US_ASCII);
                    row.put(text);
                    row.put(new byte[width(widths, column) - text.length]);
                }
            }
        }
    }

    /**
     * Reads the table.
     *
     * @throws UnreadableStackException if it lacks a column or a row makes no sense
     */
    static List<FrameRecord> read(FitsFile file, Hdu table) throws IOException {
        CheckedData.verify(file, table);
        Map<Column, Integer> widths = widths(file, table);
        long rows = table.axes().lengths().get(1);
        ByteBuffer row = ByteBuffer.allocate(rows == 0 ? 0 : rowBytes(widths));
        List<FrameRecord> frames = new ArrayList<>();
        for (long i = 0; i < rows; i++) {
            file.read(row.clear(), table.dataAt() + i * row.capacity());
            try {
                frames.add(frame(row, widths));
            } catch (DateTimeException | IllegalArgumentException e) {
                throw file.unreadable("expected a frame, found " + e.getMessage() + ", at row " + i + " of " + NAME
                        + StackReader.NOT_OURS);
            }
        }
        return frames;
    }

    private static Map<Column, Integer> widths(FitsFile file, Hdu table) throws UnreadableStackException {
        Map<Column, Integer> widths = new EnumMap<>(Column.class);
        int n = 0;
        for (Column column : Column.values()) {
            n++;
            String name = table.header().getStringValue("TTYPE" + n, "none").strip();
            String form = table.header().getStringValue("TFORM" + n, "none").strip();
            if (!name.equals(column.name()) || !form.matches(column.type == 'A' ? "\\d{1,8}A" : "1?" + column.type)) {
                throw file.unreadable("expected column " + column + " of type " + column.type + ", found " + name
                        + " of type " + form + ", at column " + n + " of " + NAME + StackReader.NOT_OURS);
            }
            widths.put(column, column.type == 'A' ? Integer.parseInt(form.substring(0, form.length() - 1)) : 1);
        }
        List<Long> axes = table.axes().lengths();
        if (axes.size() != 2 || axes.get(0) != rowBytes(widths) || table.bitpix() != 8) {
            throw file.unreadable("expected rows of " + rowBytes(widths) + " bytes, found " + table.axes()
                    + " numbers with BITPIX " + table.bitpix() + ", at " + NAME + StackReader.NOT_OURS);
        }
        return widths;
    }

    private static FrameRecord frame(ByteBuffer row, Map<Column, Integer> widths) {
        String name = text(row, widths, Column.NAME);
        String time = text(row, widths, Column.TIME);
        double exposure = row.getDouble();
        long size = row.getLong();
        double sky = row.getDouble();
        byte used = row.get();
        String reason = text(row, widths, Column.REASON);
        String hash = text(row, widths, Column.HASH);
        if (used != 'T' && used != 'F') {
            throw new IllegalArgumentException("USED " + used);
        }
        return new FrameRecord(
                name,
                parse(time),
                duration(exposure),
                used == 'T' ? Optional.empty() : Optional.of(reason),
                hash.isEmpty() ? Optional.empty() : Optional.of(new FrameRecord.Content(size, hash)),
                Double.isNaN(sky) ? Optional.empty() : Optional.of(sky));
    }

    /* Text ends at the first zero, or before the blanks at its end. */
    private static String text(ByteBuffer row, Map<Column, Integer> widths, Column column) {
        byte[] bytes = new byte[width(widths, column)];
        row.get(bytes);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int end = text.indexOf('\0');
        return FitsText.decode((end < 0 ? text : text.substring(0, end)).stripTrailing());
    }

    /** With seconds and all digits of the fraction, and the offset where it is known. */
    static String format(CaptureTime time) {
        return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time.local())
                + time.zone().map(ZoneOffset::getId).orElse("");
    }

    /** The reverse of {@link #format}; empty for an empty text. */
    static Optional<CaptureTime> parse(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        TemporalAccessor parsed = DateTimeFormatter.ISO_DATE_TIME.parse(text);
        Optional<ZoneOffset> zone = parsed.isSupported(ChronoField.OFFSET_SECONDS)
                ? Optional.of(ZoneOffset.ofTotalSeconds(parsed.get(ChronoField.OFFSET_SECONDS)))
                : Optional.empty();
        return Optional.of(new CaptureTime(LocalDateTime.from(parsed), zone));
    }

    /** The reverse of {@link Provenance#seconds}; empty for NaN. */
    static Optional<Duration> duration(double seconds) {
        if (Double.isNaN(seconds)) {
            return Optional.empty();
        }
        if (!(Math.abs(seconds) < 1e15)) {
            throw new IllegalArgumentException("an exposure of " + seconds + " s");
        }
        double whole = Math.floor(seconds);
        return Optional.of(Duration.ofSeconds((long) whole, Math.round((seconds - whole) * 1e9)));
    }
}
