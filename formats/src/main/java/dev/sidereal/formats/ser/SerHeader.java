package dev.sidereal.formats.ser;

import dev.sidereal.formats.codec.SampleCopy;
import dev.sidereal.formats.codec.StoredNumber;
import dev.sidereal.frame.CaptureTime;
import dev.sidereal.frame.UnreadableFrameException;
import dev.sidereal.image.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * What the 178 bytes at the beginning of a SER file say (Grischa Hahn, SER format description, version 3).
 *
 * <p>The card of the byte order is named LittleEndian, but the first programs wrote 0 for little-endian and the others
 * followed: 0 is little-endian, whatever the description says.
 *
 * @param shape      of each frame
 * @param filters    over the sensor, row by row from the first stored row; empty: none
 * @param isBgr      whether colours are stored blue first
 * @param copy       from numbers to samples
 * @param count      frames that the header promises
 * @param instrument name of the camera
 * @param telescope  name of the telescope
 * @param begin      of the film, in UTC
 */
record SerHeader(
        Shape shape,
        String filters,
        boolean isBgr,
        SampleCopy copy,
        int count,
        Optional<String> instrument,
        Optional<String> telescope,
        Optional<CaptureTime> begin) {

    static final int BYTES = 178;
    static final String BEGIN = "LUCAM-RECORDER";

    private static final int TEXT_BYTES = 40;
    private static final long LEAST_TICKS = 599266080000000000L; // 1900
    private static final long MOST_TICKS = 3155378975999999999L; // 9999
    private static final long TICKS_PER_SECOND = 10_000_000;
    private static final LocalDateTime TICK_ZERO = LocalDateTime.of(1, 1, 1, 0, 0);

    static SerHeader read(FileChannel file) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining() && file.read(bytes, bytes.position()) > 0) {}
        if (bytes.hasRemaining()) {
            throw new UnreadableFrameException(
                    "truncated SER: expected a header of " + BYTES + " bytes, found " + bytes.position());
        }
        int colour = bytes.getInt(18);
        int width = bytes.getInt(26);
        int height = bytes.getInt(30);
        int depth = bytes.getInt(34);
        int count = bytes.getInt(38);
        if (width < 1 || height < 1 || depth < 1 || depth > 16 || count < 1) {
            throw new UnreadableFrameException(
                    "damaged SER: expected frames of at least 1x1 pixels of 1 to 16 bits, found " + count + " of "
                            + width + "x" + height + " of " + depth + " bits");
        }
        boolean isColour = colour == 100 || colour == 101;
        ByteOrder order = bytes.getInt(22) == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        StoredNumber stored = depth <= 8 ? StoredNumber.UINT8 : StoredNumber.UINT16;
        if ((long) width * height * (isColour ? 3 : 1) * stored.bytes() > Integer.MAX_VALUE) {
            throw new UnreadableFrameException(
                    "SER: expected frames of at most 2 GiB, found " + width + "x" + height + " of " + depth + " bits");
        }
        return new SerHeader(
                new Shape(width, height, isColour ? 3 : 1),
                filters(colour),
                colour == 101,
                SampleCopy.codes(stored, order),
                count,
                text(bytes, 42 + TEXT_BYTES),
                text(bytes, 42 + 2 * TEXT_BYTES),
                time(bytes.getLong(170)));
    }

    private static String filters(int colour) throws UnreadableFrameException {
        return switch (colour) {
            case 0, 100, 101 -> "";
            case 8 -> "RGGB";
            case 9 -> "GRBG";
            case 10 -> "GBRG";
            case 11 -> "BGGR";
            default ->
                throw new UnreadableFrameException(
                        "SER: expected mono (0), a pattern of red, green and blue (8 to 11), RGB"
                                + " (100) or BGR (101), found colour " + colour + "; convert it to RGB");
        };
    }

    private static Optional<String> text(ByteBuffer bytes, int at) {
        byte[] text = new byte[TEXT_BYTES];
        bytes.get(at, text);
        String found = new String(text, StandardCharsets.ISO_8859_1);
        int end = found.indexOf(0);
        return Optional.of((end < 0 ? found : found.substring(0, end)).strip()).filter(name -> !name.isEmpty());
    }

    /** A time in steps of 100 ns since the year 1; empty for what can be none. */
    static Optional<CaptureTime> time(long ticks) {
        return ticks < LEAST_TICKS || ticks > MOST_TICKS
                ? Optional.empty()
                : Optional.of(new CaptureTime(
                        TICK_ZERO.plusSeconds(ticks / TICKS_PER_SECOND).plusNanos(ticks % TICKS_PER_SECOND * 100),
                        Optional.of(ZoneOffset.UTC)));
    }

    /** Bytes of one frame. */
    long frameBytes() {
        return shape.samples() * copy.stored().bytes();
    }

    /** How many frames lie whole in a file of a length; at most as many as promised. */
    int whole(long fileBytes) {
        return (int) Math.min(count, (fileBytes - BYTES) / frameBytes());
    }
}
