package dev.sidereal.formats.fits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sidereal.formats.TestPictures;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nom.tam.fits.Fits;
import nom.tam.fits.ImageData;
import nom.tam.fits.ImageHDU;
import nom.tam.fits.compression.algorithm.quant.RandomSequence;
import nom.tam.image.compression.hdu.CompressedImageHDU;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tile compression: tiles packed by nom-tam-fits 1.21.2, and one packed by hand. */
class TiledPictureTest {

    private static final int WIDTH = 70;
    private static final int HEIGHT = 50;

    @TempDir
    private Path folder;

    /** A picture in tiles. */
    static Path pack(Path file, String codec, int tileHeight, short[][] numbers) throws Exception {
        ImageHDU plain = ImageData.from(numbers).toHDU();
        CompressedImageHDU packed = CompressedImageHDU.fromImageHDU(plain, WIDTH, tileHeight);
        packed.setCompressAlgorithm(codec).compress();
        try (Fits fits = new Fits()) {
            fits.addHDU(packed);
            fits.write(file.toFile());
        }
        return file;
    }

    /** Shades of which each codec can do something. */
    static short[][] numbers() {
        Raster sky = TestPictures.sky(new Shape(WIDTH, HEIGHT, 1), SampleType.UINT8, 1);
        short[][] numbers = new short[HEIGHT][WIDTH];
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                numbers[y][x] = (short) (10 * sky.get(x, y, 0));
            }
        }
        return numbers;
    }

    @ParameterizedTest
    @CsvSource({"RICE_1, 1", "RICE_1, 16", "GZIP_1, 1", "GZIP_2, 7", "HCOMPRESS_1, 16", "PLIO_1, 1"})
    void tiles_become_the_numbers_they_were_made_of(String codec, int tileHeight) throws Exception {
        short[][] numbers = numbers();
        Raster read = TestPictures.read(pack(folder.resolve("t.fits"), codec, tileHeight, numbers));
        assertThat(read.shape()).isEqualTo(new Shape(WIDTH, HEIGHT, 1));
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                assertThat(read.get(x, y, 0)).isEqualTo((float) (numbers[y][x] / 32767.0));
            }
        }
    }

    /* The formula of the standard, section 10.2.1, on numbers that are not packed. */
    @ParameterizedTest
    @CsvSource({"NO_DITHER", "SUBTRACTIVE_DITHER_1", "SUBTRACTIVE_DITHER_2"})
    void quantised_floats_lose_their_dither(String method) throws Exception {
        byte[] heap = FitsBytes.numbers(32, 7, -2147483646, -2147483647, -3);
        byte[] row = ByteBuffer.allocate(24)
                .putInt(16)
                .putInt(0)
                .putDouble(0.01)
                .putDouble(0.5)
                .array();
        byte[] table = FitsBytes.padded(FitsBytes.join(row, heap));
        byte[] file = FitsBytes.join(
                FitsBytes.header("SIMPLE  =                    T", 8, List.of()),
                FitsBytes.header(
                        "XTENSION= 'BINTABLE'",
                        8,
                        List.of(24, 1),
                        "PCOUNT=16",
                        "GCOUNT=1",
                        "TFIELDS=3",
                        "TTYPE1='COMPRESSED_DATA'",
                        "TFORM1='1PB(16)'",
                        "TTYPE2='ZSCALE'",
                        "TFORM2='1D'",
                        "TTYPE3='ZZERO'",
                        "TFORM3='1D'",
                        "ZIMAGE=T",
                        "ZCMPTYPE='NOCOMPRESS'",
                        "ZBITPIX=-32",
                        "ZNAXIS=2",
                        "ZNAXIS1=2",
                        "ZNAXIS2=2",
                        "ZTILE1=2",
                        "ZTILE2=2",
                        "ZQUANTIZ='" + method + "'",
                        "ZDITHER0=9999"),
                table);
        Raster read = TestPictures.read(Files.write(folder.resolve("q.fits"), file));
        boolean isDithered = !method.equals("NO_DITHER");
        int first = (int) (RandomSequence.get(9998) * 500);
        double[] dither = new double[4];
        for (int i = 0; i < 4; i++) {
            dither[i] = isDithered ? RandomSequence.get(first + i) - 0.5 : 0;
        }
        double unit = method.endsWith("2") ? 1 : 65535;
        assertThat(read.get(0) * unit).isCloseTo(0.5 + 0.01 * (7 - dither[0]), within(1e-6));
        assertThat(read.get(3) * unit).isCloseTo(0.5 + 0.01 * (-3 - dither[3]), within(1e-6));
        assertThat(read.get(2)).isNaN();
        double second = method.endsWith("2") ? 0 : 0.5 + 0.01 * (-2147483646.0 - dither[1]);
        assertThat(read.get(1) * unit).isCloseTo(second, within(2.0));
    }

    @Test
    void unknown_packing_is_refused_by_name() throws Exception {
        Path file = pack(folder.resolve("t.fits"), "GZIP_1", 1, numbers());
        byte[] bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                .replaceFirst("'GZIP_1  '", "'BZIP2_1 '")
                .getBytes(StandardCharsets.ISO_8859_1);
        assertThat(TestPictures.refusal(Files.write(file, bytes)))
                .hasValue(
                        "FITS: expected tiles compressed by GZIP_1, GZIP_2, RICE_1, PLIO_1 or HCOMPRESS_1, found BZIP2_1,"
                                + " at card ZCMPTYPE; unpack it with funpack");
    }
}
