package dev.sidereal.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sidereal.formats.raw.LibRaw;
import dev.sidereal.formats.raw.RawFormat;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.Mosaic;
import dev.sidereal.image.Raster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nom.tam.fits.Fits;
import nom.tam.fits.ImageHDU;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Camera raw that other people made; what LibRaw must read is skipped without it. */
class RealRawTest {

    @Test
    void the_mosaic_of_a_dng_equals_that_of_its_fits_twin() throws Exception {
        Path raw = RealData.folder("raw");
        Path file = raw.resolve("derived_seestar_m94_crop400_grbg.dng");
        FrameInfo info = TestPictures.info(file);
        assertThat(info.kind()).isEqualTo("400x400 mosaic GRBG, 16-bit");
        Raster mosaic = TestPictures.read(file);
        try (Fits fits =
                new Fits(raw.resolve("derived_seestar_m94_crop400_grbg.fits").toFile())) {
            ImageHDU unit = (ImageHDU) fits.readHDU();
            short[][] rows = (short[][]) unit.getKernel();
            boolean topDown = !"BOTTOM-UP".equals(unit.getHeader().getStringValue("ROWORDER"));
            for (int y = 0; y < 400; y++) {
                short[] row = rows[topDown ? y : 399 - y];
                for (int x = 0; x < 400; x++) {
                    assertThat((int) mosaic.get(x, y, 0)).isEqualTo(row[x] + 32768);
                }
            }
        }
    }

    /* Levels, balance and matrix: raw-identify of LibRaw 0.20.2. */
    @Test
    void a_cameras_lossless_dng_is_read_without_libraw() throws Exception {
        Path file = RealData.folder("raw").resolve("blackmagic_pocket_test.dng");
        FrameInfo info = TestPictures.info(file);
        assertThat(info.kind()).isEqualTo("1920x1080 mosaic GBRG, 16-bit");
        Mosaic mosaic = info.coding().mosaic().orElseThrow();
        assertThat(mosaic.black()).containsOnly(256.0);
        assertThat(mosaic.white()).isEqualTo(51080);
        assertThat(mosaic.balance().get(0)).isCloseTo(1.14653, within(1e-4));
        assertThat(mosaic.balance().get(2)).isCloseTo(1.68691, within(1e-4));
        List<Double> matrix = List.of(1.7693, -0.4465, -0.3228, -0.1775, 1.3987, -0.2212, -0.0889, -0.6933, 1.7822);
        for (int i = 0; i < 9; i++) {
            assertThat(mosaic.toSrgb().get(i)).isCloseTo(matrix.get(i), within(2e-3));
        }
        Raster ours = TestPictures.read(file);
        LibRaw libRaw = LibRaw.ofThisMachine();
        assumeTrue(libRaw.isInstalled(), "skipped: LibRaw's programs are not installed");
        RawFormat format = new RawFormat(libRaw);
        FrameInfo whole = format.probe(file).get(0).info();
        Raster theirs = Raster.allocate(whole.shape(), whole.type());
        try (var reader = format.open()) {
            reader.read(file, 0, theirs);
        }
        for (int y = 0; y < 1080; y++) {
            for (int x = 0; x < 1920; x++) {
                assertThat(ours.get(x, y, 0)).isEqualTo(theirs.get(x + 16, y + 16, 0));
            }
        }
    }

    @Test
    void headers_without_pictures_are_refused() throws Exception {
        Path stubs = RealData.folder("raw").resolve("stubs");
        assertThat(TestPictures.refusal(stubs.resolve("exiftool_DNG.dng")))
                .contains("damaged DNG: expected 140 pieces of picture, found 1");
        assertThat(TestPictures.refusal(stubs.resolve("exiftool_CanonRaw.cr2"))).isPresent();
        assertThat(TestPictures.refusal(stubs.resolve("exiftool_FujiFilm.raf"))).isPresent();
        assumeTrue(LibRaw.ofThisMachine().isInstalled(), "skipped: LibRaw's programs are not installed");
        assertThat(TestPictures.refusal(stubs.resolve("exiftool_Nikon.nef")))
                .contains("camera raw: expected a whole frame, found: data corrupted at 1378");
    }

    @Test
    void a_header_whose_picture_is_filled_with_nothing_is_refused(@TempDir Path folder) throws Exception {
        Path stub = RealData.folder("raw").resolve("stubs/exiftool_Nikon.nef");
        byte[] filled = java.util.Arrays.copyOf(Files.readAllBytes(stub), 8_000_000);
        assertThat(TestPictures.refusal(Files.write(folder.resolve("filled.nef"), filled)))
                .isPresent();
    }
}
