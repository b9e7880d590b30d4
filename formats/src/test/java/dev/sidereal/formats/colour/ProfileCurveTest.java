package dev.sidereal.formats.colour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidereal.frame.ColourProfile;
import dev.sidereal.image.ToneCurve;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class ProfileCurveTest {

    private static final ToneCurve SRGB = new ToneCurve.Srgb();

    @Test
    void a_table_of_the_sRGB_curve_is_that_curve() {
        assertThat(ProfileCurve.of(grey(SRGB::decode))).hasValue(SRGB);
    }

    @Test
    void a_table_of_another_curve_is_taken_as_it_is() {
        assertThat(ProfileCurve.of(grey(x -> SRGB.decode(x) * (1 + 0.01 * x * (1 - x))))
                        .orElseThrow())
                .isInstanceOfSatisfying(
                        ToneCurve.Table.class,
                        table -> assertThat(table.lights()).hasSize(1024));
    }

    /* A profile with nothing but a grey curve of 1024 entries. */
    private static ColourProfile grey(DoubleUnaryOperator decode) {
        ByteBuffer icc = ByteBuffer.allocate(128 + 4 + 12 + 12 + 2 * 1024);
        icc.putInt(128, 1);
        icc.put(132, "kTRC".getBytes(StandardCharsets.US_ASCII));
        icc.putInt(136, 144).putInt(140, 12 + 2 * 1024);
        icc.put(144, "curv".getBytes(StandardCharsets.US_ASCII));
        icc.putInt(152, 1024);
        for (int i = 0; i < 1024; i++) {
            icc.putShort(156 + 2 * i, (short) Math.rint(65535 * decode.applyAsDouble(i / 1023.0)));
        }
        return new ColourProfile(icc.array());
    }
}
