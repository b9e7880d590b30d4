package dev.sidereal.formats.video;

import dev.sidereal.frame.UnreadableFrameException;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the pixels of a decoded picture lie in the pipe: planes without padding, samples of more than 8 bits in two bytes,
 * the low one first.
 *
 * @param asked    the name that ffmpeg is asked for; equal to the decoder's own or a mere rearrangement of it
 * @param family   what the samples are
 * @param bits     of a sample, 8 to 16
 * @param shiftX   columns of luma per column of chroma, as a power of 2
 * @param shiftY   rows of luma per row of chroma, as a power of 2
 * @param fullJpeg whether the name itself says that codes use their full range
 */
record PictureLayout(String asked, Family family, int bits, int shiftX, int shiftY, boolean fullJpeg) {

    enum Family {
        /** Luma, blue difference, red difference: three planes. */
        YUV,
        /** Green, blue, red: three planes. */
        GBR,
        /** Red, green, blue: one plane. */
        RGB,
        GREY
    }

    private static final Pattern YUV = Pattern.compile("yuv([ja]?)(444|422|420|440|411|410)p(\\d+)?(le|be)?");
    private static final Pattern GBR = Pattern.compile("gbra?p(\\d+)?(le|be)?");
    private static final Pattern GREY = Pattern.compile("(?:gray|ya)(\\d+)?(le|be)?");
    private static final Pattern SEMI_PLANAR = Pattern.compile("p([024])(\\d\\d)(le|be)");
    private static final Set<String> PACKED_422 = Set.of("yuyv422", "uyvy422", "yvyu422", "nv16");
    private static final Pattern RGB_8 =
            Pattern.compile("[rgba0]{4}|rgb24|bgr24|pal8|(rgb|bgr)(4|8|4_byte|444|555|565)(le|be)?");
    private static final Pattern RGB_16 = Pattern.compile("(rgb48|bgr48|rgba64|bgra64)(le|be)");

    /**
     * The layout for a decoder's pixel format.
     *
     * @throws UnreadableFrameException if it holds something else: floats, a mosaic, more than 16 bits
     */
    static PictureLayout of(String decoded) throws UnreadableFrameException {
        Matcher yuv = YUV.matcher(decoded);
        if (yuv.matches()) {
            boolean jpeg = yuv.group(1).equals("j");
            return yuv(yuv.group(2), bits(yuv.group(3)), jpeg);
        }
        Matcher semiPlanar = SEMI_PLANAR.matcher(decoded);
        if (semiPlanar.matches()) {
            int bits = Integer.parseInt(semiPlanar.group(2));
            return yuv(
                    "4"
                            + (semiPlanar.group(1).equals("0")
                                    ? "20"
                                    : semiPlanar.group(1).repeat(2)),
                    bits,
                    false);
        }
        if (decoded.equals("nv12") || decoded.equals("nv21")) {
            return yuv("420", 8, false);
        }
        if (PACKED_422.contains(decoded)) {
            return yuv("422", 8, false);
        }
        Matcher gbr = GBR.matcher(decoded);
        if (gbr.matches()) {
            return plain("gbrp", Family.GBR, bits(gbr.group(1)));
        }
        Matcher grey = GREY.matcher(decoded);
        if (grey.matches() || decoded.startsWith("mono")) {
            return plain("gray", Family.GREY, grey.matches() ? bits(grey.group(1)) : 8);
        }
        if (RGB_16.matcher(decoded).matches()) {
            return new PictureLayout("rgb48le", Family.RGB, 16, 0, 0, true);
        }
        if (RGB_8.matcher(decoded).matches()) {
            return new PictureLayout("rgb24", Family.RGB, 8, 0, 0, true);
        }
        throw new UnreadableFrameException(
                "video: expected pixels of YUV, RGB or grey in 8 to 16 bits, found " + decoded + "; convert it first");
    }

    private static PictureLayout yuv(String kind, int bits, boolean jpeg) throws UnreadableFrameException {
        int shiftX = switch (kind) {
            case "444", "440" -> 0;
            case "422", "420" -> 1;
            default -> 2;
        };
        int shiftY = switch (kind) {
            case "420", "440" -> 1;
            case "410" -> 2;
            default -> 0;
        };
        String name = "yuv" + (jpeg ? "j" : "") + kind + "p" + suffix(bits);
        return new PictureLayout(name, Family.YUV, requireRange(bits), shiftX, shiftY, jpeg);
    }

    private static PictureLayout plain(String name, Family family, int bits) throws UnreadableFrameException {
        return new PictureLayout(name + suffix(bits), family, requireRange(bits), 0, 0, true);
    }

    private static int requireRange(int bits) throws UnreadableFrameException {
        if (bits < 8 || bits > 16) {
            throw new UnreadableFrameException("video: expected samples of 8 to 16 bits, found " + bits);
        }
        return bits;
    }

    private static int bits(@Nullable String digits) {
        return digits == null ? 8 : Integer.parseInt(digits);
    }

    private static String suffix(int bits) {
        return bits == 8 ? "" : String.format(Locale.ROOT, "%dle", bits);
    }

    /** What a frame of this layout is read into: nothing of its depth is lost. */
    SampleType type() {
        return bits == 8 ? SampleType.UINT8 : SampleType.UINT16;
    }

    /** Channels of the frame. */
    int channels() {
        return family == Family.GREY ? 1 : 3;
    }

    int sampleBytes() {
        return bits == 8 ? 1 : 2;
    }

    /** Columns of a plane of chroma. */
    int chromaWidth(Shape stored) {
        return (stored.width() + (1 << shiftX) - 1) >> shiftX;
    }

    /** Rows of a plane of chroma. */
    int chromaHeight(Shape stored) {
        return (stored.height() + (1 << shiftY) - 1) >> shiftY;
    }

    /** Bytes of one picture in the pipe. */
    long bytes(Shape stored) {
        long samples = family == Family.YUV
                ? stored.pixels() + 2L * chromaWidth(stored) * chromaHeight(stored)
                : stored.samples();
        return samples * sampleBytes();
    }
}
