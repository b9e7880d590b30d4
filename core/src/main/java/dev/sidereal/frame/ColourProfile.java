package dev.sidereal.frame;

import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * An ICC profile, kept as the bytes found in the file: it says what colours the codes mean, and travels byte for byte
 * from the frames to the output. Equal when the bytes are equal.
 */
public final class ColourProfile {

    private final byte[] icc;
    private final String space;

    /** A profile of which only the bytes are known: its colours are named by their sum. */
    public ColourProfile(byte[] icc) {
        this(icc, "profile " + sum(icc));
    }

    /**
     * A profile that was looked into.
     *
     * @param space what its colours are, in words: equal for profiles whose codes mean the same
     */
    public ColourProfile(byte[] icc, String space) {
        this.icc = icc.clone();
        this.space = space;
    }

    /** Eight digits that tell profiles apart (CRC-32 of the bytes). */
    public static String sum(byte[] icc) {
        CRC32 sum = new CRC32();
        sum.update(icc);
        return "%08X".formatted(sum.getValue());
    }

    /** A copy of the profile's bytes. */
    public byte[] icc() {
        return icc.clone();
    }

    /** What its colours are, for people and for comparing: {@code sRGB}, {@code Adobe RGB (1998) 5A7C1D2E}. */
    public String space() {
        return space;
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
