package dev.sidereal.bench.kernel;

import dev.sidereal.fold.ExtremeFold;
import dev.sidereal.fold.Fold;
import dev.sidereal.fold.Plane;
import dev.sidereal.image.Raster;
import dev.sidereal.image.Rows;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Samples;
import dev.sidereal.image.Shape;
import dev.sidereal.stack.Strips;
import java.util.ArrayList;
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
 * What does folding one whole frame of 12 megapixels cost once it is decoded, from the raster to the maximum?
 *
 * <p>{@code strips} does what a run does: strip by strip, load from the raster outside the heap, fold into that strip's
 * state. {@code plain} folds arrays that lie ready in the heap with the simple loop, and {@code copy} copies them: the
 * limit of the memory. Decoding such a JPEG takes some 60 ms of one core; what this benchmark shows comes on top.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 2, jvmArgsAppend = "-Xmx1g")
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class MaxFoldFrameBenchmark {

    private static final Shape FRAME = new Shape(4256, 2832, 3);

    @Param({"UINT8", "UINT16", "FLOAT32"})
    SampleType type = SampleType.UINT8;

    private ExtremeFold fold = new ExtremeFold(type, Plane.MAX);
    private final List<Samples> states = new ArrayList<>();
    private Raster raster = Raster.allocate(new Shape(1, 1, 1), type);
    private Strips strips = Strips.of(new Shape(1, 1, 1), type);
    private Samples samples = Samples.allocate(type, 1);
    private List<Fold.Strip> strip = List.of(new Fold.Strip(samples, 0));
    private PlainMax plain = new PlainMax(type, 1, new int[1]);

    @Setup
    public void fill() {
        int count = Math.toIntExact(FRAME.samples());
        int[] codes = new Random(1)
                .ints(count, 0, type == SampleType.UINT8 ? 256 : 65536)
                .toArray();
        raster = Raster.allocate(FRAME, type);
        for (int i = 0; i < count; i++) {
            raster.set(i, codes[i]);
        }
        strips = Strips.of(FRAME, type);
        fold = new ExtremeFold(type, Plane.MAX);
        samples = Samples.allocate(type, strips.mostSamples());
        strip = List.of(new Fold.Strip(samples, 0));
        states.clear();
        for (Rows rows : strips.rows()) {
            states.add(fold.start(strips.samples(rows)));
        }
        plain = new PlainMax(type, count, codes);
    }

    @Benchmark
    public List<Samples> strips() {
        for (int i = 0; i < strips.count(); i++) {
            samples.load(raster, strips.rows().get(i));
            fold.add(states.get(i), strip);
        }
        return states;
    }

    @Benchmark
    public Object plain() {
        return plain.fold();
    }

    @Benchmark
    public Object copy() {
        return plain.copy();
    }
}
