package dev.sidereal.formats.jpeg;

import dev.sidereal.develop.Picture;
import dev.sidereal.formats.codec.Depth;
import dev.sidereal.formats.codec.PictureFormat;
import dev.sidereal.formats.exif.ExifBlock;
import dev.sidereal.formats.file.NewFile;
import dev.sidereal.frame.ColourProfile;
import dev.sidereal.image.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Writes JPEG: quality 95, colour at full resolution, Exif in APP1, the ICC profile byte for byte in APP2, the list of
 * frames in comments.
 */
public final class JpegPicture implements PictureFormat {

    /* IJG scale: at 95 the loss stays below the noise of a night sky. */
    private static final int QUALITY = 95;

    /* What libjpeg allows. */
    private static final int MOST_SIDE_PIXELS = 65500;
    private static final int MOST_SEGMENT_BYTES = 65533;
    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ICC = "ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII);

    private final int quality;
    private final JpegEncoder.Sampling sampling;

    /** Quality 95, colour at full resolution. */
    public JpegPicture() {
        this(QUALITY, JpegEncoder.Sampling.FULL);
    }

    /** Another quality, 1 to 100 on the scale of the IJG, and colour resolution. */
    public JpegPicture(int quality, JpegEncoder.Sampling sampling) {
        this.quality = quality;
        this.sampling = sampling;
    }

    @Override
    public List<String> endings() {
        return List.of("jpg", "jpeg");
    }

    @Override
    public List<Depth> depths() {
        return List.of(Depth.EIGHT);
    }

    @Override
    public void write(Picture picture, Depth depth, NewFile file) throws IOException {
        Shape shape = picture.raster().shape();
        if (shape.width() > MOST_SIDE_PIXELS || shape.height() > MOST_SIDE_PIXELS) {
            throw new IOException("JPEG: expected at most %d pixels on a side, found %dx%d; choose .png or .tif"
                    .formatted(MOST_SIDE_PIXELS, shape.width(), shape.height()));
        }
        ByteBuffer coded = JpegEncoder.encode(picture.raster(), quality, sampling);
        file.write((byte) 0xFF, (byte) 0xD8);
        file.write(segments(picture));
        file.write(coded.position(pictureAt(coded)));
    }

    private static byte[] segments(Picture picture) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        putSegment(out, 0xE1, EXIF, ExifBlock.encode(picture));
        picture.first().profile().ifPresent(profile -> putProfile(out, profile));
        putComments(out, ExifBlock.frameList(picture).getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    /* A list that does not fit one comment goes on in the next, with a line of its own. */
    private static void putComments(ByteArrayOutputStream out, byte[] lines) {
        int from = 0;
        while (from < lines.length) {
            int to = Math.min(lines.length, from + MOST_SEGMENT_BYTES);
            int cut = to;
            while (to < lines.length && cut > from && lines[cut - 1] != '\n') {
                cut--;
            }
            int end = cut > from ? cut : to;
            putSegment(out, 0xFE, new byte[0], Arrays.copyOfRange(lines, from, end));
            from = end;
        }
    }

    /* ICC.1:2010 annex B.4: pieces with a running number and their count. */
    private static void putProfile(ByteArrayOutputStream out, ColourProfile profile) {
        byte[] icc = profile.icc();
        int most = MOST_SEGMENT_BYTES - ICC.length - 2;
        int pieces = (icc.length + most - 1) / most;
        for (int i = 0; i < pieces; i++) {
            byte[] prefix = Arrays.copyOf(ICC, ICC.length + 2);
            prefix[ICC.length] = (byte) (i + 1);
            prefix[ICC.length + 1] = (byte) pieces;
            putSegment(out, 0xE2, prefix, Arrays.copyOfRange(icc, i * most, Math.min(icc.length, (i + 1) * most)));
        }
    }

    private static void putSegment(ByteArrayOutputStream out, int marker, byte[] prefix, byte[] data) {
        int length = prefix.length + data.length + 2;
        out.writeBytes(new byte[] {(byte) 0xFF, (byte) marker, (byte) (length >> 8), (byte) length});
        out.writeBytes(prefix);
        out.writeBytes(data);
    }

    /* Skips start of image and the application segments that the encoder wrote. */
    private static int pictureAt(ByteBuffer coded) {
        int at = 2;
        while ((coded.get(at + 1) & 0xF0) == 0xE0) {
            at += 2 + (coded.getShort(at + 2) & 0xFFFF);
        }
        return at;
    }
}
