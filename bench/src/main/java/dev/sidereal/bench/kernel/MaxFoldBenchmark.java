package dev.sidereal.bench.kernel;

import dev.sidereal.fold.ExtremeFold;
import dev.sidereal.fold.Fold;
import dev.sidereal.fold.Plane;
import dev.sidereal.image.Raster;
import dev.sidereal.image.Rows;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Samples;
import dev.sidereal.image.Shape;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How fast is the packed maximum in a 64 KiB strip that stays in the cache, against the plain loop and against copying
 * the same bytes?
 *
 * <p>{@code packed} is what a run does for each strip once it is loaded; {@code load} is the copy from the raster that
 * goes before it; {@code plain} is the loop over single samples; {@code copy} is {@link System#arraycopy}, which no
 * kernel over the same memory can beat by much. Float has no packed form: there {@code packed} differs from
 * {@code plain} only by its care for missing data.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class MaxFoldBenchmark {

    private static final int STRIP_BYTES = 64 << 10;

    @Param({"UINT8", "UINT16", "FLOAT32"})
    SampleType type = SampleType.UINT8;

    private ExtremeFold fold = new ExtremeFold(type, Plane.MAX);
    private final Rows row = new Rows(0, 1);
    private Raster raster = raster(type, new int[1]);
    private Samples state = fold.start(1);
    private Samples samples = fold.start(1);
    private List<Fold.Strip> strip = List.of(new Fold.Strip(samples, 0));
    private PlainMax plain = new PlainMax(type, 1, new int[1]);

    @Setup
    public void fill() {
        int count = STRIP_BYTES / type.bytes();
        int[] codes = new Random(1)
                .ints(count, 0, type == SampleType.UINT8 ? 256 : 65536)
                .toArray();
        raster = raster(type, codes);
        fold = new ExtremeFold(type, Plane.MAX);
        state = fold.start(count);
        samples = fold.start(count);
        strip = List.of(new Fold.Strip(samples, 0));
        samples.load(raster, row);
        plain = new PlainMax(type, count, codes);
    }

    @Benchmark
    public Samples packed() {
        fold.add(state, strip);
        return state;
    }

    @Benchmark
    public Samples load() {
        samples.load(raster, row);
        return samples;
    }

    @Benchmark
    public Object plain() {
        return plain.fold();
    }

    @Benchmark
    public Object copy() {
        return plain.copy();
    }

    private static Raster raster(SampleType type, int[] codes) {
        Raster raster = Raster.allocate(new Shape(codes.length, 1, 1), type);
        for (int i = 0; i < codes.length; i++) {
            raster.set(i, codes[i]);
        }
        return raster;
    }
}
