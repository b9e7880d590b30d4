package dev.sidereal.formats.fits;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The data of a unit, summed up while they are read: every byte must be read once, in any order. */
final class CheckedData implements Planar.Bytes {

    private static final int PIECE = 1 << 20;

    private final FitsFile file;
    private final Hdu unit;
    private final long expected;
    private final FitsSum sum = new FitsSum();

    private CheckedData(FitsFile file, Hdu unit, long expected) {
        this.file = file;
        this.unit = unit;
        this.expected = expected;
    }

    /**
     * Begins to read a unit whose header is sound.
     *
     * @throws UnreadableStackException if the header does not fit its checksum
     */
    static CheckedData of(FitsFile file, Hdu unit) throws UnreadableStackException {
        String dataSum = unit.header().getStringValue("DATASUM", "none").strip();
        String checksum = unit.header().getStringValue("CHECKSUM", "none").strip();
        FitsSum whole = new FitsSum();
        whole.addWord(unit.headerSum());
        boolean isSound = dataSum.matches("\\d{1,10}") && !checksum.equals("none");
        if (isSound) {
            whole.addWord(Long.parseLong(dataSum));
        }
        if (!isSound || (whole.value() != 0xFFFFFFFFL && whole.value() != 0)) {
            throw file.unreadable("expected a header of " + FitsFile.title(unit.name())
                    + " that fits its CHECKSUM, found another one, at byte " + unit.headerAt()
                    + UnreadableStackException.COPY_AGAIN);
        }
        return new CheckedData(file, unit, Long.parseLong(dataSum));
    }

    /** Reads a unit for its checksum only. */
    static void verify(FitsFile file, Hdu unit) throws IOException {
        CheckedData data = of(file, unit);
        data.readRest(0, unit.dataBytes());
        data.end();
    }

    @Override
    public void read(ByteBuffer into, long at) throws IOException {
        file.read(into, unit.dataAt() + at);
        sum.add(into, at);
    }

    /**
     * Compares the sum after all data were read.
     *
     * @throws UnreadableStackException if they are not what was written
     */
    void end() throws IOException {
        readRest(unit.dataBytes(), FitsFile.blocks(unit.dataBytes()));
        if (sum.value() != expected) {
            throw file.unreadable("expected data of " + FitsFile.title(unit.name()) + " whose sum is " + expected
                    + ", found " + sum.value() + ", at byte " + unit.dataAt() + UnreadableStackException.COPY_AGAIN);
        }
    }

    private void readRest(long from, long end) throws IOException {
        for (long at = from; at < end; at += PIECE) {
            read(ByteBuffer.allocate((int) Math.min(PIECE, end - at)), at);
        }
    }
}
