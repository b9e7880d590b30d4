package dev.sidereal.formats.exif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sidereal.develop.Picture;
import dev.sidereal.formats.TestPictures;
import dev.sidereal.formats.codec.Orientation;
import dev.sidereal.frame.CaptureTime;
import dev.sidereal.frame.Place;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExifTest {

    private static final int ORIENTATION = 274;
    private static final int EXIF_DIRECTORY = 34665;
    private static final int GPS_DIRECTORY = 34853;
    private static final int EXPOSURE_TIME = 33434;
    private static final int F_NUMBER = 33437;
    private static final int ISO = 34855;
    private static final int DATE_TIME_ORIGINAL = 36867;
    private static final int OFFSET_TIME_ORIGINAL = 36881;
    private static final int SUB_SECOND_ORIGINAL = 37521;
    private static final int RATIONAL = 5;

    private static final Picture PICTURE = TestPictures.picture(Raster.allocate(new Shape(3, 2, 3), SampleType.UINT8));

    @Test
    void what_we_write_is_what_we_read() {
        Exif exif = Exif.read(ExifBlock.encode(PICTURE));
        assertThat(exif.orientation()).isEqualTo(Orientation.UPRIGHT);
        assertThat(exif.time()).hasValue(TestPictures.BEGIN);
        assertThat(exif.exposure()).hasValue(Duration.ofSeconds(61));
        assertThat(exif.camera())
                .usingRecursiveComparison()
                .ignoringFields("place")
                .isEqualTo(TestPictures.CAMERA);
        Place place = exif.camera().place().orElseThrow();
        assertThat(place.latitude()).isCloseTo(-33.5, within(1e-9));
        assertThat(place.longitude()).isCloseTo(70.25, within(1e-9));
        assertThat(place.altitude()).hasValue(2400.5);
    }

    @ParameterizedTest
    @CsvSource({
        "2026:08:12 22:10:19, , , 2026-08-12T22:10:19",
        "2026:08:12 22:10:19, 5, , 2026-08-12T22:10:19.5",
        "2026:08:12 22:10:19, 05, , 2026-08-12T22:10:19.05",
        "2026:08:12 22:10:19, 123456789, , 2026-08-12T22:10:19.123456789",
        "2026:08:12 22:10:19, 1234567890, , 2026-08-12T22:10:19",
        "2026:08:12 22:10:19, '  ', , 2026-08-12T22:10:19",
        "2026:08:12 22:10:19, , +05:45, 2026-08-12T22:10:19+05:45",
        "2026:08:12 22:10:19, , -12:00, 2026-08-12T22:10:19-12:00",
        "2026:08:12 22:10:19, , +00:00, 2026-08-12T22:10:19Z",
        "2026:08:12 22:10:19, , +19:00, 2026-08-12T22:10:19",
        "2026:08:12 22:10:19, , summer, 2026-08-12T22:10:19"
    })
    void fractions_and_zones_are_taken_where_they_make_sense(String stamp, String fraction, String zone, String time) {
        Ifd exif = new Ifd().text(DATE_TIME_ORIGINAL, stamp);
        Optional.ofNullable(fraction).ifPresent(text -> exif.text(SUB_SECOND_ORIGINAL, text));
        Optional.ofNullable(zone).ifPresent(text -> exif.text(OFFSET_TIME_ORIGINAL, text));
        assertThat(read(exif).time().map(CaptureTime::toString)).hasValue(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000:00:00 00:00:00",
                "    :  :     :  :  ",
                "2026:02:30 12:00:00",
                "2026:13:01 12:00:00",
                "2026:01:01 24:00:00",
                "2026-01-01 12:00:00",
                "yesterday",
                ""
            })
    void an_absurd_date_is_no_date(String stamp) {
        assertThat(read(new Ifd().text(DATE_TIME_ORIGINAL, stamp)).time()).isEmpty();
    }

    @Test
    void a_fraction_with_zero_below_is_nothing() {
        Ifd exif = new Ifd().rationals(F_NUMBER, 2.8).rationals(EXPOSURE_TIME, 30);
        byte[] block = block(new Ifd().directory(EXIF_DIRECTORY, exif));
        assertThat(Exif.read(block).exposure()).hasValue(Duration.ofSeconds(30));
        ByteBuffer bytes = ByteBuffer.wrap(block).order(Ifd.ORDER);
        for (int at = 0; at + 12 <= block.length; at++) {
            boolean entry = (bytes.getShort(at) & 0xFFFF) == EXPOSURE_TIME && bytes.getShort(at + 2) == RATIONAL;
            if (entry) {
                bytes.putInt(bytes.getInt(at + 8) + 4, 0);
            }
        }
        Exif read = Exif.read(block);
        assertThat(read.exposure()).isEmpty();
        assertThat(read.camera().fNumber()).hasValue(2.8);
    }

    @ParameterizedTest
    @CsvSource({"0", "4000000"})
    void an_absurd_exposure_is_none(double seconds) {
        assertThat(read(new Ifd().rationals(EXPOSURE_TIME, seconds)).exposure()).isEmpty();
    }

    @Test
    void a_sensitivity_of_zero_is_none() {
        assertThat(read(new Ifd().shorts(ISO, 0)).camera().iso()).isEmpty();
    }

    @Test
    void a_place_outside_the_earth_is_none() {
        Ifd gps = new Ifd().text(1, "N").rationals(2, 91, 0, 0).text(3, "E").rationals(4, 10, 0, 0);
        assertThat(Exif.read(block(new Ifd().directory(GPS_DIRECTORY, gps)))
                        .camera()
                        .place())
                .isEmpty();
    }

    @Test
    void a_long_night_in_space_and_time_fits_the_fractions() {
        Ifd exif = new Ifd().rationals(EXPOSURE_TIME, 86_400.125).text(DATE_TIME_ORIGINAL, "9999:12:31 23:59:59");
        assertThat(read(exif).exposure()).hasValue(Duration.ofMillis(86_400_125));
        assertThat(read(exif).time())
                .hasValue(new CaptureTime(LocalDateTime.of(9999, 12, 31, 23, 59, 59), Optional.<ZoneOffset>empty()));
    }

    @Test
    void random_bytes_are_nothing_and_do_no_harm() {
        for (int seed = 0; seed < 1000; seed++) {
            Random random = new Random(seed);
            byte[] garbage = new byte[random.nextInt(400)];
            random.nextBytes(garbage);
            if (seed % 2 == 0 && garbage.length > 8) {
                System.arraycopy(new byte[] {'I', 'I', 42, 0, 8, 0, 0, 0}, 0, garbage, 0, 8);
            }
            assertThat(Exif.read(garbage)).isNotNull();
        }
    }

    @Test
    void a_block_with_a_few_wrong_bytes_does_no_harm() {
        byte[] whole = ExifBlock.encode(PICTURE);
        for (int seed = 0; seed < 1000; seed++) {
            Random random = new Random(seed);
            byte[] damaged = whole.clone();
            for (int i = 0; i < 1 + seed % 20; i++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            assertThat(Exif.read(damaged)).isNotNull();
        }
    }

    @Test
    void orientation_of_the_thumbnail_does_not_count() {
        byte[] main = new Ifd().shorts(ORIENTATION, 6).encode(8);
        byte[] thumbnail = new Ifd().shorts(ORIENTATION, 3).encode(8 + main.length);
        ByteBuffer block = ByteBuffer.allocate(8 + main.length + thumbnail.length)
                .order(Ifd.ORDER)
                .put(new byte[] {'I', 'I', 42, 0, 8, 0, 0, 0})
                .put(main)
                .put(thumbnail);
        block.putInt(8 + main.length - 4, 8 + main.length);
        assertThat(Exif.read(block.array()).orientation()).isEqualTo(Orientation.ROTATED_90);
    }

    private static Exif read(Ifd exif) {
        return Exif.read(block(new Ifd().directory(EXIF_DIRECTORY, exif)));
    }

    private static byte[] block(Ifd main) {
        byte[] directories = main.encode(8);
        return ByteBuffer.allocate(8 + directories.length)
                .put(new byte[] {'I', 'I', 42, 0, 8, 0, 0, 0})
                .put(directories)
                .array();
    }
}
