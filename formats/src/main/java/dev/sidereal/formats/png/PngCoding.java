package dev.sidereal.formats.png;

import dev.sidereal.formats.colour.Profiles;
import dev.sidereal.frame.Coding;
import dev.sidereal.frame.ColourProfile;
import dev.sidereal.frame.UnreadableFrameException;
import dev.sidereal.image.ToneCurve;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.zip.InflaterInputStream;

/**
 * What a PNG file's numbers mean, from up to four chunks of which the first found of cICP, iCCP, sRGB and gAMA counts (third
 * edition, sections 11.3.2 and 13.14).
 *
 * <p>gAMA g means that {@code code = light ^ g}, so {@code light = code ^ (1 / g)}; 1 is linear light.
 */
final class PngCoding {

    private static final int MOST_PROFILE_BYTES = 8 << 20;
    private static final double GAMMA_UNIT = 100_000;
    private static final int BT_709 = 1;
    private static final int LINEAR = 8;
    private static final int SRGB = 13;

    private final int channels;
    private Optional<ToneCurve> codePoints = Optional.empty();
    private Optional<ColourProfile> profile = Optional.empty();
    private boolean srgb;
    private Optional<ToneCurve> gamma = Optional.empty();

    PngCoding(int channels) {
        this.channels = channels;
    }

    /** Whether a chunk is one of the four. */
    static boolean isOne(String chunk) {
        return List.of("cICP", "iCCP", "sRGB", "gAMA").contains(chunk);
    }

    /** Takes one of the four; a damaged one counts as absent, because the pixels are still good. */
    void take(String chunk, byte[] data) throws UnreadableFrameException {
        switch (chunk) {
            case "cICP" -> codePoints = codePoints(data);
            case "iCCP" -> profile = profile(data);
            case "sRGB" -> srgb = true;
            default -> gamma = gamma(data);
        }
    }

    /** What they say together. */
    Coding get() {
        if (codePoints.isPresent()) {
            return new Coding(Optional.empty(), codePoints, Optional.empty());
        }
        if (profile.isPresent()) {
            return Coding.of(profile);
        }
        return srgb ? Coding.UNSAID : new Coding(Optional.empty(), gamma, Optional.empty());
    }

    private static Optional<ToneCurve> gamma(byte[] data) {
        double g = data.length == 4 ? (ByteBuffer.wrap(data).getInt() & 0xFFFFFFFFL) / GAMMA_UNIT : 0;
        if (g == 1) {
            return Optional.of(new ToneCurve.Linear());
        }
        /* Powers outside 0.1 to 10 are mistakes, not pictures. */
        return g < 0.1 || g > 10 ? Optional.empty() : Optional.of(new ToneCurve.Gamma(1 / g));
    }

    /* ITU-T H.273: primaries, transfer, matrix, range. */
    private static Optional<ToneCurve> codePoints(byte[] data) throws UnreadableFrameException {
        if (data.length != 4) {
            return Optional.empty();
        }
        if (data[0] != BT_709 || (data[1] != SRGB && data[1] != LINEAR) || data[2] != 0 || data[3] != 1) {
            throw new UnreadableFrameException(
                    "PNG: expected colours of sRGB or linear light in its primaries (cICP 1, 13 or"
                            + " 8, 0, 1), found %d, %d, %d, %d; convert it to sRGB"
                                    .formatted(data[0] & 0xFF, data[1] & 0xFF, data[2] & 0xFF, data[3] & 0xFF));
        }
        return Optional.of(data[1] == SRGB ? new ToneCurve.Srgb() : new ToneCurve.Linear());
    }

    /* Name, zero, method 0, zlib data. */
    private Optional<ColourProfile> profile(byte[] bytes) {
        int name = 0;
        while (name < bytes.length && bytes[name] != 0) {
            name++;
        }
        if (name + 2 >= bytes.length) {
            return Optional.empty();
        }
        try (InputStream data =
                new InflaterInputStream(new ByteArrayInputStream(bytes, name + 2, bytes.length - name - 2))) {
            byte[] icc = data.readNBytes(MOST_PROFILE_BYTES);
            return data.read() < 0 ? Profiles.fitting(icc, channels) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
