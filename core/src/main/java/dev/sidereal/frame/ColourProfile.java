package dev.sidereal.frame;

import java.util.Arrays;

/**
 * An ICC profile, kept as the bytes found in the file: it says what colours the codes mean, and travels byte for byte
 * from the frames to the output. Equal when the bytes are equal.
 */
public final class ColourProfile {

    private final byte[] icc;

    public ColourProfile(byte[] icc) {
        this.icc = icc.clone();
    }

    /** A copy of the profile's bytes. */
    public byte[] icc() {
        return icc.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ColourProfile profile && Arrays.equals(icc, profile.icc);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(icc);
    }
}
