package dev.sidereal.formats.video;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidereal.formats.TestPictures;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Colours are those of the formula in ITU-T H.273, computed here in the plainest way. */
class VideoColourTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "yuv420p, tv, bt709, 0.2126, 0.0722, 33, 21, 1, 1",
        "yuv420p, pc, bt709, 0.2126, 0.0722, 32, 20, 1, 1",
        "yuv420p, tv, smpte170m, 0.299, 0.114, 32, 21, 1, 1",
        "yuv422p, tv, bt470bg, 0.299, 0.114, 33, 20, 1, 0",
        "yuv444p, pc, bt2020nc, 0.2627, 0.0593, 17, 9, 0, 0",
        "yuv420p, unknown, unknown, 0.299, 0.114, 640, 48, 1, 1",
        "yuv420p, unknown, unknown, 0.2126, 0.0722, 1280, 8, 1, 1",
        "yuv420p10le, tv, bt709, 0.2126, 0.0722, 33, 21, 1, 1",
        "yuv422p10le, pc, bt709, 0.2126, 0.0722, 32, 20, 1, 0",
        "yuv444p12le, tv, bt709, 0.2126, 0.0722, 17, 9, 0, 0",
        "yuv444p16le, tv, bt2020nc, 0.2627, 0.0593, 17, 9, 0, 0"
    })
    void range_and_matrix_are_those_of_the_tags(
            String pixels, String range, String matrix, double red, double blue, int width, int height, int sx, int sy)
            throws Exception {
        int bits = pixels.endsWith("p") ? 8 : Integer.parseInt(pixels.replaceAll(".*p(\\d+)le", "$1"));
        int chromaWidth = (width + sx) >> sx;
        int chromaHeight = (height + sy) >> sy;
        int chroma = chromaWidth * chromaHeight;
        int[] codes = codes(width * height + 2 * chroma, bits);
        Path file =
                Clips.lossless(folder.resolve("c.mkv"), pixels, width, height, bytes(codes, bits), tags(range, matrix));
        Raster read = TestPictures.read(file);
        assertThat(read.shape()).isEqualTo(new Shape(width, height, 3));
        assertThat(read.type()).isEqualTo(bits == 8 ? SampleType.UINT8 : SampleType.UINT16);
        boolean full = range.equals("pc");
        double unit = (1 << bits) / 256.0;
        double all = (1 << bits) - 1;
        double most = bits == 8 ? 255 : 65535;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int at = width * height + (y >> sy) * chromaWidth + (x >> sx);
                double light = full ? codes[y * width + x] / all : (codes[y * width + x] - 16 * unit) / (219 * unit);
                double u = (codes[at] - 128 * unit) / (full ? all : 224 * unit);
                double v = (codes[at + chroma] - 128 * unit) / (full ? all : 224 * unit);
                double r = light + 2 * (1 - red) * v;
                double b = light + 2 * (1 - blue) * u;
                double g = (light - red * r - blue * b) / (1 - red - blue);
                requireNear(read.get(x, y, 0), r * most, most);
                requireNear(read.get(x, y, 1), g * most, most);
                requireNear(read.get(x, y, 2), b * most, most);
            }
        }
    }

    private static void requireNear(double read, double exact, double most) {
        assertThat(Math.abs(read - Math.max(0, Math.min(most, exact)))).isLessThan(0.51);
    }

    @Test
    void grey_stays_mono() throws Exception {
        byte[] frame = bytes(codes(31 * 17, 8), 8);
        Raster read = TestPictures.read(Clips.lossless(folder.resolve("g.mkv"), "gray", 31, 17, frame));
        assertThat(read.shape()).isEqualTo(new Shape(31, 17, 1));
        assertThat(samples(read)).isEqualTo(frame);
    }

    @Test
    void deep_grey_keeps_full_scale() throws Exception {
        int[] codes = codes(31 * 17, 10);
        codes[0] = 1023;
        codes[1] = 0;
        Raster read = TestPictures.read(Clips.lossless(folder.resolve("g.mkv"), "gray10le", 31, 17, bytes(codes, 10)));
        assertThat(read.type()).isEqualTo(SampleType.UINT16);
        for (int i = 0; i < codes.length; i++) {
            assertThat(read.get(i)).isEqualTo(Math.rint(codes[i] * 65535 / 1023.0));
        }
    }

    @ParameterizedTest
    @CsvSource({"rgb24, png, mov", "bgr0, ffv1, mkv", "rgb48be, png, mov", "gbrp, ffv1, mkv"})
    void rgb_is_read_as_it_is(String pixels, String codec, String ending) throws Exception {
        boolean deep = pixels.contains("48");
        byte[] rgb = bytes(codes(3 * 31 * 17, deep ? 16 : 8), deep ? 16 : 8);
        Path file = folder.resolve("rgb." + ending);
        Clips.run(
                rgb,
                "-f",
                "rawvideo",
                "-pix_fmt",
                deep ? "rgb48le" : "rgb24",
                "-video_size",
                "31x17",
                "-i",
                "pipe:0",
                "-c:v",
                codec,
                "-pix_fmt",
                pixels,
                file);
        assertThat(samples(TestPictures.read(file))).isEqualTo(rgb);
    }

    /* The codes that the program decodes (the bundled 8.0.1) and the formula: ProRes is 10 bits deep. */
    @Test
    void prores_keeps_its_ten_bits() throws Exception {
        byte[] source = bytes(codes(3 * 64 * 48, 8), 8);
        Path file = folder.resolve("p.mov");
        Object[] words = {
            "-f",
            "rawvideo",
            "-pix_fmt",
            "rgb24",
            "-video_size",
            "64x48",
            "-i",
            "pipe:0",
            "-c:v",
            "prores_ks",
            "-pix_fmt",
            "yuv422p10le",
            file
        };
        Clips.run(source, words);
        byte[] decoded = Clips.run(new byte[0], "-i", file, "-f", "rawvideo", "pipe:1");
        assertThat(decoded).hasSize(2 * 2 * 64 * 48);
        Raster read = TestPictures.read(file);
        assertThat(read.type()).isEqualTo(SampleType.UINT16);
        int deeper = 0;
        for (int i = 0; i < 64 * 48; i++) {
            int y = code(decoded, i);
            int u = code(decoded, 64 * 48 + i / 2);
            int v = code(decoded, 64 * 48 * 3 / 2 + i / 2);
            double red = (y - 64) / 876.0 + 1.402 * (v - 512) / 896;
            double blue = (y - 64) / 876.0 + 1.772 * (u - 512) / 896;
            requireNear(read.get(3 * i), red * 65535, 65535);
            requireNear(read.get(3 * i + 2), blue * 65535, 65535);
            deeper += (int) read.get(3 * i) % 257 == 0 ? 0 : 1;
        }
        assertThat(deeper).isGreaterThan(1000);
    }

    private static int code(byte[] bytes, int sample) {
        return (bytes[2 * sample] & 0xFF) | (bytes[2 * sample + 1] & 0xFF) << 8;
    }

    private static Object[] tags(String range, String matrix) {
        return range.equals("unknown") ? new Object[0] : new Object[] {"-color_range", range, "-colorspace", matrix};
    }

    private static int[] codes(int count, int bits) {
        return new Random(7).ints(count, 0, 1 << bits).toArray();
    }

    private static byte[] bytes(int[] codes, int bits) {
        byte[] bytes = new byte[codes.length * (bits == 8 ? 1 : 2)];
        for (int i = 0; i < codes.length; i++) {
            if (bits == 8) {
                bytes[i] = (byte) codes[i];
            } else {
                bytes[2 * i] = (byte) codes[i];
                bytes[2 * i + 1] = (byte) (codes[i] >> 8);
            }
        }
        return bytes;
    }

    private static byte[] samples(Raster raster) {
        byte[] bytes = new byte[raster.bytes().remaining()];
        raster.bytes().get(bytes);
        return bytes;
    }
}
