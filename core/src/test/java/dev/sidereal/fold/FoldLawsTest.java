package dev.sidereal.fold;

import dev.sidereal.image.SampleType;
import dev.sidereal.image.Samples;
import dev.sidereal.image.ToneCurve;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;

/** Every fold, for every sample type it takes, held to the contract. */
class FoldLawsTest {

    private static final ToneCurve SRGB = new ToneCurve.Srgb();

    private static double most(double[] values) {
        return 0.0 + Arrays.stream(values).filter(v -> !Double.isNaN(v)).max().orElse(Double.NaN);
    }

    private static double least(double[] values) {
        return 0.0 + Arrays.stream(values).filter(v -> !Double.isNaN(v)).min().orElse(Double.NaN);
    }

    private static double firstOf(double[] values, double value) {
        return IntStream.range(0, values.length)
                .filter(i -> values[i] == value)
                .findFirst()
                .orElse(-1);
    }

    private static boolean isData(double value) {
        return Math.abs(value) <= 128;
    }

    private static double sumOfLight(double[] values, double most, double scale, int power) {
        return Arrays.stream(values)
                .map(v -> Math.pow(Math.rint(SRGB.decode(v / most) * scale), power))
                .sum();
    }

    private static double floatSum(double[] values, int power, double scale) {
        return Arrays.stream(values)
                .filter(FoldLawsTest::isData)
                .map(v -> Math.rint(Math.pow(v, power) * scale))
                .sum();
    }

    abstract static class MaxLaws extends FoldContract<Samples> {
        MaxLaws(SampleType type) {
            super(new ExtremeFold(type, Plane.MAX), type);
        }

        @Override
        protected double expected(Plane plane, double[] values) {
            return most(values);
        }
    }

    abstract static class MinLaws extends FoldContract<Samples> {
        MinLaws(SampleType type) {
            super(new ExtremeFold(type, Plane.MIN), type);
        }

        @Override
        protected double expected(Plane plane, double[] values) {
            return least(values);
        }
    }

    abstract static class PeakLaws extends FoldContract<PeakFold.Peaks> {
        PeakLaws(SampleType type) {
            super(new PeakFold(type), type);
        }

        @Override
        protected double expected(Plane plane, double[] values) {
            return plane == Plane.MAX ? most(values) : firstOf(values, most(values));
        }
    }

    abstract static class ExtremesLaws extends FoldContract<ExtremesFold.Lists> {
        private final SampleType type;

        ExtremesLaws(SampleType type, int ranks) {
            super(new ExtremesFold(type, ranks), type);
            this.type = type;
        }

        @Override
        protected double expected(Plane plane, double[] values) {
            int[] falling = IntStream.range(0, values.length)
                    .boxed()
                    .filter(i -> !Double.isNaN(values[i]))
                    .sorted(Comparator.<Integer>comparingDouble(i -> -(values[i] + 0.0))
                            .thenComparingInt(i -> i))
                    .mapToInt(i -> i)
                    .toArray();
            if (plane.rank() > falling.length) {
                return plane.isFrame() ? -1 : type == SampleType.FLOAT32 ? Double.NaN : 0;
            }
            int frame = falling[plane.rank() - 1];
            return plane.isFrame() ? frame : values[frame] + 0.0;
        }
    }

    @Nested
    class Extremes8 extends ExtremesLaws {
        Extremes8() {
            super(SampleType.UINT8, 4);
        }
    }

    @Nested
    class Extremes16 extends ExtremesLaws {
        Extremes16() {
            super(SampleType.UINT16, 8);
        }
    }

    @Nested
    class ExtremesFloat extends ExtremesLaws {
        ExtremesFloat() {
            super(SampleType.FLOAT32, 8);
        }
    }

    @Nested
    class TwoExtremes extends ExtremesLaws {
        TwoExtremes() {
            super(SampleType.UINT8, 2);
        }
    }

    abstract static class CountLaws extends FoldContract<CountFold.Counts> {
        CountLaws(SampleType type) {
            super(new CountFold(type), type);
        }
    }

    abstract static class LightLaws extends FoldContract<LightFold.Sums> {
        private final double most;

        LightLaws(SampleType type, double most) {
            super(new LightFold(new LightScale(type, SRGB)), type);
            this.most = most;
        }

        @Override
        protected double expected(Plane plane, double[] values) {
            return sumOfLight(values, most, 1 << 20, 1);
        }
    }

    abstract static class SquareLaws extends FoldContract<long[]> {
        private final double most;

        SquareLaws(SampleType type, double most) {
            super(new SquareFold(new LightScale(type, SRGB)), type);
            this.most = most;
        }

        @Override
        protected double expected(Plane plane, double[] values) {
            return sumOfLight(values, most, 1 << 20, 2);
        }
    }

    @Nested
    class Moments8 extends FoldContract<MomentsFold.Moments> {
        Moments8() {
            super(new MomentsFold(new LightScale(SampleType.UINT8, SRGB)), SampleType.UINT8);
        }

        @Override
        protected double expected(Plane plane, double[] values) {
            return sumOfLight(values, 255, 1 << 20, plane == Plane.SUM ? 1 : 2);
        }
    }

    @Nested
    class Max8 extends MaxLaws {
        Max8() {
            super(SampleType.UINT8);
        }
    }

    @Nested
    class Max16 extends MaxLaws {
        Max16() {
            super(SampleType.UINT16);
        }
    }

    @Nested
    class MaxFloat extends MaxLaws {
        MaxFloat() {
            super(SampleType.FLOAT32);
        }
    }

    @Nested
    class Min8 extends MinLaws {
        Min8() {
            super(SampleType.UINT8);
        }
    }

    @Nested
    class Min16 extends MinLaws {
        Min16() {
            super(SampleType.UINT16);
        }
    }

    @Nested
    class MinFloat extends MinLaws {
        MinFloat() {
            super(SampleType.FLOAT32);
        }
    }

    @Nested
    class Peak8 extends PeakLaws {
        Peak8() {
            super(SampleType.UINT8);
        }
    }

    @Nested
    class Peak16 extends PeakLaws {
        Peak16() {
            super(SampleType.UINT16);
        }
    }

    @Nested
    class PeakFloat extends PeakLaws {
        PeakFloat() {
            super(SampleType.FLOAT32);
        }
    }

    @Nested
    class CountFloat extends CountLaws {
        CountFloat() {
            super(SampleType.FLOAT32);
        }

        @Override
        protected double expected(Plane plane, double[] values) {
            return Arrays.stream(values).filter(FoldLawsTest::isData).count();
        }
    }

    @Nested
    class Count8 extends CountLaws {
        Count8() {
            super(SampleType.UINT8);
        }

        @Override
        protected double expected(Plane plane, double[] values) {
            return values.length;
        }
    }

    @Nested
    class Light8 extends LightLaws {
        Light8() {
            super(SampleType.UINT8, 255);
        }
    }

    @Nested
    class Light16 extends LightLaws {
        Light16() {
            super(SampleType.UINT16, 65535);
        }
    }

    @Nested
    class Square8 extends SquareLaws {
        Square8() {
            super(SampleType.UINT8, 255);
        }
    }

    @Nested
    class Square16 extends SquareLaws {
        Square16() {
            super(SampleType.UINT16, 65535);
        }
    }

    @Nested
    class LightFloat extends FoldContract<long[]> {
        LightFloat() {
            super(new FloatLightFold(Plane.SUM), SampleType.FLOAT32);
        }

        @Override
        protected double expected(Plane plane, double[] values) {
            return floatSum(values, 1, 0x1p40);
        }
    }

    @Nested
    class SquareFloat extends FoldContract<long[]> {
        SquareFloat() {
            super(new FloatLightFold(Plane.SUMSQ), SampleType.FLOAT32);
        }

        @Override
        protected double expected(Plane plane, double[] values) {
            return floatSum(values, 2, 0x1p36);
        }
    }
}
