package dev.sidereal.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.UnreadableFrameException;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** FITS and XISF files that other people and programs made. */
class AstronomersFilesTest {

    /* What astropy 5.2.1 made of a file: kind of number, size, least, greatest, mean. */
    private record Expected(int bitpix, String dtype, String shape, double least, double greatest, double mean) {

        /* By docs/formats.md. */
        double fullScale() {
            return switch (dtype) {
                case "uint8" -> 255;
                case "uint16" -> 65535;
                case "int16" -> 32767;
                case "int32" -> 2147483647.0;
                default -> bitpix < 0 && greatest <= 1 ? 1 : 65535;
            };
        }

        Shape upright() {
            String[] axes = shape.split("x", -1);
            int last = axes.length - 1;
            return new Shape(Integer.parseInt(axes[last]), Integer.parseInt(axes[last - 1]), 1);
        }
    }

    private static final Expected NO_PICTURE = new Expected(8, "", "", Double.NaN, Double.NaN, Double.NaN);

    @Test
    void every_fits_file_is_read_as_astropy_reads_it_or_refused_with_a_sentence() throws Exception {
        Path folder = RealData.folder("fits-formats");
        Map<String, Expected> expected = expected(folder.resolve("expected_reference_decoder.csv"));
        int compared = 0;
        for (Path file : RealData.files(folder)) {
            String name = folder.relativize(file).toString().replace('\\', '/');
            Expected other = expected.getOrDefault(name, NO_PICTURE);
            long begin = System.nanoTime();
            Optional<Raster> read = read(file);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).as(name).isLessThan(Duration.ofSeconds(5));
            if (read.isEmpty()) {
                boolean isRefusedByAstropy = Double.isNaN(other.greatest());
                boolean isWrappedOrNoPicture = name.endsWith(".bz2") || name.endsWith("compressed_float_bzero.fits");
                assertThat(isRefusedByAstropy || isWrappedOrNoPicture).as(name).isTrue();
            } else if (!name.contains("Mono.32") && !name.contains("Color") && !name.contains("arange")) {
                assertSame(read.get(), other, name);
                compared++;
            }
        }
        assertThat(compared).isEqualTo(25);
    }

    private static void assertSame(Raster raster, Expected other, String name) {
        double unit = raster.type() == SampleType.FLOAT32 ? other.fullScale() : 1;
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        double sum = 0;
        for (int i = 0; i < raster.shape().samples(); i++) {
            least = Math.min(least, raster.get(i));
            greatest = Math.max(greatest, raster.get(i));
            sum += raster.get(i);
        }
        assertThat(raster.shape()).as(name).isEqualTo(other.upright());
        if (Double.isNaN(other.mean())) {
            assertThat(sum).as(name).isNaN();
            return;
        }
        /* The table gives six digits. */
        assertThat(least * unit).as("least of %s", name).isCloseTo(other.least(), within(tolerance(other.least())));
        assertThat(greatest * unit)
                .as("greatest of %s", name)
                .isCloseTo(other.greatest(), within(tolerance(other.greatest())));
        double mean = sum / raster.shape().samples() * unit;
        assertThat(mean).as("mean of %s", name).isCloseTo(other.mean(), within(tolerance(other.mean())));
    }

    private static double tolerance(double value) {
        return 1e-9 + Math.abs(value) * 6e-6;
    }

    @Test
    void one_galaxy_in_five_kinds_of_numbers_is_one_picture() throws Exception {
        Path folder = RealData.folder("fits-formats/ngc3344-bitpix");
        Raster wanted = TestPictures.read(folder.resolve("NGC3344.Mono.F64.fits"));
        for (String kind : new String[] {"8", "16", "32", "F32"}) {
            Raster read = TestPictures.read(folder.resolve("NGC3344.Mono." + kind + ".fits"));
            double fullScale = read.type() == SampleType.UINT8 ? 255 : read.type() == SampleType.UINT16 ? 65535 : 1;
            for (int i = 0; i < wanted.shape().samples(); i++) {
                assertThat(read.get(i) / fullScale).as("%s", kind).isCloseTo(wanted.get(i), within(1e-7));
            }
        }
    }

    @Test
    void every_compression_gives_one_cluster() throws Exception {
        Path folder = RealData.folder("fits-formats/m13-tile-compressed");
        Raster wanted = TestPictures.read(folder.resolve("m13.fits"));
        for (String codec : new String[] {"gzip", "hcomp", "plio", "rice"}) {
            Raster read = TestPictures.read(folder.resolve("m13_" + codec + ".fits"));
            assertThat(read.bytes()).as(codec).isEqualTo(wanted.bytes());
        }
        Raster floats = TestPictures.read(folder.resolve("m13real.fits"));
        Raster quantised = TestPictures.read(folder.resolve("m13real_rice.fits"));
        for (int i = 0; i < floats.shape().samples(); i++) {
            assertThat(quantised.get(i)).isCloseTo(floats.get(i), within(1 / 65535.0));
        }
    }

    @Test
    void every_colour_plane_of_four_is_a_frame() throws Exception {
        Path file = RealData.folder("fits-formats/ngc3344-bitpix").resolve("NGC3344.Color.8.fits");
        assertThat(FrameFiles.probe(List.of(file), 1).candidates()).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hatp32-fits", "seestar-m94-fits", "meteor-ff-uk001l"})
    void frames_of_real_nights_have_their_times_and_exposures(String night) throws Exception {
        for (Path file : RealData.files(RealData.folder(night))) {
            if (!file.toString().endsWith(".jpg")) {
                FrameInfo info = TestPictures.info(file);
                assertThat(info.time()).as("%s", file).isPresent();
                assertThat(info.exposure()).as("%s", file).isPresent();
                TestPictures.read(file);
            }
        }
    }

    @Test
    void real_headers_are_understood() throws Exception {
        FrameInfo hatp = TestPictures.info(RealData.folder("hatp32-fits").resolve("HATP-32171220013343.FITS"));
        assertThat(hatp.time().map(Object::toString)).contains("2017-12-19T18:33:43.317-07:00");
        assertThat(hatp.exposure()).contains(Duration.ofSeconds(60));
        FrameInfo meteor = TestPictures.info(
                RealData.folder("meteor-ff-uk001l").resolve("FF_UK001L_20230319_031241_804_0598784.fits.gz"));
        assertThat(meteor.time().map(Object::toString)).contains("2023-03-19T03:12:41.804Z");
        assertThat(meteor.exposure()).contains(Duration.ofMillis(10_240));
        assertThat(meteor.kind()).isEqualTo("1280x720 mono, 8-bit");
        FrameInfo seestar = TestPictures.info(
                RealData.folder("seestar-m94-fits").resolve("s1_Light_M_94_10.0s_IRCUT_20250326-212046.fit.gz"));
        assertThat(seestar.time().map(Object::toString)).contains("2025-03-27T01:20:32.955368Z");
        assertThat(seestar.kind()).isEqualTo("1080x1920 mosaic GRBG, 16-bit");
        assertThat(seestar.camera().model()).contains("Seestar S50");
        assertThat(seestar.readout().gain()).contains(80.0);
        assertThat(seestar.readout().temperature()).contains(25.125);
        assertThat(seestar.readout().filter()).contains("IRCUT");
    }

    /* The crop was made of the first frame: columns from 400, rows from 760, in the order of the file. */
    @Test
    void the_crop_of_a_frame_is_the_same_mosaic() throws Exception {
        Raster crop = TestPictures.read(RealData.folder("raw").resolve("derived_seestar_m94_crop400_grbg.fits"));
        Raster whole = TestPictures.read(
                RealData.folder("seestar-m94-fits").resolve("s1_Light_M_94_10.0s_IRCUT_20250326-212046.fit.gz"));
        for (int y = 0; y < 400; y++) {
            for (int x = 0; x < 400; x += 7) {
                assertThat(crop.get(x, y, 0)).isEqualTo(whole.get(400 + x, 760 + y, 0));
            }
        }
    }

    @Test
    void xisf_files_are_read_or_refused_by_the_attribute() throws Exception {
        Path folder = RealData.folder("xisf");
        Raster read = TestPictures.read(folder.resolve("test1.xisf"));
        assertThat(read.shape()).isEqualTo(new Shape(640, 480, 1));
        ByteBuffer stored = ByteBuffer.wrap(Files.readAllBytes(folder.resolve("test1.xisf")))
                .slice(8192, 614400)
                .order(ByteOrder.LITTLE_ENDIAN);
        assertThat(read.bytes()).isEqualTo(stored);
        assertThat(TestPictures.refusal(folder.resolve("test2.xisf")))
                .hasValue("XISF: expected Gray or RGB, found \"\", at attribute colorSpace of Image");
    }

    private static Optional<Raster> read(Path file) throws IOException, InterruptedException {
        try {
            return Optional.of(TestPictures.read(file));
        } catch (UnreadableFrameException e) {
            assertThat(e.getMessage())
                    .as("%s", file)
                    .matches("((damaged |truncated )?FITS: |)expected .{10,}")
                    .doesNotContain("null", "Exception", "Error:", "java.", "out of bounds", file.toString());
            return Optional.empty();
        }
    }

    private static Map<String, Expected> expected(Path csv) throws IOException {
        Map<String, Expected> rows = new HashMap<>();
        for (String line : Files.readAllLines(csv)) {
            String[] cells =
                    line.replaceAll("\"\\((\\d+), (\\d+)\\)\"", "$1x$2").split(",", -1);
            if (cells.length > 9 && cells[3].startsWith("hdu")) {
                rows.put(
                        cells[0],
                        new Expected(
                                Integer.parseInt(cells[4]),
                                cells[6],
                                cells[5],
                                number(cells[7]),
                                number(cells[8]),
                                number(cells[9])));
            }
        }
        return rows;
    }

    private static double number(String text) {
        return text.isEmpty() || text.equals("nan") ? Double.NaN : Double.parseDouble(text);
    }
}
