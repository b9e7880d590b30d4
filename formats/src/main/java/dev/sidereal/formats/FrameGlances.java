package dev.sidereal.formats;

import dev.sidereal.develop.Level;
import dev.sidereal.develop.Look;
import dev.sidereal.develop.Proof;
import dev.sidereal.develop.Stretch;
import dev.sidereal.formats.colour.Curves;
import dev.sidereal.formats.jpeg.JpegEncoder;
import dev.sidereal.formats.jpeg.JpegGlance;
import dev.sidereal.frame.Candidate;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.FrameReader;
import dev.sidereal.frame.UnreadableFrameException;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.ToneCurve;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Small pictures of frames for people to look at, coded as JPEG. Those of linear light, which would be black on a screen,
 * are stretched.
 */
public final class FrameGlances {

    private static final int QUALITY = 85;

    private FrameGlances() {}

    /** The thumbnail in a frame's own file, where it has one that can be shown as it is. */
    public static Optional<byte[]> stored(FrameFiles frames, int position) throws IOException {
        return isJpeg(frames, position) ? JpegGlance.stored(frames.file(position)) : Optional.empty();
    }

    /**
     * A frame made small: decoded at reduced size where its format allows, else read whole.
     *
     * @param side pixels of the longer side, at most, 1 or more
     * @throws UnreadableFrameException if the frame cannot be read
     */
    public static byte[] small(FrameFiles frames, int position, int side) throws IOException {
        FrameInfo info = info(frames, position);
        Optional<Raster> decoded =
                isJpeg(frames, position) ? JpegGlance.small(frames.file(position), side) : Optional.empty();
        if (decoded.isPresent()) {
            return coded(Proof.reduce(decoded.get(), side));
        }
        try (FrameReader reader = frames.open()) {
            Raster whole = reader.buffer(info.shape(), info.type());
            reader.read(position, whole);
            return coded(forScreens(Proof.reduce(whole, side), Curves.natural(info)));
        }
    }

    /** Small codes of frames as a screen shows them: as they are, or stretched where they are light. */
    public static Raster forScreens(Raster codes, ToneCurve curve) {
        if (!(curve instanceof ToneCurve.Linear)) {
            return codes;
        }
        Look faint = new Look(1, new Level.Light(0), new Level.Light(1), false, 1, Stretch.AUTO, new ToneCurve.Srgb());
        return Proof.of(codes, Math.max(codes.shape().width(), codes.shape().height()))
                .develop(faint);
    }

    /** A small picture as JPEG. */
    public static byte[] coded(Raster codes) throws IOException {
        ByteBuffer coded = JpegEncoder.encode(codes, QUALITY, JpegEncoder.Sampling.FULL);
        byte[] bytes = new byte[coded.remaining()];
        coded.get(bytes);
        return bytes;
    }

    private static boolean isJpeg(FrameFiles frames, int position) {
        return info(frames, position).type() == SampleType.UINT8
                && frames.formatName(position).filter("JPEG"::equals).isPresent();
    }

    private static FrameInfo info(FrameFiles frames, int position) {
        if (frames.candidates().get(position) instanceof Candidate.Recognised recognised) {
            return recognised.info();
        }
        throw new IllegalArgumentException("position " + position + ": expected a frame");
    }
}
