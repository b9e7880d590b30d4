package dev.sidereal.integrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RejectionTest {

    private static final double[] NO_FLOOR = {0};

    @ParameterizedTest
    @CsvSource({
        "0.025, 1, 12.706204736",
        "0.025, 10, 2.228138852",
        "0.001, 5, 5.893429531",
        "0.0005, 100, 3.390491312",
        "0.000025, 998, 4.073422055",
    })
    void quantiles_of_student_are_those_of_tables(double tail, double freedom, double t) {
        /* scipy 1.17.1: scipy.stats.t.isf(tail, freedom) */
        assertThat(StudentT.upper(tail, freedom)).isCloseTo(t, within(2e-9 * t));
    }

    @Test
    void the_critical_values_of_rosners_example_come_out() {
        /* NIST/SEMATECH e-Handbook, section 1.3.5.17.3: n = 54, alpha = 0.05: 3.158, 3.151, 3.143, 3.136, 3.128 */
        CriticalValues critical = new CriticalValues(0.05, 54);
        double[] expected = {3.158, 3.151, 3.143, 3.136, 3.128};
        for (int i = 0; i < expected.length; i++) {
            assertThat(Math.sqrt(critical.squared(54 - i))).isCloseTo(expected[i], within(0.0015));
        }
    }

    @Test
    void rosners_example_has_three_outliers() {
        float[] data = {
            -0.25f, 0.68f, 0.94f, 1.15f, 1.20f, 1.26f, 1.26f, 1.34f, 1.38f, 1.43f, 1.49f, 1.49f, 1.55f, 1.56f, 1.58f,
            1.65f, 1.69f, 1.70f, 1.76f, 1.77f, 1.81f, 1.91f, 1.94f, 1.96f, 1.99f, 2.06f, 2.09f, 2.10f, 2.14f, 2.15f,
            2.23f, 2.24f, 2.26f, 2.35f, 2.37f, 2.40f, 2.47f, 2.54f, 2.62f, 2.64f, 2.90f, 2.92f, 2.92f, 2.93f, 3.21f,
            3.26f, 3.30f, 3.59f, 3.68f, 4.30f, 4.64f, 5.34f, 5.42f, 6.01f
        };
        Values.Finished finished = finish(all(data.length, Rejection.usual()), 0, data);
        assertThat(finished.high[0]).isEqualTo(3);
        assertThat(finished.low[0]).isZero();
    }

    @ParameterizedTest
    @CsvSource({"12, 1", "30, 3", "60, 6", "200, 10", "400, 0"})
    void sums_with_extremes_give_the_same_bits_as_all_values_in_any_order(int frames, int satellites) {
        int samples = 5000;
        Random random = new Random(frames);
        float[][] values = new float[frames][samples];
        for (float[] frame : values) {
            for (int i = 0; i < samples; i++) {
                frame[i] = (float) (0.001 * random.nextGaussian() + (i % 100 == 0 ? 0.3 * random.nextDouble() : 0));
                if (random.nextInt(200) == 0) {
                    frame[i] = Float.NaN;
                }
            }
        }
        for (int s = 0; s < satellites; s++) {
            for (int i = 0; i < samples; i += 3) {
                values[random.nextInt(frames)][i] += 0.05f;
            }
        }
        double[] weights = IntStream.range(0, frames)
                .mapToDouble(i -> 0.2 + random.nextDouble())
                .toArray();
        CriticalValues critical = new CriticalValues(0.05, frames);
        double[] floor = {0.5e-6};
        Values exact = new AllValues(samples, new Weights(weights), Rejection.usual(), critical, floor, Memory.OUTSIDE);
        Values onePass = new OnePass(samples, new Weights(weights), Rejection.usual(), critical, floor, Memory.OUTSIDE);
        List<Integer> order = new ArrayList<>(IntStream.range(0, frames).boxed().toList());
        order.forEach(frame -> exact.add(frame, 0, values[frame].clone(), samples));
        Collections.shuffle(order, random);
        order.parallelStream().forEach(frame -> onePass.add(frame, 0, values[frame].clone(), samples));
        Values.Finished a = new Values.Finished(samples);
        Values.Finished b = new Values.Finished(samples);
        exact.finish(0, samples, a);
        onePass.finish(0, samples, b);
        assertThat(b.light).containsExactly(a.light);
        assertThat(b.used).containsExactly(a.used);
        assertThat(b.high).containsExactly(a.high);
        assertThat(b.low).containsExactly(a.low);
        if (satellites > 0) {
            assertThat(Arrays.stream(a.high).sum()).isGreaterThan(satellites * samples / 5);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7, 20, 31, 100})
    void each_way_gives_the_bits_of_values_that_are_sorted_one_by_one(int frames) {
        int samples = 600;
        Random random = new Random(frames);
        double[] weights = random.doubles(frames, 0.2, 1).toArray();
        double[] floor = {1e-4, 2e-4};
        for (Rejection way : List.of(
                new Rejection.Sigma(2, 2.5),
                new Rejection.Winsorized(2, 2.5),
                new Rejection.LinearFit(3, 3),
                new Rejection.Median(),
                new Rejection.None())) {
            AllValues all = new AllValues(
                    samples, new Weights(weights), way, new CriticalValues(0.05, frames), floor, Memory.OUTSIDE);
            float[][] values = new float[frames][samples];
            for (int frame = 0; frame < frames; frame++) {
                for (int i = 0; i < samples; i++) {
                    /* Steps, so that many are equal. */
                    values[frame][i] = Math.round(20 * random.nextGaussian()) / 1000f + (i % 3 == frame ? 0.5f : 0);
                    values[frame][i] = random.nextInt(20) == 0 ? Float.NaN : values[frame][i];
                }
                all.add(frame, 0, values[frame], samples);
            }
            Values.Finished finished = new Values.Finished(samples);
            all.finish(0, samples, finished);
            for (int i = 0; i < samples; i++) {
                int sample = i;
                List<Integer> order = IntStream.range(0, frames)
                        .filter(frame -> !Float.isNaN(values[frame][sample]))
                        .boxed()
                        .sorted(Comparator.comparingDouble(frame -> values[frame][sample] + 0f))
                        .toList();
                float[] sorted = new float[order.size()];
                for (int j = 0; j < sorted.length; j++) {
                    sorted[j] = values[order.get(j)][i];
                }
                Clipping clipping = new Clipping();
                boolean clips = !(way instanceof Rejection.Median || way instanceof Rejection.None);
                if (clips) {
                    clipping.look(way, sorted, sorted.length, floor[i % 2]);
                }
                int from = clips ? clipping.from() : 0;
                int to = clips ? clipping.to() : sorted.length;
                float light = way instanceof Rejection.Median
                        ? sorted.length == 0 ? Float.NaN : (float) Clipping.median(sorted, 0, sorted.length)
                        : mean(new Weights(weights), order.subList(from, to), sorted, from);
                assertThat((Float) finished.light[i])
                        .as("%s, sample %d", way, i)
                        .isEqualTo((Float) light);
                assertThat(finished.low[i]).isEqualTo(from);
                assertThat(finished.high[i]).isEqualTo(sorted.length - to);
                assertThat(finished.used[i]).isEqualTo(to - from);
            }
        }
    }

    private static float mean(Weights weights, List<Integer> frames, float[] sorted, int from) {
        long light = 0;
        long weight = 0;
        for (int j = 0; j < frames.size(); j++) {
            light += weights.light(frames.get(j), sorted[from + j]);
            weight += weights.fixed(frames.get(j));
        }
        return weight == 0 ? Float.NaN : (float) ((double) light / weight);
    }

    @Test
    void the_core_of_a_star_that_seeing_changes_stays() {
        float[] core = {0.50f, 0.501f, 0.499f, 0.5f, 0.5005f, 0.4995f, 0.5f, 0.502f, 0.498f, 0.60f};
        assertThat(finish(all(10, Rejection.usual()), 0, core).high[0]).isZero();
        core[9] = 0.9f;
        assertThat(finish(all(10, Rejection.usual()), 0, core).high[0]).isEqualTo(1);
    }

    @Test
    void each_way_takes_a_satellite_from_twenty_values_and_keeps_the_rest() {
        List<Rejection> ways = List.of(
                new Rejection.Sigma(3, 3),
                new Rejection.Winsorized(4, 4),
                new Rejection.LinearFit(5, 5),
                Rejection.usual());
        for (Rejection way : ways) {
            float[] values = new float[20];
            double sum = 0;
            for (int i = 0; i < 20; i++) {
                values[i] = (float) (0.01 * Math.sin(2.4 * i)) /* no outlier of its own */;
                sum += i == 7 ? 0 : values[i];
            }
            values[7] = 0.5f;
            Values.Finished finished = finish(all(20, way), 0, values);
            assertThat(finished.high[0]).as("%s", way).isEqualTo(1);
            assertThat(finished.low[0]).as("%s", way).isZero();
            assertThat(finished.light[0]).as("%s", way).isCloseTo((float) (sum / 19), within(1e-7f));
        }
    }

    @Test
    void the_median_is_the_middle_value_and_none_the_mean() {
        float[] values = {0.1f, 0.9f, 0.3f, 0.2f, Float.NaN};
        assertThat(finish(all(5, new Rejection.Median()), 0, values).light[0]).isCloseTo(0.25f, within(1e-7f));
        assertThat(finish(all(5, new Rejection.None()), 0, values).light[0]).isCloseTo(0.375f, within(1e-7f));
        assertThat(finish(all(5, new Rejection.None()), 0, values).used[0]).isEqualTo(4);
    }

    private static Values all(int frames, Rejection rejection) {
        double[] weights = new double[frames];
        Arrays.fill(weights, 1);
        return new AllValues(
                1, new Weights(weights), rejection, new CriticalValues(0.05, frames), NO_FLOOR, Memory.HEAP);
    }

    private static Values.Finished finish(Values values, int at, float[] ofFrames) {
        for (int frame = 0; frame < ofFrames.length; frame++) {
            values.add(frame, at, new float[] {ofFrames[frame]}, 1);
        }
        Values.Finished finished = new Values.Finished(1);
        values.finish(at, 1, finished);
        return finished;
    }
}
