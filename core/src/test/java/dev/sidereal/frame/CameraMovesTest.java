package dev.sidereal.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class CameraMovesTest {

    private static final int FRAMES = 12;
    /* Two pixels of the frame to a sample of the copy. */
    private static final Shape SHAPE = new Shape(1200, 800, 1);
    private static final Offset<Double> TENTH_OF_A_SAMPLE = Offset.offset(0.2);

    @Test
    void a_knock_is_found_between_its_frames_and_measured() {
        CameraMoves moves = judge(i -> i < 5 ? 0 : 3.1, i -> i < 5 ? 0 : -1.9, SHAPE, true);
        assertThat(moves.judged()).isTrue();
        assertThat(moves.moves()).hasSize(1);
        assertThat(moves.moves().get(0).pair()).isEqualTo(4);
        CameraMoves.Way way = moves.moves().get(0).way().orElseThrow();
        assertThat(way.right()).isCloseTo(3.1, TENTH_OF_A_SAMPLE);
        assertThat(way.down()).isCloseTo(-1.9, TENTH_OF_A_SAMPLE);
    }

    @Test
    void a_knock_farther_than_is_searched_is_found_without_its_way() {
        assertThat(judge(i -> i < 7 ? 0 : 60, i -> 0, SHAPE, true).moves())
                .containsExactly(new CameraMoves.Move(6, Optional.empty()));
    }

    @Test
    void a_camera_that_stands_still_under_turning_stars_and_drifting_clouds_has_not_moved() {
        assertThat(judge(i -> 0, i -> 0, SHAPE, true)).isEqualTo(new CameraMoves(true, List.of()));
    }

    @Test
    void a_sky_without_ground_says_nothing() {
        assertThat(judge(i -> 0, i -> 0, SHAPE, false)).isEqualTo(new CameraMoves(false, List.of()));
    }

    @Test
    void frames_too_small_for_a_tile_say_nothing() {
        assertThat(judge(i -> 0, i -> 0, new Shape(30, 20, 1), true)).isEqualTo(new CameraMoves(false, List.of()));
    }

    @Test
    void a_dark_frame_between_others_is_no_movement() {
        List<TileShifts.Copy> copies = copies(i -> 0, i -> 0, SHAPE, true);
        copies.set(6, new TileShifts.Copy(Raster.allocate(SHAPE, SampleType.UINT8)));
        assertThat(judge(copies)).isEqualTo(new CameraMoves(true, List.of()));
    }

    private static CameraMoves judge(IntToDoubleFunction right, IntToDoubleFunction down, Shape shape, boolean ground) {
        return judge(copies(right, down, shape, ground));
    }

    private static CameraMoves judge(List<TileShifts.Copy> copies) {
        List<Optional<TileShifts>> pairs = new ArrayList<>();
        for (int i = 1; i < copies.size(); i++) {
            pairs.add(TileShifts.between(copies.get(i - 1), copies.get(i)));
        }
        return CameraMoves.of(pairs);
    }

    private static List<TileShifts.Copy> copies(
            IntToDoubleFunction right, IntToDoubleFunction down, Shape shape, boolean ground) {
        List<TileShifts.Copy> copies = new ArrayList<>();
        for (int i = 0; i < FRAMES; i++) {
            copies.add(new TileShifts.Copy(frame(i, right.applyAsDouble(i), down.applyAsDouble(i), shape, ground)));
        }
        return copies;
    }

    /* Stars that move five pixels a frame, a cloud that drifts, a ground of smooth waves below, noise. */
    private static Raster frame(int number, double right, double down, Shape shape, boolean ground) {
        Raster raster = Raster.allocate(shape, SampleType.UINT8);
        Random noise = new Random(number);
        int horizon = shape.height() * 7 / 10;
        for (int y = 0; y < shape.height(); y++) {
            for (int x = 0; x < shape.width(); x++) {
                double u = x - right;
                double v = y - down;
                double light = ground && v > horizon
                        ? 30 + 12 * Math.sin(u / 7) * Math.sin(v / 6) + 10 * Math.sin(u / 23 + v / 17)
                        : 50 + 15 * Math.sin((x - 9.0 * number) / 40) * Math.sin((y + 4.0 * number) / 35);
                raster.set(x, y, 0, Math.rint(light + 2 * noise.nextGaussian() + 10));
            }
        }
        Random stars = new Random(5);
        for (int i = 0; i < 400; i++) {
            int x = stars.nextInt(shape.width()) + 5 * number + (int) right;
            int y = stars.nextInt(Math.max(1, horizon - 4)) + 2 + (int) down;
            for (int k = 0; k < 9 && y > 1; k++) {
                int column = x + k % 3;
                if (column < shape.width()) {
                    raster.set(column, y + k / 3 - 1, 0, 220);
                }
            }
        }
        return raster;
    }
}
