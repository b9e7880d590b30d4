package dev.sidereal.formats.fits;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import nom.tam.fits.Header;

/**
 * The units of a FITS file. Opening reads the headers only and makes sure that the file is as long as they say, before
 * anybody takes memory by what they say.
 */
final class FitsFile implements Closeable {

    private static final int BLOCK = HduWriter.BLOCK;
    private static final int MOST_UNITS = 64;
    private static final int MOST_AXES = 9;
    private static final byte[] BEGIN = "SIMPLE  =                    T".getBytes(StandardCharsets.US_ASCII);

    private final Path path;
    private final FileChannel channel;
    private final long length;
    private final List<Hdu> units = new ArrayList<>();

    private FitsFile(Path path, FileChannel channel) throws IOException {
        this.path = path;
        this.channel = channel;
        this.length = channel.size();
    }

    /**
     * Opens a file and reads its headers.
     *
     * @throws UnreadableStackException if it is no FITS file or shorter than its headers say
     */
    static FitsFile open(Path path) throws IOException {
        FitsFile file = new FitsFile(path, FileChannel.open(path));
        try {
            file.readHeaders();
            return file;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    Path path() {
        return path;
    }

    Hdu primary() {
        return units.get(0);
    }

    List<Hdu> units() {
        return List.copyOf(units);
    }

    Optional<Hdu> find(String name) {
        return units.stream().filter(unit -> unit.name().equals(name)).findFirst();
    }

    /** Fills a buffer from a place in the file. */
    void read(ByteBuffer into, long at) throws IOException {
        int begin = into.position();
        while (into.hasRemaining()) {
            if (channel.read(into, at + into.position() - begin) < 0) {
                throw new EOFException(path + ": became shorter while it was read");
            }
        }
        into.position(begin);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void readHeaders() throws IOException {
        ByteBuffer begin = ByteBuffer.allocate((int) Math.min(BEGIN.length, length));
        read(begin, 0);
        if (!Arrays.equals(begin.array(), BEGIN)) {
            throw unreadable("expected a stack file, found " + (length == 0 ? "an empty file" : "no FITS file")
                    + ", at byte 0; give a file that --save-stack wrote");
        }
        long at = 0;
        while (at < length) {
            if (units.size() == MOST_UNITS) {
                throw unreadable("expected at most " + MOST_UNITS + " units, found more, at byte " + at
                        + "; give a file that --save-stack wrote");
            }
            byte[] bytes = header(at);
            Hdu unit = unit(bytes, at);
            units.add(unit);
            at = unit.dataAt() + blocks(unit.dataBytes());
        }
    }

    private byte[] header(long at) throws IOException {
        byte[] bytes = new byte[0];
        for (long block = at; ; block += BLOCK) {
            if (block + BLOCK > length) {
                throw unreadable("expected a whole header, found the end of the file, at byte " + length
                        + UnreadableStackException.COPY_AGAIN);
            }
            if (bytes.length == HeaderBlocks.MOST_BYTES) {
                throw unreadable("expected a header of at most " + bytes.length + " bytes, found a longer one, at byte "
                        + at + UnreadableStackException.COPY_AGAIN);
            }
            bytes = Arrays.copyOf(bytes, bytes.length + BLOCK);
            read(ByteBuffer.wrap(bytes, bytes.length - BLOCK, BLOCK), block);
            if (HeaderBlocks.isEnd(bytes)) {
                return bytes;
            }
        }
    }

    private Hdu unit(byte[] bytes, long at) throws IOException {
        String first = at == 0 ? "SIMPLE  =" : "XTENSION=";
        if (!new String(bytes, 0, first.length(), StandardCharsets.ISO_8859_1).equals(first)) {
            throw unreadable("expected a header that begins with " + first + ", found none, at byte " + at
                    + UnreadableStackException.COPY_AGAIN);
        }
        Header header = HeaderBlocks.parse(bytes)
                .orElseThrow(() -> unreadable("expected a FITS header, found cards that are none, at byte " + at
                        + UnreadableStackException.COPY_AGAIN));
        String name = header.getStringValue("EXTNAME", "").strip();
        int bitpix = header.getIntValue("BITPIX", 0);
        Hdu.Axes axes = axes(header, name, at);
        long dataAt = at + bytes.length;
        long dataBytes = dataBytes(header, name, bitpix, axes, at, dataAt);
        FitsSum sum = new FitsSum();
        sum.add(ByteBuffer.wrap(bytes), 0);
        return new Hdu(name, header, bitpix, axes, at, dataAt, dataBytes, sum.value());
    }

    private Hdu.Axes axes(Header header, String name, long at) throws UnreadableStackException {
        int count = header.getIntValue("NAXIS", -1);
        if (count < 0 || count > MOST_AXES) {
            throw unreadable("expected 0 to " + MOST_AXES + " axes in " + title(name) + ", found " + count
                    + ", at byte " + at + UnreadableStackException.COPY_AGAIN);
        }
        long[] lengths = new long[count];
        for (int i = 0; i < count; i++) {
            lengths[i] = header.getLongValue("NAXIS" + (i + 1), -1);
        }
        return Hdu.Axes.of(lengths);
    }

    /* Nothing is multiplied that could overflow: each product stays below the length of the file. */
    private long dataBytes(Header header, String name, int bitpix, Hdu.Axes axes, long at, long dataAt)
            throws UnreadableStackException {
        if (!List.of(8, 16, 32, 64, -32, -64).contains(bitpix)) {
            throw unreadable("expected BITPIX 8, 16, 32, 64, -32 or -64 in " + title(name) + ", found " + bitpix
                    + ", at byte " + at + UnreadableStackException.COPY_AGAIN);
        }
        long numbers = axes.lengths().isEmpty() || axes.lengths().contains(0L) ? 0 : 1;
        long most = (length - dataAt) / (Math.abs(bitpix) / 8);
        for (long axis : axes.lengths()) {
            if (axis < 0 || (axis > 0 && numbers > most / axis)) {
                throw tooShort(name, axes, bitpix, dataAt);
            }
            numbers *= axis;
        }
        long heap = header.getLongValue("PCOUNT", 0);
        if (heap < 0 || heap > most || header.getLongValue("GCOUNT", 1) != 1) {
            throw tooShort(name, axes, bitpix, dataAt);
        }
        long bytes = (numbers + heap) * (Math.abs(bitpix) / 8);
        if (blocks(bytes) > length - dataAt) {
            throw tooShort(name, axes, bitpix, dataAt);
        }
        return bytes;
    }

    private UnreadableStackException tooShort(String name, Hdu.Axes axes, int bitpix, long dataAt) {
        return unreadable("expected " + axes + " numbers of " + Math.abs(bitpix) + " bits in " + title(name)
                + ", found " + Math.max(0, length - dataAt) + " bytes, at byte " + dataAt
                + UnreadableStackException.COPY_AGAIN);
    }

    /** What messages call a unit. */
    static String title(String name) {
        return name.isEmpty() ? "the first picture" : name;
    }

    static long blocks(long bytes) {
        return (bytes + BLOCK - 1) / BLOCK * BLOCK;
    }

    UnreadableStackException unreadable(String sentence) {
        return new UnreadableStackException(path, sentence);
    }
}
