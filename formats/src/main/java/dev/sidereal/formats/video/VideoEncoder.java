package dev.sidereal.formats.video;

import java.util.List;

/**
 * The encoders that videos are written with: the quality is fixed, not the rate, so that the last picture is as good as the first,
 * and threads are a fixed number where the bytes depend on it.
 *
 * <p>Memory was measured with noise, which is the worst: 27 (OpenH264), 105 (VP9) and 62 (ProRes) bytes for a pixel, and 25 to
 * 45 MB.
 */
enum VideoEncoder {
    /** H.264 by x264, where the program on the path has it. */
    X264(
            "libx264",
            "H.264",
            2,
            2,
            Long.MAX_VALUE,
            128,
            "-preset medium -crf 14 -threads 4 -x264-params rc-lookahead=10:sync-lookahead=0"),
    /* Level 5.2 is all it knows: 36864 blocks of 16x16. */
    /** H.264 by OpenH264. */
    OPENH264(
            "libopenh264",
            "H.264",
            2,
            16,
            36864L * 256,
            32,
            "-profile:v high -rc_mode quality -b:v 200M -qmin 14 -qmax 14 -threads 4"),
    /** VP9. */
    VP9(
            "libvpx-vp9",
            "VP9",
            1,
            1,
            Long.MAX_VALUE,
            112,
            "-b:v 0 -crf 12 -deadline realtime -cpu-used 6 -row-mt 1 -threads 4 -lag-in-frames 0"),
    /** ProRes 422 HQ, quickly. */
    PRORES("prores_aw", "ProRes", 2, 2, Long.MAX_VALUE, 72, "-profile:v 3 -threads 4"),
    /** ProRes 422 HQ of any size. */
    PRORES_ODD("prores_ks", "ProRes", 1, 1, Long.MAX_VALUE, 72, "-profile:v 3 -threads 4");

    /** The most columns or rows of any. */
    static final int MOST_SIDE = 16384;

    private static final long PROGRAM_BYTES = 48L << 20;

    private final String codec;
    private final String title;
    private final int multiple;
    private final int leastSide;
    private final long mostPixels;
    private final int bytesPerPixel;
    private final String options;

    VideoEncoder(
            String codec,
            String title,
            int multiple,
            int leastSide,
            long mostPixels,
            int bytesPerPixel,
            String options) {
        this.codec = codec;
        this.title = title;
        this.multiple = multiple;
        this.leastSide = leastSide;
        this.mostPixels = mostPixels;
        this.bytesPerPixel = bytesPerPixel;
        this.options = options;
    }

    /** As ffmpeg names it. */
    String codec() {
        return codec;
    }

    /** As people name what it makes. */
    String title() {
        return title;
    }

    /** How it is told to encode. */
    List<String> options() {
        return List.of(options.split(" "));
    }

    /** Whether it takes pictures of a size, as they are. */
    boolean takes(int width, int height) {
        return width % multiple == 0
                && height % multiple == 0
                && Math.min(width, height) >= leastSide
                && Math.max(width, height) <= MOST_SIDE
                && (width + 15L) / 16 * 16 * ((height + 15L) / 16) * 16 <= mostPixels;
    }

    /** Memory of the program that encodes such pictures. */
    long bytes(int width, int height) {
        return PROGRAM_BYTES + (long) bytesPerPixel * width * height;
    }
}
