package dev.sidereal.formats.colour;

import dev.sidereal.frame.ColourProfile;
import dev.sidereal.image.ToneCurve;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Takes the ICC profiles that files carry (ICC.1:2010, section 7): keeps those that can belong to the pixels, and finds out
 * which of them say the same.
 *
 * <p>A profile is sRGB if its primaries are within 0.003 of those of IEC 61966-2-1 in the profile connection space (D50) and
 * its curve within 0.004 of that standard's at every tenth of full scale: half a code of 8 bits, so codes mean the same.
 * A grey one needs the curve only. Others are equal when their bytes are.
 */
public final class Profiles {

    private static final int HEADER_BYTES = 128;
    private static final int SIGNATURE_AT = 36;
    private static final int SIGNATURE = 0x61637370;
    private static final int SPACE_AT = 16;
    private static final int RGB = 0x52474220;
    private static final int GREY = 0x47524159;
    private static final int MOST_NAME = 60;
    private static final int MOST_TAGS = 100;
    private static final double[] PRIMARIES = {0.4361, 0.2225, 0.0139, 0.3851, 0.7169, 0.0971, 0.1431, 0.0606, 0.7141};

    private Profiles() {}

    /**
     * The profile, if it is whole enough to be one and is for red, green and blue or, with one channel, for grey as well.
     * Any other is none: the pixels are still good, and mean what they mean without.
     */
    public static Optional<ColourProfile> fitting(byte[] icc, int channels) {
        ByteBuffer bytes = ByteBuffer.wrap(icc);
        if (icc.length < HEADER_BYTES + 4
                || bytes.getInt(SIGNATURE_AT) != SIGNATURE
                || bytes.getInt(0) < HEADER_BYTES + 4
                || bytes.getInt(0) > icc.length) {
            return Optional.empty();
        }
        int space = bytes.getInt(SPACE_AT);
        boolean fits = space == RGB || (space == GREY && channels == 1);
        return fits ? Optional.of(new ColourProfile(icc, space(icc, space == GREY))) : Optional.empty();
    }

    private static String space(byte[] icc, boolean grey) {
        ByteBuffer bytes = ByteBuffer.wrap(icc);
        try {
            if (isSrgb(bytes, icc, grey)) {
                return "sRGB";
            }
            String name = name(bytes);
            return (name.isEmpty() ? "profile" : name) + " " + ColourProfile.sum(icc);
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            return "profile " + ColourProfile.sum(icc);
        }
    }

    private static boolean isSrgb(ByteBuffer bytes, byte[] icc, boolean grey) {
        Optional<ToneCurve> curve = ProfileCurve.of(new ColourProfile(icc));
        /* A table of colours, where there is one, goes before primaries and curve. */
        if (curve.isEmpty() || tag(bytes, "A2B0") != 0) {
            return false;
        }
        ToneCurve srgb = new ToneCurve.Srgb();
        for (int i = 1; i < 10; i++) {
            if (!(Math.abs(curve.get().decode(i / 10.0) - srgb.decode(i / 10.0)) < 0.004)) {
                return false;
            }
        }
        String[] tags = {"rXYZ", "gXYZ", "bXYZ"};
        for (int i = 0; i < 9 && !grey; i++) {
            int at = tag(bytes, tags[i / 3]);
            if (at == 0 || Math.abs(bytes.getInt(at + 8 + 4 * (i % 3)) / 65536.0 - PRIMARIES[i]) > 0.003) {
                return false;
            }
        }
        return true;
    }

    /* Types desc (version 2: length, ASCII) and mluc (version 4: records of language, length, place; UTF-16). */
    private static String name(ByteBuffer bytes) {
        int at = tag(bytes, "desc");
        if (at == 0) {
            return "";
        }
        boolean many = bytes.getInt(at) == 0x6D6C7563;
        int length = Math.min(bytes.getInt(many ? at + 20 : at + 8), 4 * MOST_NAME);
        byte[] text = new byte[Math.max(0, length)];
        bytes.get(many ? at + bytes.getInt(at + 24) : at + 12, text);
        String name = new String(text, many ? StandardCharsets.UTF_16BE : StandardCharsets.ISO_8859_1)
                .replaceAll("\\p{Cntrl}", "")
                .strip();
        return name.length() > MOST_NAME ? name.substring(0, MOST_NAME) : name;
    }

    /* Where a tag's data begin; 0 if there is none. */
    private static int tag(ByteBuffer bytes, String name) {
        int signature =
                ByteBuffer.wrap(name.getBytes(StandardCharsets.US_ASCII)).getInt();
        int tags = Math.min(bytes.getInt(HEADER_BYTES), MOST_TAGS);
        for (int i = 0; i < tags; i++) {
            int entry = HEADER_BYTES + 4 + 12 * i;
            if (bytes.getInt(entry) == signature) {
                return bytes.getInt(entry + 4);
            }
        }
        return 0;
    }
}
