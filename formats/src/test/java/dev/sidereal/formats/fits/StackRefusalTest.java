package dev.sidereal.formats.fits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sidereal.formats.file.NewFile;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import dev.sidereal.image.ToneCurve;
import dev.sidereal.stack.Stack;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import nom.tam.fits.FitsException;
import nom.tam.fits.Header;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way in which a stack file can be wrong, and the sentence for it. */
class StackRefusalTest {

    private static final Shape SHAPE = new Shape(20, 10, 3);
    private static final String COPY = "; the file is damaged or cut short: copy it again";
    private static final String GIVE = "; give a file that --save-stack wrote";
    private static final String NEWER = "; use the Sidereal that wrote it, or a newer one";

    @TempDir
    private Path folder;

    private Path path = Path.of("night.fits");

    @BeforeEach
    void write() throws IOException {
        path = folder.resolve("night.fits");
        ToneCurve curve = new ToneCurve.Table(0, 0.2, 1);
        Stacks.write(Stacks.night(SHAPE, SampleType.UINT8, Stacks.ALL, curve, 0, 5), path);
    }

    @Test
    void what_is_no_fits_file() throws IOException {
        Files.write(path, new byte[0]);
        refused("expected a stack file, found an empty file, at byte 0" + GIVE);
        Files.writeString(path, "lorem ipsum ".repeat(1000));
        refused("expected a stack file, found no FITS file, at byte 0" + GIVE);
        Files.writeString(path, "SIMPLE");
        refused("expected a stack file, found no FITS file, at byte 0" + GIVE);
    }

    @Test
    void a_file_that_is_not_there_is_a_failure_of_the_disk() {
        assertThatThrownBy(() -> StackFile.read(folder.resolve("nowhere.fits")))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void another_fits_file() throws IOException {
        try (NewFile file = NewFile.create(path)) {
            new HduWriter(file).write(Cards.primary(8, new Shape(10, 10, 1)).header(), sink -> sink.put(bytes(100)));
            file.commit();
        }
        refused("expected a stack file, found another FITS file without the card SIDEREAL, at byte 0" + GIVE);
    }

    @Test
    void another_version() throws IOException {
        patch("", header -> header.addValue("SIDEREAL", 2, null));
        refused("expected a stack file of version 1, found version 2, at card SIDEREAL" + NEWER);
    }

    @Test
    void a_file_cut_short_anywhere() throws IOException {
        byte[] whole = Files.readAllBytes(path);
        Random random = new Random(1);
        for (int i = 0; i < 60; i++) {
            int cut = i < 10 ? i * whole.length / 10 / 2880 * 2880 : random.nextInt(whole.length);
            Files.write(path, Arrays.copyOf(whole, cut));
            assertThatThrownBy(() -> StackFile.read(path))
                    .as("cut at %d of %d", cut, whole.length)
                    .isInstanceOf(UnreadableStackException.class)
                    .hasMessageStartingWith(path + ": expected ")
                    .hasMessageContaining(", found ")
                    .hasMessageContaining(", at ")
                    .hasMessageContaining("; ");
        }
        restore(whole);
        int data = (int) at("SUM").dataAt();
        Files.write(path, Arrays.copyOf(whole, data + 100));
        refused("expected 20x10x3 numbers of 64 bits in SUM, found 100 bytes, at byte " + data + COPY);
        Files.write(path, Arrays.copyOf(whole, data - 100));
        refused("expected a whole header, found the end of the file, at byte " + (data - 100) + COPY);
        restore(whole);
        int frames = (int) at("FRAMES").headerAt();
        Files.write(path, Arrays.copyOf(whole, frames));
        refused("expected a unit FRAMES, found [COUNT, MAX, WHEN, MIN, SUM, SUMSQ, CURVE, PROFILE],"
                + " at the end of the file" + COPY);
    }

    @Test
    void something_behind_the_end() throws IOException {
        byte[] whole = Files.readAllBytes(path);
        Files.write(path, Arrays.copyOf(whole, whole.length + 2880));
        refused("expected a whole header, found the end of the file, at byte " + (whole.length + 2880) + COPY);
    }

    @Test
    void any_bit_turned_over_is_noticed() throws IOException {
        byte[] whole = Files.readAllBytes(path);
        Random random = new Random(2);
        for (int i = 0; i < 300; i++) {
            byte[] damaged = whole.clone();
            int at = random.nextInt(whole.length);
            damaged[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(path, damaged);
            assertThatThrownBy(() -> StackFile.read(path))
                    .as("byte %d", at)
                    .isInstanceOf(UnreadableStackException.class);
        }
    }

    @Test
    void damaged_numbers() throws IOException {
        for (String plane : new String[] {"COUNT", "WHEN", "SUM", "FRAMES", ""}) {
            byte[] whole = Files.readAllBytes(path);
            Hdu unit = at(plane);
            byte[] damaged = whole.clone();
            damaged[(int) unit.dataAt() + 8]++;
            Files.write(path, damaged);
            long sum = Long.parseLong(unit.header().getStringValue("DATASUM"));
            long found = sum + (1L << 24);
            refused("expected data of " + FitsFile.title(plane) + " whose sum is " + sum + ", found "
                    + (found > 0xFFFFFFFFL ? found - 0xFFFFFFFFL : found) + ", at byte " + unit.dataAt() + COPY);
            restore(whole);
        }
    }

    @Test
    void a_damaged_header() throws IOException {
        byte[] whole = Files.readAllBytes(path);
        Hdu unit = at("SUM");
        String text = new String(whole, StandardCharsets.ISO_8859_1);
        whole[text.indexOf("1/1048576", (int) unit.headerAt())] = '2';
        Files.write(path, whole);
        refused("expected a header of SUM that fits its CHECKSUM, found another one, at byte " + unit.headerAt()
                + COPY);
    }

    @Test
    void a_header_without_checksum() throws IOException {
        byte[] whole = Files.readAllBytes(path);
        String text = new String(whole, StandardCharsets.ISO_8859_1);
        int at = text.indexOf("CHECKSUM=", (int) at("MAX").headerAt());
        System.arraycopy("COMMENT  ".getBytes(StandardCharsets.US_ASCII), 0, whole, at, 9);
        Files.write(path, whole);
        refused("expected a header of MAX that fits its CHECKSUM, found another one, at byte "
                + at("MAX").headerAt() + COPY);
    }

    @Test
    void planes_of_another_size() throws IOException {
        patch("MIN", header -> header.addValue("NAXIS1", 10, null));
        long at = at("MIN").headerAt();
        refused("expected 20x10x3 numbers with BITPIX 8 in MIN, found 10x10x3 with BITPIX 8, at byte " + at + GIVE);
    }

    @Test
    void planes_of_another_type() throws IOException {
        patch("SUM", header -> header.addValue("BITPIX", -64, null));
        long at = at("SUM").headerAt();
        refused("expected 20x10x3 numbers with BITPIX 64 in SUM, found 20x10x3 with BITPIX -64, at byte " + at + GIVE);
    }

    @Test
    void sums_of_another_scale() throws IOException {
        patch("SUM", header -> header.addValue("FULLSCAL", 1024.0, null));
        refused("expected full scale 1048576.0 in SUM of 20x10 colour, found 1024.0, at card FULLSCAL" + NEWER);
    }

    @Test
    void a_missing_plane() throws IOException {
        patch("SUM", header -> header.addValue("EXTNAME", "SOME", null));
        refused("expected a unit SUM, found [COUNT, MAX, WHEN, MIN, SOME, SUMSQ, CURVE, PROFILE, FRAMES],"
                + " at the end of the file" + COPY);
    }

    @Test
    void absurd_sizes_before_memory_is_taken() throws IOException {
        byte[] whole = Files.readAllBytes(path);
        long dataAt = at("").dataAt();
        for (long axis : new long[] {2_000_000_000, 9_000_000_000_000_000_000L, -5}) {
            patch("", header -> header.addValue("NAXIS1", axis, null));
            refused("expected " + axis + "x10x3 numbers of 32 bits in the first picture, found "
                    + (whole.length - dataAt) + " bytes, at byte " + dataAt + COPY);
            restore(whole);
        }
        String text = new String(whole, StandardCharsets.ISO_8859_1);
        Files.writeString(
                path,
                text.replaceFirst("NAXIS   =                    3", "NAXIS   =                  999"),
                StandardCharsets.ISO_8859_1);
        refused("expected 0 to 9 axes in the first picture, found 999, at byte 0" + COPY);
        restore(whole);
        patch("", header -> header.addValue("BITPIX", 7, null));
        refused("expected BITPIX 8, 16, 32, 64, -32 or -64 in the first picture, found 7, at byte 0" + COPY);
        restore(whole);
        patch("", header -> header.addValue("NAXIS2", 0, null));
        assertThatThrownBy(() -> StackFile.read(path)).isInstanceOf(UnreadableStackException.class);
        restore(whole);
        long table = at("FRAMES").dataAt();
        patch("FRAMES", header -> header.addValue("NAXIS2", 1L << 40, null));
        refused("expected 188x1099511627776 numbers of 8 bits in FRAMES, found " + (whole.length - table)
                + " bytes, at byte " + table + COPY);
        restore(whole);
        patch("FRAMES", header -> header.addValue("PCOUNT", 1L << 62, null));
        refused("expected 188x5 numbers of 8 bits in FRAMES, found " + (whole.length - table) + " bytes, at byte "
                + table + COPY);
    }

    @Test
    void a_single_header_of_a_giant_picture() throws IOException {
        String header = card("SIMPLE  =                    T")
                + card("BITPIX  =                  -64")
                + card("NAXIS   =                    3")
                + card("NAXIS1  =           2147483647")
                + card("NAXIS2  =           2147483647")
                + card("NAXIS3  =                    3")
                + card("SIDEREAL=                    1")
                + card("END");
        Files.writeString(path, header + " ".repeat(2880 - header.length()));
        refused("expected 2147483647x2147483647x3 numbers of 64 bits in the first picture, found 0 bytes, at byte 2880"
                + COPY);
    }

    @Test
    void a_table_with_too_few_rows() throws IOException {
        patch("", header -> header.addValue("NCOMBINE", 3, null));
        patch("FRAMES", header -> header.addValue("NAXIS2", 4, null));
        patchData("FRAMES", data -> Arrays.fill(data, 4 * 188, data.length, (byte) 0));
        refused("expected counts of 3 to 3 frames as FRAMES says, found 4, at plane COUNT" + GIVE);
        patchData("COUNT", data -> fill(data, 3));
        refused("expected numbers of used frames among the 4 rows of FRAMES, found 4, at plane WHEN" + GIVE);
    }

    private static void fill(byte[] data, int count) {
        for (int i = 0; i < 4 * SHAPE.samples(); i += 4) {
            ByteBuffer.wrap(data).putInt(i, count);
        }
    }

    @Test
    void a_plane_that_points_at_a_skipped_frame() throws IOException {
        patchData("WHEN", data -> ByteBuffer.wrap(data).putInt(0, 1));
        refused("expected numbers of used frames among the 5 rows of FRAMES, found 1, at plane WHEN" + GIVE);
        patchData("WHEN", data -> ByteBuffer.wrap(data).putInt(0, -2));
        refused("expected numbers of used frames among the 5 rows of FRAMES, found -2, at plane WHEN" + GIVE);
    }

    @Test
    void a_number_of_frames_that_contradicts_the_table() throws IOException {
        patch("", header -> header.addValue("NCOMBINE", 5, null));
        refused("expected 5 used frames as card NCOMBINE says, found 4, at table FRAMES" + GIVE);
    }

    @Test
    void a_table_of_other_columns() throws IOException {
        byte[] whole = Files.readAllBytes(path);
        patch("FRAMES", header -> header.addValue("TTYPE5", "SEA", null));
        refused("expected column SKY of type D, found SEA of type 1D, at column 5 of FRAMES" + GIVE);
        restore(whole);
        patch("FRAMES", header -> header.addValue("TFORM1", "99999999A", null));
        refused("expected rows of 100000173 bytes, found 188x5 numbers with BITPIX 8, at FRAMES" + GIVE);
    }

    @Test
    void a_row_that_makes_no_sense() throws IOException {
        byte[] whole = Files.readAllBytes(path);
        int name =
                Integer.parseInt(at("FRAMES").header().getStringValue("TFORM1").replace("A", ""));
        patchData("FRAMES", data -> data[188 + name] = 'x');
        refused("expected a frame, found Text 'x026-08-12T22:00:30.500000001+02:00' could not be parsed at index 0,"
                + " at row 1 of FRAMES" + GIVE);
        restore(whole);
        int time =
                Integer.parseInt(at("FRAMES").header().getStringValue("TFORM2").replace("A", ""));
        patchData("FRAMES", data -> ByteBuffer.wrap(data).putDouble(name + time, 1e300));
        refused("expected a frame, found an exposure of 1.0E300 s, at row 0 of FRAMES" + GIVE);
        restore(whole);
        patchData("FRAMES", data -> data[name + time + 24] = 'X');
        refused("expected a frame, found USED 88, at row 0 of FRAMES" + GIVE);
    }

    @Test
    void an_unknown_encoding() throws IOException {
        patch("", header -> header.addValue("ENCODING", "log", null));
        refused("expected encoding srgb, gamma, linear or profile with its CURVE, found log, at card ENCODING" + NEWER);
        patch("", header -> header.addValue("ENCODING", "gamma:99", null));
        refused("expected an encoding, found gamma: expected above 0 and at most 10, found NaN, at card ENCODING"
                + GIVE);
        patch("", header -> header.addValue("ENCODING", "profile", null));
        patchData("CURVE", data -> ByteBuffer.wrap(data).putDouble(8, 7));
        refused("expected an encoding, found tone curve: expected rising lights, found 1.0 after 7.0, at step 2,"
                + " at card ENCODING" + GIVE);
        patch("CURVE", header -> header.addValue("EXTNAME", "CARVE", null));
        refused("expected encoding srgb, gamma, linear or profile with its CURVE, found profile, at card ENCODING"
                + NEWER);
    }

    @Test
    void unknown_planes_and_samples() throws IOException {
        byte[] whole = Files.readAllBytes(path);
        patch("", header -> header.addValue("PLANES", "COUNT,MEDIAN", null));
        refused("expected planes like COUNT,MAX, found COUNT,MEDIAN, at card PLANES" + NEWER);
        restore(whole);
        patch("", header -> header.addValue("SAMPLES", "INT12", null));
        refused("expected samples UINT8, UINT16 or FLOAT32, found INT12, at card SAMPLES" + NEWER);
    }

    @Test
    void an_existing_file_stays_when_writing_fails() throws IOException {
        byte[] whole = Files.readAllBytes(path);
        Stack stack = Stacks.night(SHAPE, SampleType.UINT8, Stacks.ALL, Stacks.SRGB, 0, 2);
        try (NewFile file = NewFile.create(path)) {
            StackFile.write(stack, Stacks.RECIPE, file);
        }
        assertThat(path).hasBinaryContent(whole);
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    private interface HeaderChange {
        Object change(Header header) throws IOException, FitsException;
    }

    private interface DataChange {
        void change(byte[] data);
    }

    /** Changes cards; the checksums fit afterwards. */
    private void patch(String unit, HeaderChange change) throws IOException {
        Hdu hdu = at(unit);
        try {
            change.change(hdu.header());
        } catch (FitsException e) {
            throw new IOException(e);
        }
        byte[] whole = Files.readAllBytes(path);
        byte[] header =
                HduWriter.summed(hdu.header(), Long.parseLong(hdu.header().getStringValue("DATASUM")));
        assertThat(header).hasSize((int) (hdu.dataAt() - hdu.headerAt()));
        System.arraycopy(header, 0, whole, (int) hdu.headerAt(), header.length);
        Files.write(path, whole);
    }

    /** Changes numbers; the checksums fit afterwards. */
    private void patchData(String unit, DataChange change) throws IOException {
        Hdu hdu = at(unit);
        byte[] whole = Files.readAllBytes(path);
        int from = (int) hdu.dataAt();
        byte[] data = Arrays.copyOfRange(whole, from, from + (int) FitsFile.blocks(hdu.dataBytes()));
        change.change(data);
        System.arraycopy(data, 0, whole, from, data.length);
        FitsSum sum = new FitsSum();
        sum.add(ByteBuffer.wrap(data), 0);
        byte[] header = HduWriter.summed(hdu.header(), sum.value());
        System.arraycopy(header, 0, whole, (int) hdu.headerAt(), header.length);
        Files.write(path, whole);
    }

    private Hdu at(String unit) throws IOException {
        try (FitsFile file = FitsFile.open(path)) {
            return file.find(unit).orElseThrow();
        }
    }

    private void restore(byte[] whole) throws IOException {
        Files.write(path, whole);
    }

    private void refused(String sentence) {
        assertThatThrownBy(() -> StackFile.read(path))
                .isInstanceOf(UnreadableStackException.class)
                .hasMessage(path + ": " + sentence);
    }

    private static ByteBuffer bytes(int count) {
        return ByteBuffer.allocate(count);
    }

    private static String card(String text) {
        return text + " ".repeat(80 - text.length());
    }
}
