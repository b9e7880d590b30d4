package dev.sidereal.formats.raw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sidereal.formats.codec.Orientation;
import dev.sidereal.formats.codec.PixelReader;
import dev.sidereal.frame.Mosaic;
import dev.sidereal.frame.UnreadableFrameException;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** LibRaw's programs behaving well, and others in their place that do not. */
class LibRawTest {

    private static final String FRAME_LINE = "frame\\tload_raw()\\tF=0x0x0x0 RS=70x50\\tMaker/Camera\\n";
    private static final String VERBOSE =
            "Output size: 70 x 50\\nImage flip: 0\\nRaw colors: 3\\nFilter pattern: RGGBRGGBRGGBRGGB\\n"
                    + "black: 64\\nHighlight linearity limits: 4000 4001 4000 4001\\n";

    @TempDir
    private Path folder;

    private Path frame;

    @BeforeEach
    void writeFrame() throws Exception {
        frame = Files.write(
                folder.resolve("-näme with spaces.raf"),
                "FUJIFILMCCD-RAW and no more".getBytes(StandardCharsets.UTF_8));
    }

    /* Programs of a few lines of shell. */
    private LibRaw programs(String unprocessed) throws Exception {
        assumeTrue(File.separatorChar == '/', "skipped: the programs of this test are shell scripts");
        Path bin = Files.createDirectories(folder.resolve("bin"));
        script(bin, LibRaw.IDENTIFY, "[ \"$1\" = -u ] && printf '" + FRAME_LINE + "' || printf '" + VERBOSE + "'");
        script(bin, LibRaw.UNPROCESSED, unprocessed);
        return new LibRaw(List.of(bin), Duration.ofSeconds(2));
    }

    private static void script(Path bin, String name, String line) throws Exception {
        Path file = bin.resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + line + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private Optional<String> refusal(LibRaw programs) throws Exception {
        RawFormat format = new RawFormat(programs);
        try (PixelReader reader = format.open()) {
            Shape shape = format.probe(frame).get(0).info().shape();
            reader.read(frame, 0, Raster.allocate(shape, SampleType.UINT16));
            return Optional.empty();
        } catch (UnreadableFrameException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    @Test
    void a_missing_program_is_said_with_what_to_do() throws Exception {
        assertThat(refusal(new LibRaw(List.of(folder), Duration.ofSeconds(2))))
                .contains(
                        "camera raw: expected LibRaw's program raw-identify, found none; install LibRaw (Debian, Ubuntu:"
                                + " apt install libraw-bin; Fedora: dnf install LibRaw-samples; macOS: brew install libraw;"
                                + " Windows: www.libraw.org/download) or name its folder in SIDEREAL_LIBRAW");
    }

    @Test
    void the_programs_are_looked_for_where_the_environment_says_first() {
        LibRaw found = LibRaw.of(Map.of("SIDEREAL_LIBRAW", "/first", "PATH", "/a" + File.pathSeparator + "/b"));
        assertThat(found.folders()).startsWith(Path.of("/first"), Path.of("/a"), Path.of("/b"));
        assertThat(found.folders()).contains(Path.of("/opt/homebrew/bin"));
    }

    @Test
    void a_crash_costs_one_frame() throws Exception {
        assertThat(refusal(programs("printf 'P5\\n70 50\\n65535\\n'; kill -SEGV $$")))
                .contains("unprocessed_raw: expected a picture, found that the program crashed (signal 11)");
    }

    @Test
    @Timeout(20)
    void a_program_that_hangs_is_ended() throws Exception {
        assertThat(refusal(programs("exec sleep 60")))
                .contains("unprocessed_raw: expected to be done within 2 s, found it still running; it was ended");
    }

    @Test
    void a_failure_is_told_in_its_own_words() throws Exception {
        assertThat(refusal(programs("echo 'frame: data corrupted at 1378' >&2")))
                .contains("camera raw: expected a whole frame, found: data corrupted at 1378");
        assertThat(refusal(programs("echo 'no memory' >&2; exit 3")))
                .contains("unprocessed_raw: expected a picture, found that the program failed (code 3): no memory");
    }

    @Test
    void garbage_is_refused() throws Exception {
        assertThat(refusal(programs("echo garbage from the program; exec cat /dev/zero | head -c 3000000")))
                .contains(
                        "camera raw: expected samples that begin with P5 70 50 65535, found garbage from the program");
        assertThat(refusal(programs("printf 'P5\\n70 50\\n65535\\nab'")))
                .contains("camera raw: expected 50 rows of samples, found 0");
        assertThat(refusal(programs("printf 'P5\\n70 50\\n65535\\n'; head -c 7000 /dev/zero")))
                .contains("camera raw: expected a picture, found 50 rows of one code; copy the file again");
    }

    @Test
    void nothing_is_written_beside_the_frame() throws Exception {
        refusal(programs("exit 0"));
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(frame, folder.resolve("bin"));
        }
    }

    @Test
    void levels_filters_and_colours_are_taken_from_what_raw_identify_prints() throws Exception {
        String verbose = """
                Image size:  100 x 60
                Output size: 60 x 100
                Image flip: 6
                Raw colors: 3
                Filter pattern: GRBGGRBGGRBGGRBG
                black: 500
                cblack[0 .. 3]: 1 2 3 4
                BlackLevelRepeatDim: 2 x 2
                cblack[6 .. 9]: 10 20 30 40
                Highlight linearity limits: 15000 15100 15000 15200
                Makernotes WB data:               coeffs                  EVs
                  As shot                   2.5 1.25 1.75 0    0.76  0.00  1.00  0.00

                Camera2RGB matrix (mode: 1):
                1.5\t-0.4\t-0.1
                -0.2\t1.3\t-0.1
                0.1\t-0.6\t1.5
                """;
        RawHeader header = RawHeader.parse(verbose, "frame\tx()\tF=8x4x2x1 RS=110x65\tA/B\n", 0);
        assertThat(header.active()).isEqualTo(new Shape(100, 60, 1));
        assertThat(header.output()).isEqualTo(new Shape(60, 100, 3));
        assertThat(header.orientation()).isEqualTo(Orientation.ROTATED_90);
        assertThat(header.mosaic())
                .contains(new Mosaic(
                        2,
                        "GRBG",
                        List.of(512.0, 521.0, 533.0, 544.0),
                        15000,
                        List.of(2.0, 1.0, 1.4),
                        List.of(1.5, -0.4, -0.1, -0.2, 1.3, -0.1, 0.1, -0.6, 1.5)));
    }

    @Test
    void without_a_white_level_or_with_other_filters_there_is_no_mosaic() throws Exception {
        String frames = "frame\tx()\tF=0x0x0x0 RS=70x50\tA/B\n";
        String bayer = "Output size: 70 x 50\nFilter pattern: RGGBRGGBRGGBRGGB\n";
        assertThat(RawHeader.parse(bayer, frames, 0).mosaic()).isEmpty();
        String diagonal = "frame\tunpacked_load_raw()\tF=32x2x736x63395 RS=4352x1444\tFujifilm/S5Pro\n";
        assertThat(RawHeader.parse(bayer, diagonal, 14).mosaic()).isEmpty();
        assertThat(RawHeader.parse(bayer, frames, 14).mosaic().orElseThrow().white())
                .isEqualTo(16383);
        assertThat(RawHeader.parse(bayer.replace("RGGBRGGBRGGBRGGB", "GGGGBRGBRBGGGGRB"), frames, 14)
                        .mosaic())
                .isEmpty();
    }

    @Test
    void what_libraw_does_not_know_is_refused() {
        assertThatThrownBy(
                        () -> RawHeader.parse("", "Cannot decode frame: Unsupported file format or not RAW file\n", 0))
                .isInstanceOf(UnreadableFrameException.class)
                .hasMessage(
                        "camera raw: expected a frame that LibRaw knows, found: Unsupported file format or not RAW file");
    }

    /* The same DNG by LibRaw and by ourselves. */
    @Test
    void libraw_and_our_own_reader_give_the_same_samples() throws Exception {
        LibRaw libRaw = LibRaw.ofThisMachine();
        assumeTrue(libRaw.isInstalled(), "skipped: LibRaw's programs are not installed");
        List<byte[]> strips = new ArrayList<>();
        strips.add(DngFiles.packed(DngFiles.piece(0, 0, 70, 50, 14), 70, 14));
        Path file = DngFiles.write(
                folder.resolve("-ünter.dng"),
                DngFiles.tags(14, 1)
                        .shorts(50714, 30)
                        .shorts(50717, 16000)
                        .shorts(274, 6)
                        .rationals(50728, 0.5, 1, 0.8),
                70,
                50,
                strips);
        Raster ours = read(new DngFormat(), file);
        Raster theirs = read(new RawFormat(libRaw), file);
        assertThat(theirs.shape()).isEqualTo(ours.shape());
        assertThat(theirs.bytes()).isEqualTo(ours.bytes());
        Mosaic own = new DngFormat().probe(file).get(0).info().coding().mosaic().orElseThrow();
        Mosaic other = new RawFormat(libRaw)
                .probe(file)
                .get(0)
                .info()
                .coding()
                .mosaic()
                .orElseThrow();
        assertThat(other.colours()).isEqualTo(own.colours());
        assertThat(other.black()).isEqualTo(own.black());
        assertThat(other.balance().get(0)).isCloseTo(own.balance().get(0), within(1e-3));
    }

    static Raster read(dev.sidereal.formats.codec.Format format, Path file) throws Exception {
        Raster raster = Raster.allocate(format.probe(file).get(0).info().shape(), SampleType.UINT16);
        try (PixelReader reader = format.open()) {
            reader.read(file, 0, raster);
        }
        return raster;
    }
}
