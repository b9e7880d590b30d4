package dev.sidereal.formats.fits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidereal.fold.Plane;
import dev.sidereal.formats.FrameFiles;
import dev.sidereal.formats.TestPictures;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.FrameReader;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import dev.sidereal.image.ToneCurve;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FitsFormatTest {

    private static final List<Integer> SMALL = List.of(3, 2);

    @TempDir
    private Path folder;

    private Path write(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("f.fits"), bytes);
    }

    private static double[] samples(Raster raster) {
        double[] samples = new double[(int) raster.shape().samples()];
        Arrays.setAll(samples, raster::get);
        return samples;
    }

    /* The table of docs/formats.md: stored number, cards, sample. */
    @ParameterizedTest
    @CsvSource({
        "8, '', 200, UINT8, 200",
        "8, 'BZERO=0.0;BSCALE=1.0', 200, UINT8, 200",
        "8, 'BZERO=-128', 255, FLOAT32, 1",
        "16, 'BZERO=32768', -32768, UINT16, 0",
        "16, 'BZERO=32768.0;BSCALE=1', 32767, UINT16, 65535",
        "16, '', 32767, FLOAT32, 1",
        "16, '', -32767, FLOAT32, -1",
        "16, 'BZERO=1500;BSCALE=0.5', 7000, FLOAT32, 0.076295109",
        "16, 'BZERO=3.2768D4;BLANK=-1', -1, FLOAT32, NaN",
        "16, 'BZERO=32768;BLANK=-1', 32767, FLOAT32, 1",
        "32, '', 2147483647, FLOAT32, 1",
        "32, 'BZERO=2147483648', 2147483647, FLOAT32, 1",
        "32, 'BZERO=2147483648', -2147483648, FLOAT32, 0",
        "32, 'PROGRAM=''PixInsight 1.8.9''', -2147483648, FLOAT32, 0",
        "32, 'PROGRAM=''PixInsight 1.8.9''', 2147483647, FLOAT32, 1",
        "64, '', 4611686018427387904, FLOAT32, 0.5",
        "64, 'BLANK=7', 7, FLOAT32, NaN",
        "-32, '', 0.25, FLOAT32, 0.25",
        "-32, 'BUNIT=''ADU''', 65535, FLOAT32, 1",
        "-64, '', 0.25, FLOAT32, 0.25",
        "-64, 'BUNIT=''electron''', 0.65535, FLOAT32, 0.00001",
        "-32, 'BSCALE=0.5;BZERO=0.25', 0.5, FLOAT32, 0.5"
    })
    void numbers_become_samples_by_a_rule_of_the_header(
            int bitpix, String cards, double stored, SampleType type, double sample) throws Exception {
        double[] numbers = new double[6];
        Arrays.fill(numbers, stored);
        String[] given = cards.isEmpty() ? new String[0] : cards.split(";");
        Raster read = TestPictures.read(write(FitsBytes.picture(bitpix, numbers, SMALL, given)));
        assertThat(read.type()).isEqualTo(type);
        assertThat(read.shape()).isEqualTo(new Shape(3, 2, 1));
        assertThat(Float.valueOf((float) read.get(5))).isEqualTo(Float.valueOf((float) sample));
    }

    @Test
    void floats_that_count_adu_without_saying_so_are_told_by_their_numbers() throws Exception {
        assertThat(samples(TestPictures.read(
                        write(FitsBytes.picture(-32, new double[] {0, 655.35, 6553.5, 1, 2, 3}, SMALL)))))
                .containsExactly(0, 0.01f, 0.1f, (float) (1 / 65535.0), (float) (2 / 65535.0), (float) (3 / 65535.0));
    }

    /* Flats divide by nearly nothing here and there. */
    @Test
    void a_few_wild_floats_do_not_make_a_picture_count_adu() throws Exception {
        double[] numbers = new double[400];
        Arrays.fill(numbers, 0.5);
        numbers[7] = 3e4;
        numbers[9] = Double.POSITIVE_INFINITY;
        Raster read = TestPictures.read(write(FitsBytes.picture(-64, numbers, List.of(20, 20))));
        assertThat(read.get(0)).isEqualTo(0.5);
        assertThat(read.get(7)).isEqualTo(3e4);
    }

    @Test
    void light_is_linear_and_says_so() throws Exception {
        assertThat(FitsPicture.isStacked(write(FitsBytes.picture(8, new double[6], SMALL))))
                .isFalse();
        FrameInfo info = TestPictures.info(write(FitsBytes.picture(8, new double[6], SMALL)));
        assertThat(info.coding().curve()).contains(new ToneCurve.Linear());
        assertThat(info.name()).isEqualTo("f.fits");
    }

    @Test
    void rows_are_top_down_unless_the_header_says_bottom_up() throws Exception {
        byte[] plain = FitsBytes.picture(8, FitsBytes.counting(6), SMALL);
        assertThat(samples(TestPictures.read(write(plain)))).containsExactly(0, 1, 2, 3, 4, 5);
        byte[] down = FitsBytes.picture(8, FitsBytes.counting(6), SMALL, "ROWORDER='TOP-DOWN'");
        assertThat(samples(TestPictures.read(write(down)))).containsExactly(0, 1, 2, 3, 4, 5);
        byte[] up = FitsBytes.picture(8, FitsBytes.counting(6), SMALL, "ROWORDER='BOTTOM-UP'");
        assertThat(samples(TestPictures.read(write(up)))).containsExactly(3, 4, 5, 0, 1, 2);
        byte[] odd = FitsBytes.picture(8, FitsBytes.counting(6), SMALL, "ROWORDER='SIDEWAYS'");
        assertThat(TestPictures.refusal(write(odd)))
                .hasValue("FITS: expected TOP-DOWN or BOTTOM-UP, found SIDEWAYS, at card ROWORDER");
    }

    @Test
    void three_planes_are_red_green_and_blue() throws Exception {
        for (String order : new String[] {"TOP-DOWN", "BOTTOM-UP"}) {
            byte[] colour = FitsBytes.picture(
                    16, FitsBytes.counting(18), List.of(3, 2, 3), "BZERO=32768", "ROWORDER='" + order + "'");
            Raster read = TestPictures.read(write(colour));
            assertThat(read.shape()).isEqualTo(new Shape(3, 2, 3));
            for (int c = 0; c < 3; c++) {
                int y = order.equals("TOP-DOWN") ? 1 : 0;
                assertThat(read.get(2, y, c)).isEqualTo(32768 + 6 * c + 5);
            }
        }
    }

    @Test
    void other_planes_are_frames_of_their_own() throws Exception {
        for (boolean isPacked : new boolean[] {false, true}) {
            byte[] cube = FitsBytes.picture(8, FitsBytes.counting(24), List.of(3, 2, 4), "EXPTIME=2.5");
            Path file = write(isPacked ? FitsBytes.gzip(cube) : cube);
            FrameFiles files = FrameFiles.probe(List.of(file), 1);
            List<String> names = new ArrayList<>();
            files.candidates().forEach(candidate -> names.add(candidate.name()));
            assertThat(names).containsExactly("f.fits#1", "f.fits#2", "f.fits#3", "f.fits#4");
            try (FrameReader reader = files.open()) {
                for (int i : new int[] {3, 0, 2}) {
                    Raster plane = Raster.allocate(new Shape(3, 2, 1), SampleType.UINT8);
                    reader.read(i, plane);
                    assertThat(plane.get(0)).isEqualTo(6 * i);
                }
            }
        }
    }

    @Test
    void the_first_picture_extension_is_the_frame_of_a_file_without_a_primary_picture() throws Exception {
        byte[] file = FitsBytes.join(
                FitsBytes.header("SIMPLE  =                    T", 16, List.of(), "EXPOSURE=30", "BZERO=32768"),
                FitsBytes.extension(8, new double[0], List.of()),
                FitsBytes.extension(8, FitsBytes.counting(6), SMALL, "DATE-OBS='2026-08-12T22:10:19.5'"),
                FitsBytes.extension(8, new double[20], List.of(10, 2)));
        FrameInfo info = TestPictures.info(write(file));
        assertThat(info.shape()).isEqualTo(new Shape(3, 2, 1));
        assertThat(info.exposure()).contains(Duration.ofSeconds(30));
        assertThat(info.time().map(Object::toString)).contains("2026-08-12T22:10:19.5Z");
        assertThat(samples(TestPictures.read(folder.resolve("f.fits")))).containsExactly(0, 1, 2, 3, 4, 5);
    }

    @Test
    void axes_of_one_are_no_planes() throws Exception {
        Raster read = TestPictures.read(write(FitsBytes.picture(8, FitsBytes.counting(6), List.of(3, 2, 1, 1))));
        assertThat(read.shape()).isEqualTo(new Shape(3, 2, 1));
    }

    @Test
    void colour_filters_are_those_of_the_upright_picture() throws Exception {
        assertThat(pattern(4, "BAYERPAT='GRBG'")).isEqualTo("GRBG");
        assertThat(pattern(4, "COLORTYP='rggb'")).isEqualTo("RGGB");
        assertThat(pattern(4, "BAYERPAT='RGGB'", "XBAYROFF=1")).isEqualTo("GRBG");
        assertThat(pattern(4, "BAYERPAT='RGGB'", "YBAYROFF=1")).isEqualTo("GBRG");
        assertThat(pattern(4, "BAYERPAT='RGGB'", "XBAYROFF=1", "YBAYROFF=1")).isEqualTo("BGGR");
        assertThat(pattern(4, "BAYERPAT='RGGB'", "ROWORDER='BOTTOM-UP'")).isEqualTo("GBRG");
        assertThat(pattern(5, "BAYERPAT='RGGB'", "ROWORDER='BOTTOM-UP'")).isEqualTo("RGGB");
        assertThat(pattern(4, "BAYERPAT='MONO'")).isEqualTo("none");
        assertThat(pattern(4)).isEqualTo("none");
        assertThat(TestPictures.refusal(write(FitsBytes.picture(8, new double[6], SMALL, "BAYERPAT='CYMG'"))))
                .hasValue(
                        "expected a pattern of 4 or 36 filters R, G and B, found CYMG, at card BAYERPAT; correct it, or"
                                + " convert the picture to colour");
    }

    private String pattern(int height, String... cards) throws Exception {
        return TestPictures.info(write(FitsBytes.picture(8, new double[4 * height], List.of(4, height), cards)))
                .coding()
                .mosaic()
                .map(Object::toString)
                .orElse("none");
    }

    @Test
    void the_camera_and_its_settings_are_known() throws Exception {
        FrameInfo info = TestPictures.info(write(FitsBytes.picture(
                8,
                new double[6],
                SMALL,
                "INSTRUME='ASI 294'",
                "TELESCOP='RedCat'",
                "GAIN=120",
                "CCD-TEMP=-10.5",
                "FILTER='Ha'",
                "FOCALLEN=250",
                "SITELAT=-33.5",
                "SITELONG=70.25")));
        assertThat(info.camera().model()).contains("ASI 294");
        assertThat(info.camera().lens()).contains("RedCat");
        assertThat(info.camera().focalLength()).contains(250.0);
        assertThat(info.camera().place().orElseThrow().longitude()).isEqualTo(70.25);
        assertThat(info.readout().gain()).contains(120.0);
        assertThat(info.readout().temperature()).contains(-10.5);
        assertThat(info.readout().filter()).contains("Ha");
    }

    @ParameterizedTest
    @EnumSource(SampleType.class)
    void our_own_pictures_are_read_back(SampleType type) throws Exception {
        for (int channels : new int[] {1, 3}) {
            Raster sky = TestPictures.sky(new Shape(701, 503, channels), type, 1);
            Raster read = TestPictures.read(TestPictures.write(TestPictures.picture(sky), folder.resolve("sky.fits")));
            double fullScale = type == SampleType.UINT8 ? 255 : type == SampleType.UINT16 ? 65535 : 1;
            assertThat(read.shape()).isEqualTo(sky.shape());
            for (int i = 0; i < sky.shape().samples(); i += 97) {
                assertThat(read.get(i)).isEqualTo((float) (sky.get(i) / fullScale));
            }
        }
    }

    @Test
    void a_stack_shows_its_first_picture() throws Exception {
        Path file = folder.resolve("stack.fits");
        Shape shape = new Shape(20, 10, 3);
        Stacks.write(Stacks.night(shape, SampleType.UINT8, Stacks.ALL, new ToneCurve.Srgb(), 0, 5), file);
        FrameInfo info = TestPictures.info(file);
        assertThat(info.shape()).isEqualTo(shape);
        assertThat(info.type()).isEqualTo(SampleType.FLOAT32);
        assertThat(info.coding().curve()).contains(new ToneCurve.Linear());
        assertThat(TestPictures.read(file).get(0)).isBetween(0.0, 1.0);
        assertThat(FitsPicture.isStacked(file)).isTrue();
        Stacks.write(
                Stacks.night(shape, SampleType.UINT8, Set.of(Plane.COUNT, Plane.MAX), new ToneCurve.Srgb(), 0, 5),
                file);
        assertThat(TestPictures.info(file).coding().curve()).contains(new ToneCurve.Srgb());
    }

    @ParameterizedTest
    @CsvSource({
        "42, 'expected FITS as it is or in gzip, found a file wrapped in bzip2; unpack it first, or pack it with gzip'",
        "1F, 'expected FITS as it is or in gzip, found a file wrapped in Unix compress (.Z); unpack it first, or pack it"
                + " with gzip'"
    })
    void other_wrappings_are_refused_by_name(String first, String reason) throws Exception {
        byte[] bytes = first.equals("42")
                ? new byte[] {'B', 'Z', 'h', '9', 0x31, 0x41, 0x59, 0x26, 0x53, 0x59, 0, 0}
                : new byte[] {0x1F, (byte) 0x9D, (byte) 0x90, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        assertThat(TestPictures.refusal(write(bytes))).hasValue(reason);
    }

    @Test
    void gzip_of_something_else_is_refused() throws Exception {
        assertThat(TestPictures.refusal(
                        write(FitsBytes.gzip("lorem ipsum ".repeat(1000).getBytes(StandardCharsets.UTF_8)))))
                .hasValue("damaged FITS: expected a header that begins with SIMPLE  =, found none, at byte 0");
        assertThat(TestPictures.refusal(write(FitsBytes.gzip(new byte[5]))))
                .hasValue("truncated FITS: expected a whole header, found the end of the file, at byte 5");
    }

    @Test
    void pictures_that_are_none_are_refused_with_a_sentence() throws Exception {
        assertThat(TestPictures.refusal(write(FitsBytes.picture(8, new double[0], List.of()))))
                .hasValue(
                        "FITS: expected a picture of two axes or more, found none in 1 unit; give a file with a picture");
        assertThat(TestPictures.refusal(write(FitsBytes.picture(8, new double[3], List.of(3)))))
                .hasValue(
                        "FITS: expected a picture of two axes or more, found none in 1 unit; give a file with a picture");
        assertThat(TestPictures.refusal(write(FitsBytes.picture(8, new double[0], List.of(0, 5), "GROUPS=T"))))
                .hasValue("FITS: expected a picture, found random groups; give a file with a picture");
        assertThat(TestPictures.refusal(write(FitsBytes.picture(8, new double[16], List.of(2, 2, 2, 2)))))
                .hasValue("FITS: expected a picture of two or three axes, found 4; cut out the planes that are frames");
        assertThat(TestPictures.refusal(write(FitsBytes.picture(8, new double[6], SMALL, "BSCALE=0"))))
                .hasValue("FITS: expected a BSCALE that is not 0, found 0, at card BSCALE");
    }

    /* Anybody can write any number into a header. */
    @ParameterizedTest
    @ValueSource(
            strings = {"60000, 60000", "2147483647, 2147483647", "1, 2147483647, 2147483647", "999999999, 999999999, 9"
            })
    void headers_that_claim_too_much_are_refused_before_memory_is_taken(String axes) throws Exception {
        List<Integer> lengths =
                Arrays.stream(axes.split(", ")).map(Integer::valueOf).toList();
        byte[] header = FitsBytes.header("SIMPLE  =                    T", -64, lengths);
        for (byte[] file : List.of(header, FitsBytes.gzip(header))) {
            assertThat(TestPictures.refusal(write(file)))
                    .hasValueSatisfying(told -> assertThat(told)
                            .startsWith("truncated FITS: expected " + axes.replace(", ", "x")
                                    + " numbers of 64 bits, found ")
                            .endsWith(", at byte 2880"));
        }
        byte[] tiles = FitsBytes.join(
                FitsBytes.header("SIMPLE  =                    T", 8, List.of()),
                FitsBytes.header(
                        "XTENSION= 'BINTABLE'",
                        8,
                        List.of(8, 1),
                        "TFIELDS=1",
                        "TTYPE1='COMPRESSED_DATA'",
                        "TFORM1='1PB'",
                        "ZIMAGE=T",
                        "ZCMPTYPE='HCOMPRESS_1'",
                        "ZBITPIX=32",
                        "ZNAXIS=2",
                        "ZNAXIS1=" + lengths.get(0),
                        "ZNAXIS2=" + lengths.get(1),
                        "ZTILE2=" + lengths.get(1)),
                new byte[2880]);
        assertThat(TestPictures.refusal(write(tiles))).isPresent();
    }

    @Test
    void a_gzip_bomb_is_refused_before_it_goes_off() throws Exception {
        byte[] bomb = FitsBytes.gzip(FitsBytes.join(
                FitsBytes.header("SIMPLE  =                    T", 8, List.of(20000, 20000)), new byte[40 << 20]));
        assertThat(TestPictures.refusal(write(bomb)))
                .hasValue("truncated FITS: expected 20000x20000 numbers of 8 bits, found a gzip file of " + bomb.length
                        + " bytes, at byte 2880");
    }
}
