package dev.sidereal.formats.fits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidereal.fold.Plane;
import dev.sidereal.formats.file.NewFile;
import dev.sidereal.frame.Camera;
import dev.sidereal.frame.Coding;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.Mosaic;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import dev.sidereal.image.ToneCurve;
import dev.sidereal.stack.Stack;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import nom.tam.fits.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class StackFileTest {

    @TempDir
    private Path folder;

    static Stream<Arguments> kinds() {
        return Stream.of(SampleType.values())
                .flatMap(type -> Stream.of(Stacks.COLOUR, Stacks.MONO, new Shape(1, 1, 1))
                        .flatMap(shape -> planes().map(planes -> Arguments.of(type, shape, planes))));
    }

    static Stream<Set<Plane>> planes() {
        return Stream.concat(
                Stream.of(Stacks.ALL, Plane.extremes(3)), Plane.USUAL.stream().map(EnumSet::of));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void what_was_written_is_read_bit_for_bit_and_goes_on_folding(SampleType type, Shape shape, Set<Plane> planes)
            throws IOException {
        Stack stack = Stacks.night(shape, type, planes, Stacks.SRGB, 0, 5);
        Stack read = roundTrip(stack).stack();
        assertThat(read.planes()).isEqualTo(stack.planes());
        assertThat(Stacks.numbers(read)).isEqualTo(Stacks.numbers(stack));
        assertThat(read.frames()).isEqualTo(stack.frames());
        assertThat(read.first()).isEqualTo(stack.first());
        assertThat(read.scale()).isEqualTo(stack.scale());
        Stacks.add(read, 5, 5);
        Stacks.add(stack, 5, 5);
        assertThat(Stacks.numbers(read)).isEqualTo(Stacks.numbers(stack));
    }

    @Test
    void every_encoding_is_kept() throws IOException {
        List<ToneCurve> curves = List.of(
                new ToneCurve.Srgb(),
                new ToneCurve.Linear(),
                new ToneCurve.Gamma(Math.PI),
                new ToneCurve.Gamma(2.2),
                new ToneCurve.Table(0, 0.1, 0.30000000000000004, 1));
        for (ToneCurve curve : curves) {
            Stack stack = Stacks.night(Stacks.MONO, SampleType.UINT16, Set.of(Plane.SUM), curve, 0, 2);
            assertThat(roundTrip(stack).stack().scale().curve()).isEqualTo(curve);
        }
    }

    @Test
    void what_the_frames_say_of_their_numbers_is_kept() throws IOException {
        Mosaic bayer = new Mosaic(
                2,
                "GBRG",
                List.of(256.0, 257.0, 256.5, 255.0),
                15892,
                List.of(2.1234567890123, 1.0, 1.5),
                List.of(1.7, -0.4, -0.3, -0.1, 1.3, -0.2, -0.1, -0.6, 1.7));
        Mosaic xTrans = new Mosaic(
                6,
                "GBGGRGRGRBGBGBGGRGGRGGBGBGBRGRGRGGBG",
                Collections.nCopies(36, 1022.0),
                16383,
                List.of(1.5, 1.0, 2.0));
        for (Coding coding : List.of(
                Coding.LINEAR,
                new Coding(Optional.empty(), Optional.of(new ToneCurve.Gamma(1.8)), Optional.empty()),
                new Coding(Optional.empty(), Optional.of(new ToneCurve.Linear()), Optional.of(bayer)),
                new Coding(Optional.empty(), Optional.of(new ToneCurve.Linear()), Optional.of(xTrans)))) {
            FrameInfo info = new FrameInfo(
                    "x", Stacks.MONO, SampleType.UINT16, Optional.empty(), Optional.empty(), Camera.UNKNOWN, coding);
            Stack stack = Stack.start(info, Stacks.ALL, new ToneCurve.Linear());
            assertThat(roundTrip(stack).stack().first()).isEqualTo(info);
        }
    }

    @Test
    void a_stack_of_which_little_is_known_and_an_empty_one_are_kept() throws IOException {
        FrameInfo bare = new FrameInfo(
                "x", Stacks.MONO, SampleType.UINT8, Optional.empty(), Optional.empty(), Camera.UNKNOWN, Coding.UNSAID);
        Stack stack = Stack.start(bare, Stacks.ALL, Stacks.SRGB);
        Stack read = roundTrip(stack).stack();
        assertThat(read.first()).isEqualTo(bare);
        assertThat(read.frames()).isEmpty();
        assertThat(Stacks.numbers(read)).isEqualTo(Stacks.numbers(stack));
    }

    @Test
    void the_recipe_comes_back_on_one_line_of_ascii() throws IOException {
        Path path = folder.resolve("night.fits");
        Stack stack = Stacks.night(SampleType.UINT8);
        try (NewFile file = NewFile.create(path)) {
            StackFile.write(
                    stack, "{\n  \"mask\": \"Bäume\",\n  \"text\": \"" + "lorem ipsum  ".repeat(30) + "\" }\n", file);
            file.commit();
        }
        assertThat(StackFile.read(path).recipe())
                .isEqualTo("{   \"mask\": \"B\\u00e4ume\",   \"text\": \"" + "lorem ipsum  ".repeat(30) + "\" }");
        Stacks.write(stack, path);
        assertThat(StackFile.read(path).recipe()).isEqualTo(Stacks.RECIPE);
    }

    @ParameterizedTest
    @EnumSource
    void equal_stacks_give_equal_bytes(SampleType type) throws IOException {
        Path first = folder.resolve("a.fits");
        Path second = folder.resolve("b.fits");
        Path third = folder.resolve("c.fits");
        Stacks.write(Stacks.night(type), first);
        Stacks.write(Stacks.night(type), second);
        Stacks.write(StackFile.read(first).stack(), third);
        assertThat(second).hasSameBinaryContentAs(first);
        assertThat(third).hasSameBinaryContentAs(first);
    }

    @ParameterizedTest
    @EnumSource
    void two_halves_read_and_merged_are_the_whole_night(SampleType type) throws IOException {
        Path whole = folder.resolve("whole.fits");
        Path merged = folder.resolve("merged.fits");
        Stacks.write(Stacks.night(type), whole);
        Stack earlier = roundTrip(Stacks.night(Stacks.COLOUR, type, Stacks.ALL, Stacks.SRGB, 0, 3))
                .stack();
        Stack later = roundTrip(Stacks.night(Stacks.COLOUR, type, Stacks.ALL, Stacks.SRGB, 3, 5))
                .stack();
        earlier.merge(later, Stack.Repeats.ALLOW);
        Stacks.write(earlier, merged);
        assertThat(merged).hasSameBinaryContentAs(whole);
    }

    @Test
    void the_first_picture_is_the_mean_light_else_the_greatest_codes() throws IOException {
        Stack stack = Stacks.night(SampleType.UINT8);
        roundTrip(stack);
        ByteBuffer sums = Stacks.strip(stack, Plane.SUM, 0);
        assertThat(firstPictureSample(1, 2, 2)).isEqualTo((float)
                (sums.getLong(8 * ((2 * 37 + 1) * 3 + 2)) / 1048576.0 / 4));
        roundTrip(Stacks.night(Stacks.COLOUR, SampleType.UINT8, Set.of(Plane.MAX), Stacks.SRGB, 0, 5));
        ByteBuffer most = Stacks.strip(stack, Plane.MAX, 0);
        assertThat(firstPictureSample(1, 2, 2)).isEqualTo((most.get((2 * 37 + 1) * 3 + 2) & 0xFF) / 255f);
    }

    private float firstPictureSample(int x, int y, int c) throws IOException {
        Shape shape = Stacks.COLOUR;
        try (FitsFile file = FitsFile.open(folder.resolve("night.fits"))) {
            ByteBuffer sample = ByteBuffer.allocate(4);
            long number = ((long) c * shape.height() + y) * shape.width() + x;
            file.read(sample, file.primary().dataAt() + 4 * number);
            return sample.getFloat(0);
        }
    }

    @Test
    void a_picture_without_data_is_not_a_number() throws IOException {
        Stack none = Stack.start(Stacks.info(Stacks.COLOUR, SampleType.UINT8), Set.of(Plane.SUM), Stacks.SRGB);
        roundTrip(none);
        assertThat(firstPictureSample(0, 0, 0)).isNaN();
        roundTrip(Stack.start(Stacks.info(Stacks.COLOUR, SampleType.UINT8), Set.of(Plane.MAX), Stacks.SRGB));
        assertThat(firstPictureSample(0, 0, 0)).isNaN();
    }

    @Test
    void headers_say_what_astronomers_programs_look_for() throws IOException {
        roundTrip(Stacks.night(Stacks.COLOUR, SampleType.UINT16, Stacks.ALL, new ToneCurve.Table(0, 0.2, 1), 0, 3));
        try (FitsFile file = FitsFile.open(folder.resolve("night.fits"))) {
            assertThat(file.units().stream().map(Hdu::name))
                    .containsExactly("", "COUNT", "MAX", "WHEN", "MIN", "SUM", "SUMSQ", "CURVE", "PROFILE", "FRAMES");
            Header first = file.primary().header();
            assertThat(file.primary().axes()).hasToString("37x1301x3");
            assertThat(first.getIntValue("BITPIX")).isEqualTo(-32);
            assertThat(first.getIntValue("SIDEREAL")).isEqualTo(1);
            assertThat(first.getStringValue("ENCODING")).isEqualTo("profile");
            assertThat(first.getStringValue("ROWORDER")).isEqualTo("TOP-DOWN");
            assertThat(first.getIntValue("NCOMBINE")).isEqualTo(2);
            assertThat(first.getIntValue("STACKCNT")).isEqualTo(2);
            assertThat(first.getDoubleValue("LIVETIME")).isEqualTo(59.998);
            assertThat(first.getDoubleValue("EXPTIME")).isEqualTo(29.999);
            assertThat(first.getStringValue("DATE-OBS")).isEqualTo("2026-08-12T20:00:00");
            assertThat(first.getStringValue("DATE-END")).isEqualTo("2026-08-12T20:01:30.999000002");
            assertThat(first.getStringValue("INSTRUME")).isEqualTo("NIKON D3200");
            assertThat(first.getStringValue("LENS")).isEqualTo("Objektiv f\\u00fcr N\\u00e4chte \\u005c f/2.8\\u0020");
            assertThat(first.getIntValue("ISOSPEED")).isEqualTo(1600);
            assertThat(first.getDoubleValue("FOCALLEN")).isEqualTo(16);
            assertThat(first.getDoubleValue("SITELAT")).isEqualTo(-33.123456789);
            assertThat(first.containsKey("DATE")).isFalse();
            Header most = file.find("MAX").orElseThrow().header();
            assertThat(most.getIntValue("BITPIX")).isEqualTo(16);
            assertThat(most.getIntValue("BZERO")).isEqualTo(32768);
            assertThat(most.getDoubleValue("FULLSCAL")).isEqualTo(65535);
            Header sum = file.find("SUM").orElseThrow().header();
            assertThat(sum.getStringValue("BUNIT")).isEqualTo("1/1048576 of full scale");
            List<String> columns = new ArrayList<>();
            Header frames = file.find("FRAMES").orElseThrow().header();
            for (int i = 1; i <= frames.getIntValue("TFIELDS"); i++) {
                columns.add(frames.getStringValue("TTYPE" + i));
            }
            assertThat(columns).containsExactly("NAME", "TIME", "EXPOSURE", "SIZE", "SKY", "USED", "REASON", "HASH");
            assertThat(frames.getIntValue("NAXIS2")).isEqualTo(3);
        }
        assertThat(Files.size(folder.resolve("night.fits")) % 2880).isZero();
    }

    private StackFile roundTrip(Stack stack) throws IOException {
        Path path = folder.resolve("night.fits");
        Stacks.write(stack, path);
        return StackFile.read(path);
    }
}
