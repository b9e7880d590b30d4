package dev.sidereal.develop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sidereal.fold.Plane;
import dev.sidereal.frame.Camera;
import dev.sidereal.frame.Coding;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.frame.OptionException;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import dev.sidereal.image.ToneCurve;
import dev.sidereal.stack.Stack;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FadedMaximumTest {

    private static final int FRAMES = 7;
    private static final Shape SHAPE = new Shape(301, 97, 3);
    private static final Comet COMET = new Comet(new Comet.Tail.Frames(5), Comet.Fade.LINEAR, Comet.Head.END);

    @ParameterizedTest
    @EnumSource
    void each_sample_is_the_greatest_of_its_weighed_frames_in_whatever_order_they_come(SampleType type) {
        ToneCurve curve = type == SampleType.FLOAT32 ? new ToneCurve.Linear() : new ToneCurve.Srgb();
        List<Raster> frames =
                IntStream.range(0, FRAMES).mapToObj(f -> frame(type, f)).toList();
        FadedMaximum maximum = new FadedMaximum(info(type), records(), curve, COMET);
        IntStream.of(3, 6, 0, 5, 1, 4, 2).parallel().forEach(f -> maximum.see(f, frames.get(f)));
        Raster picture = maximum.develop(stack(type, curve), Look.plain(curve), Tones.LIGHT)
                .raster();
        double[] weights = {0, 0, 0.2, 0.4, 0.6, 0.8, 1};
        for (int i = 0; i < SHAPE.samples(); i++) {
            double most = Double.NaN;
            for (int f = 2; f < FRAMES; f++) {
                double code = frames.get(f).get(i);
                double light = weights[f] * (type == SampleType.FLOAT32 ? code : curve.decode(code / type.most()));
                most = light <= most || Double.isNaN(light) ? most : light;
            }
            if (Double.isNaN(most)) {
                assertThat(picture.get(i)).isNaN();
            } else {
                assertThat(picture.get(i)).isCloseTo(most, within(1e-7));
            }
        }
    }

    @Test
    void developing_twice_gives_the_same_picture() {
        ToneCurve curve = new ToneCurve.Srgb();
        FadedMaximum maximum = new FadedMaximum(info(SampleType.UINT8), records(), curve, COMET);
        maximum.see(6, frame(SampleType.UINT8, 6));
        Stack stack = stack(SampleType.UINT8, curve);
        Raster once = maximum.develop(stack, Look.plain(curve), Tones.CODES).raster();
        assertThat(maximum.develop(stack, Look.plain(curve), Tones.CODES)
                        .raster()
                        .bytes())
                .isEqualTo(once.bytes());
    }

    @Test
    void a_tint_is_refused() {
        Comet tinted = new Comet(COMET.tail(), COMET.fade(), COMET.head(), Comet.Tint.TIME);
        assertThatThrownBy(() -> new FadedMaximum(info(SampleType.UINT8), records(), new ToneCurve.Srgb(), tinted))
                .isInstanceOf(OptionException.class)
                .hasMessage("--tint: expected comets from the saved moments, found --exact; use one of them");
    }

    private static Stack stack(SampleType type, ToneCurve curve) {
        Stack stack = Stack.start(info(type), Set.of(Plane.MAX), curve);
        stack.frames(records());
        return stack;
    }

    private static List<FrameRecord> records() {
        return Collections.nCopies(FRAMES, new FrameRecord("f", Optional.empty(), Optional.empty(), Optional.empty()));
    }

    private static FrameInfo info(SampleType type) {
        return new FrameInfo("f", SHAPE, type, Optional.empty(), Optional.empty(), Camera.UNKNOWN, Coding.UNSAID);
    }

    private static Raster frame(SampleType type, int seed) {
        Random random = new Random(seed);
        Raster frame = Raster.allocate(SHAPE, type);
        for (int i = 0; i < SHAPE.samples(); i++) {
            int code = random.nextInt(256);
            frame.set(
                    i, type == SampleType.FLOAT32 ? (code < 100 ? Float.NaN : code / 255f) : code * type.most() / 255);
        }
        return frame;
    }
}
