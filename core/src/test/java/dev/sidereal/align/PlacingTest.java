package dev.sidereal.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlacingTest {

    private static final int FRAMES = 40;
    private static final double STEP = 3;

    /* Three stars are no pattern; only the frame before tells where they are, also where a group of frames begins. */
    @Test
    void every_frame_is_foretold_by_the_one_before_it_on_both_sides_of_the_reference() {
        for (int reference : new int[] {0, 17, FRAMES - 1}) {
            List<Optional<StarField>> fields = IntStream.range(0, FRAMES)
                    .mapToObj(frame -> Optional.of(field(STEP * frame)))
                    .toList();
            List<Optional<Registration>> places = Placing.of(reference, fields);
            for (int frame = 0; frame < FRAMES; frame++) {
                assertThat(places.get(frame)).as("frame " + frame).get().isInstanceOf(Registration.Registered.class);
                Transform place = ((Registration.Registered) places.get(frame).orElseThrow()).transform();
                assertThat(place.apply(500, 500).x()).isCloseTo(500 + STEP * (reference - frame), within(1e-6));
            }
        }
    }

    private static StarField field(double shift) {
        List<Star> stars =
                List.of(star(300 + shift, 350, 900), star(620 + shift, 410, 700), star(450 + shift, 700, 500));
        return new StarField(1000, 1000, stars, 0, 1, 3, 1);
    }

    private static Star star(double x, double y, double flux) {
        return new Star(x, y, flux, flux / 10, 3, 1, 100, false);
    }
}
