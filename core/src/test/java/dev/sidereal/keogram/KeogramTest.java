package dev.sidereal.keogram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sidereal.frame.Camera;
import dev.sidereal.frame.CaptureTime;
import dev.sidereal.frame.Coding;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import dev.sidereal.image.ToneCurve;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Frames of 10 s, 9 columns by 5 rows; every sample of frame i is 10 (i + 1) plus its column. */
class KeogramTest {

    private static final Shape SHAPE = new Shape(9, 5, 1);
    private static final LocalDateTime EVENING = LocalDateTime.of(2026, 8, 12, 22, 0, 0);
    private static final int GAP = -1;

    @Test
    void frames_stand_where_their_time_says_and_gaps_are_gaps() {
        assertThat(columns(Keogram.PLAIN, 0, 10, 20, 50, 60)).containsExactly(1, 2, 3, GAP, GAP, 4, 5);
    }

    @Test
    void the_column_is_the_nearest_one_to_the_second() {
        List<Integer> found = columns(scaled(1), 0, 10, 23, 33);
        assertThat(found).hasSize(43);
        assertThat(found.subList(0, 10)).containsOnly(1);
        assertThat(found.subList(10, 23)).containsOnly(2);
        assertThat(found.subList(23, 33)).containsOnly(3);
        assertThat(found.subList(33, 43)).containsOnly(4);
    }

    @Test
    void a_shutter_that_was_shut_for_half_a_minute_is_a_gap_to_the_second() {
        List<Integer> found = columns(scaled(1), 0, 11, 52, 63);
        assertThat(found.subList(0, 11)).containsOnly(1);
        assertThat(found.subList(11, 21)).containsOnly(2);
        assertThat(found.subList(21, 52)).containsOnly(GAP);
        assertThat(found.subList(52, 63)).containsOnly(3);
    }

    @Test
    void frames_given_in_another_order_or_seen_in_any_give_the_same() {
        List<FrameRecord> records = records(0, 10, 20, 50);
        Columns forth = new Columns(info(), 4, Slit.MIDDLE, new ToneCurve.Srgb());
        Columns back = new Columns(info(), 4, Slit.MIDDLE, new ToneCurve.Srgb());
        for (int i = 0; i < 4; i++) {
            forth.see(i, frame(i));
            back.see(3 - i, frame(3 - i));
        }
        assertThat(Keogram.PLAIN.of(back, info(), records).raster().bytes())
                .isEqualTo(Keogram.PLAIN.of(forth, info(), records).raster().bytes());
    }

    @Test
    void a_frame_that_was_left_out_is_a_gap() {
        List<FrameRecord> records = new ArrayList<>(records(0, 10, 20, 30, 40, 50));
        records.set(1, records.get(1).skip("damaged"));
        records.set(2, records.get(2).skip("damaged"));
        assertThat(columns(Keogram.PLAIN, records)).containsExactly(1, GAP, GAP, 4, 5, 6);
    }

    @Test
    void frames_without_times_stand_by_number() {
        List<FrameRecord> records =
                Collections.nCopies(3, new FrameRecord("f", Optional.empty(), Optional.empty(), Optional.empty()));
        assertThat(columns(Keogram.PLAIN, records)).containsExactly(1, 2, 3);
        assertThat(Keogram.hasTimes(records)).isFalse();
    }

    @Test
    void nights_lie_under_each_other_at_the_same_time_of_day() {
        int day = 86_400;
        List<FrameRecord> records = records(0, 10, 20, day + 10, day + 20, day + 30);
        Keogram nights = new Keogram(Slit.MIDDLE, Optional.empty(), true);
        Raster picture = picture(nights, records);
        int height = picture.shape().height() / 2;
        assertThat(row(picture, 0)).containsExactly(1, 2, 3, GAP);
        assertThat(row(picture, height)).containsExactly(GAP, 4, 5, 6);
    }

    @Test
    void nothing_is_written_into_the_picture_area_and_hours_are_marked_below() {
        long[] seconds = IntStream.range(0, 2000).mapToLong(i -> 10L * i).toArray();
        Raster picture = picture(Keogram.PLAIN, records(seconds));
        assertThat(picture.shape().width()).isEqualTo(2000);
        for (int x = 0; x < 2000; x++) {
            assertThat(frame(picture, x, 2)).isEqualTo(x % 20 + 1);
        }
        List<Integer> ticks = IntStream.range(0, 2000)
                .filter(x -> picture.get(x, SHAPE.height(), 0) == 255)
                .boxed()
                .toList();
        assertThat(ticks).containsExactly(0, 360, 720, 1080, 1440, 1800);
    }

    @Test
    void a_wide_slit_averages_light_not_codes() {
        Columns columns = new Columns(info(), 1, new Slit(Optional.of(4), 3, 0), new ToneCurve.Srgb());
        Raster frame = frame(0);
        frame.set(3, 2, 0, 0);
        frame.set(4, 2, 0, 0);
        frame.set(5, 2, 0, 255);
        columns.see(0, frame);
        /* sRGB: a third of full light is code 155.6. */
        assertThat(columns.code(0, 2, 0)).isEqualTo(156);
    }

    @Test
    void a_slit_turned_by_90_degrees_is_a_row_from_right_to_left() {
        Columns columns = new Columns(info(), 1, new Slit(Optional.empty(), 1, 90), new ToneCurve.Srgb());
        columns.see(0, frame(0));
        assertThat(IntStream.range(0, columns.length()).mapToObj(i -> columns.code(0, i, 0)))
                .containsExactly(18.0, 17.0, 16.0, 15.0, 14.0, 13.0, 12.0, 11.0, 10.0);
    }

    @Test
    void what_cannot_be_meant_is_refused() {
        assertThatThrownBy(() -> new Columns(info(), 1, new Slit(Optional.of(9), 1, 0), new ToneCurve.Srgb()))
                .hasMessage("--column: expected 0 to 8 for frames of 9x5 pixels, found 9");
        assertThatThrownBy(() -> new Slit(Optional.empty(), 0, 0))
                .hasMessage("--width: expected 1 or more columns, found 0");
        assertThatThrownBy(() -> new Slit(Optional.empty(), 1, 91))
                .hasMessage("--angle: expected -90 to 90 degrees, found 91.0");
        assertThatThrownBy(() -> scaled(0))
                .hasMessage("--scale: expected seconds above 0 and at most 86400, found 0.0");
        Columns columns = new Columns(info(), 1, Slit.MIDDLE, new ToneCurve.Srgb());
        List<FrameRecord> day = records(0, 10, 20, 86_400);
        assertThatThrownBy(() -> scaled(1).requireFit(day, columns))
                .hasMessage("keogram: expected a night of at most 65000 columns, found 86410;"
                        + " give more seconds to each with --scale, or each night its own row with --nights");
    }

    @Test
    void a_picture_that_memory_would_not_hold_is_refused() {
        long[] seconds = new long[1600];
        Arrays.setAll(seconds, i -> i / 2 * 86_400L + i % 2 * 21_600L);
        Keogram nights = new Keogram(Slit.MIDDLE, Optional.of(1.0), true);
        Columns columns = new Columns(info(), 1, Slit.MIDDLE, new ToneCurve.Srgb());
        List<FrameRecord> records = records(seconds);
        assertThatThrownBy(() -> nights.requireFit(records, columns))
                .hasMessageStartingWith("keogram: expected a picture of at most 1024 MiB, found ")
                .hasMessageEndingWith("; give more seconds to each column with --scale");
    }

    private static Keogram scaled(double seconds) {
        return new Keogram(Slit.MIDDLE, Optional.of(seconds), false);
    }

    private static List<FrameRecord> records(long... seconds) {
        List<FrameRecord> records = new ArrayList<>();
        for (long second : seconds) {
            records.add(new FrameRecord(
                    "f" + records.size(),
                    Optional.of(new CaptureTime(EVENING.plusSeconds(second), Optional.empty())),
                    Optional.of(Duration.ofSeconds(10)),
                    Optional.empty()));
        }
        return records;
    }

    private static List<Integer> columns(Keogram keogram, long... seconds) {
        return columns(keogram, records(seconds));
    }

    private static List<Integer> columns(Keogram keogram, List<FrameRecord> records) {
        return row(picture(keogram, records), 0);
    }

    private static Raster picture(Keogram keogram, List<FrameRecord> records) {
        Columns columns = new Columns(info(), records.size(), keogram.slit(), new ToneCurve.Srgb());
        for (int i = 0; i < records.size(); i++) {
            if (records.get(i).used()) {
                columns.see(i, frame(i % 20));
            }
        }
        return keogram.of(columns, info(), records).raster();
    }

    /* Numbers of frames from 1, or a gap. */
    private static List<Integer> row(Raster picture, int y) {
        return IntStream.range(0, picture.shape().width())
                .map(x -> frame(picture, x, y))
                .boxed()
                .toList();
    }

    private static int frame(Raster picture, int x, int y) {
        boolean isGap = picture.get(x, y, 0) == 128 && picture.get(x, y, 1) == 0 && picture.get(x, y, 2) == 128;
        return isGap ? GAP : (int) picture.get(x, y, 1) / 10;
    }

    private static Raster frame(int number) {
        Raster raster = Raster.allocate(SHAPE, SampleType.UINT8);
        for (int i = 0; i < SHAPE.samples(); i++) {
            raster.set(i, 10 * (number + 1) + i % SHAPE.width());
        }
        return raster;
    }

    private static FrameInfo info() {
        return new FrameInfo(
                "f0", SHAPE, SampleType.UINT8, Optional.empty(), Optional.empty(), Camera.UNKNOWN, Coding.UNSAID);
    }
}
