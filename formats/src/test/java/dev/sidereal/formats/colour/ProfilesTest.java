package dev.sidereal.formats.colour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidereal.formats.fuzz.Fuzzing;
import dev.sidereal.frame.ColourProfile;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProfilesTest {

    private static final byte[] SRGB = jdk(ColorSpace.CS_sRGB);
    private static final byte[] LINEAR = jdk(ColorSpace.CS_LINEAR_RGB);
    private static final byte[] GREY = jdk(ColorSpace.CS_GRAY);

    @Test
    void a_profile_of_srgb_is_srgb_whoever_made_it() {
        assertThat(space(SRGB, 3)).hasValue("sRGB");
    }

    @Test
    void other_profiles_are_told_apart_by_their_bytes() {
        assertThat(space(LINEAR, 3).orElseThrow())
                .endsWith(" " + ColourProfile.sum(LINEAR))
                .isNotEqualTo("sRGB");
    }

    @Test
    void a_profile_for_other_channels_or_in_pieces_is_none() {
        assertThat(space(GREY, 3)).isEmpty();
        assertThat(space(GREY, 1)).isPresent();
        assertThat(space(Arrays.copyOf(SRGB, SRGB.length - 1), 3)).isEmpty();
        assertThat(space(new byte[0], 3)).isEmpty();
        byte[] inks = SRGB.clone();
        inks[16] = 'C';
        assertThat(space(inks, 3)).isEmpty();
    }

    @Test
    void any_bytes_are_a_profile_or_none() {
        Fuzzing.run(List.of(SRGB, LINEAR, GREY), input -> {
            Profiles.fitting(input, 3);
            Profiles.fitting(input, 1);
            ProfileCurve.of(new ColourProfile(input));
        });
    }

    private static Optional<String> space(byte[] icc, int channels) {
        return Profiles.fitting(icc, channels).map(ColourProfile::space);
    }

    private static byte[] jdk(int space) {
        return ICC_Profile.getInstance(space).getData();
    }
}
