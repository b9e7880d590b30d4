package dev.sidereal.integrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sidereal.align.StarField;
import dev.sidereal.align.Transform;
import dev.sidereal.image.Rows;
import dev.sidereal.image.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lights joined by several machines, whose states are then joined, make the bits that one machine makes. */
class PartStatesTest {

    private static final Shape CANVAS = new Shape(40, 30, 3);
    private static final List<SkyPlane> SKY =
            List.of(new SkyPlane(0.1, 0.001, 0), new SkyPlane(0.2, 0, 0.001), new SkyPlane(0.3, 0, 0));
    private static final int LIGHTS = 60;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void outliers_are_found_in_the_states_of_parts_as_in_one(int parts) {
        requireSame(Rejection.usual(), parts);
    }

    @Test
    void without_rejection_states_hold_sums_alone() {
        requireSame(new Rejection.None(), 3);
        assertThat(Integration.stateBytes(LIGHTS, new Rejection.None())).hasValue(36);
        assertThat(Integration.stateBytes(LIGHTS, Rejection.usual())).hasValue(102);
    }

    @Test
    void what_needs_every_value_has_no_state() {
        assertThat(Integration.stateBytes(LIGHTS, new Rejection.Median())).isEmpty();
        assertThat(Integration.stateBytes(25, Rejection.usual())).isEmpty();
        Integration integration = new Integration(CANVAS, new Rejection.Median(), contributions(), SKY);
        integration.begin(new Rows(0, 1));
        assertThatThrownBy(() -> integration.write(new Rows(0, 1), ByteBuffer.allocate(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("state: expected sums and extremes, found every value");
    }

    @Test
    void noise_is_measured_in_the_states_of_parts_as_in_one() {
        List<float[]> lights = lights();
        List<LaidNoise> machines = new ArrayList<>();
        for (int part = 0; part < 3; part++) {
            machines.add(new LaidNoise(CANVAS, contributions()));
        }
        LaidNoise one = new LaidNoise(CANVAS, contributions());
        for (int light = 0; light < LIGHTS; light++) {
            one.rows(light, 0, lights.get(light).clone(), lights.get(light).length);
            machines.get(light % 3).rows(light, 0, lights.get(light).clone(), lights.get(light).length);
        }
        LaidNoise joined = new LaidNoise(CANVAS, contributions());
        for (Rows rows : new Rows(0, CANVAS.height()).split(7)) {
            for (LaidNoise machine : machines) {
                ByteBuffer state = ByteBuffer.allocate(machine.stateBytes(rows)).order(ByteOrder.LITTLE_ENDIAN);
                machine.write(rows, state);
                assertThat(state.hasRemaining()).isFalse();
                joined.merge(rows, state.flip());
            }
        }
        Integrated picture = whole(Rejection.usual(), lights);
        assertThat(one.of(picture.light()).achieved()).isPositive();
        assertThat(joined.of(picture.light())).isEqualTo(one.of(picture.light()));
    }

    private static void requireSame(Rejection rejection, int parts) {
        List<float[]> lights = lights();
        Integrated expected = whole(rejection, lights);
        Random random = new Random(parts);
        int[] machine =
                IntStream.range(0, LIGHTS).map(light -> random.nextInt(parts)).toArray();
        Integration joined = new Integration(CANVAS, rejection, contributions(), SKY);
        for (Rows band : new Rows(0, CANVAS.height()).split(16)) {
            joined.begin(band);
            List<Integer> order =
                    new ArrayList<>(IntStream.range(0, parts).boxed().toList());
            Collections.shuffle(order, random);
            for (int part : order) {
                Integration own = new Integration(CANVAS, band, rejection, contributions(), SKY);
                own.begin(band);
                for (int light = LIGHTS - 1; light >= 0; light--) {
                    if (machine[light] == part) {
                        add(own, light, lights.get(light), band);
                    }
                }
                for (Rows rows : band.split(5)) {
                    int samples = rows.count() * CANVAS.rowSamples();
                    ByteBuffer state = ByteBuffer.allocate(samples
                                    * Integration.stateBytes(LIGHTS, rejection).orElseThrow())
                            .order(ByteOrder.LITTLE_ENDIAN);
                    own.write(rows, state);
                    assertThat(state.hasRemaining()).isFalse();
                    joined.merge(rows, state.flip());
                }
            }
            joined.finish();
        }
        Integrated found = joined.result();
        assertThat(found.light().bytes()).isEqualTo(expected.light().bytes());
        assertThat(found.coverage().bytes()).isEqualTo(expected.coverage().bytes());
        assertThat(found.rejected().bytes()).isEqualTo(expected.rejected().bytes());
        assertThat(found)
                .usingRecursiveComparison()
                .ignoringFields("light", "coverage", "rejected")
                .isEqualTo(expected);
        assertThat(expected.high() > 0).isEqualTo(rejection instanceof Rejection.Gesd);
    }

    private static Integrated whole(Rejection rejection, List<float[]> lights) {
        Integration all = new Integration(CANVAS, rejection, contributions(), SKY);
        Rows rows = new Rows(0, CANVAS.height());
        all.begin(rows);
        for (int light = 0; light < LIGHTS; light++) {
            add(all, light, lights.get(light), rows);
        }
        all.finish();
        return all.result();
    }

    private static void add(Integration into, int light, float[] samples, Rows rows) {
        int from = rows.first() * CANVAS.rowSamples();
        int count = rows.count() * CANVAS.rowSamples();
        into.add(light, rows.first(), Arrays.copyOfRange(samples, from, from + count), count);
    }

    /* Few distinct values, so that many are equal; some outliers; some places without data, a few with none at all. */
    private static List<float[]> lights() {
        Random random = new Random(1);
        List<float[]> lights = new ArrayList<>();
        for (int light = 0; light < LIGHTS; light++) {
            float[] samples = new float[(int) CANVAS.samples()];
            for (int i = 0; i < samples.length; i++) {
                boolean missing = i > 3000 && (i > 3500 || random.nextInt(3) == 0);
                float noise = Math.round(random.nextGaussian() * 20) / 2000f;
                samples[i] = missing ? Float.NaN : 0.2f + noise + (random.nextInt(40) == 0 ? 0.4f : 0);
            }
            lights.add(samples);
        }
        return lights;
    }

    private static List<Contribution> contributions() {
        return IntStream.range(0, LIGHTS)
                .mapToObj(light -> new Contribution(
                        Transform.IDENTITY,
                        1,
                        1 + light % 7,
                        new Sight(
                                new StarField(40, 30, List.of(), 0.2, 0.01, Double.NaN, Double.NaN),
                                SKY,
                                List.of(0.01, 0.01, 0.01))))
                .toList();
    }
}
