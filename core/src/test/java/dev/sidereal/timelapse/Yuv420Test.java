package dev.sidereal.timelapse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Yuv420Test {

    @Test
    void colours_are_within_half_a_code_of_the_formula_for_odd_sizes_too() {
        for (int[] size : new int[][] {{8, 6}, {7, 5}, {1, 1}, {1, 4}, {3, 1}}) {
            int width = size[0];
            int height = size[1];
            Raster codes = noise(width, height);
            ByteBuffer picture = new Yuv420(width, height).of(codes);
            int across = (width + 1) / 2;
            int down = (height + 1) / 2;
            assertThat(picture.remaining()).isEqualTo(width * height + 2 * across * down);
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    assertThat((double) (picture.get(y * width + x) & 0xFF))
                            .isCloseTo(16 + 219 / 255.0 * luma(codes, x, y), within(0.51));
                }
            }
            for (int y = 0; y < down; y++) {
                for (int x = 0; x < across; x++) {
                    int at = width * height + y * across + x;
                    assertThat((double) (picture.get(at) & 0xFF))
                            .isCloseTo(128 + 224 / 255.0 * chroma(codes, x, y, 2, 1.8556), within(0.51));
                    assertThat((double) (picture.get(at + across * down) & 0xFF))
                            .isCloseTo(128 + 224 / 255.0 * chroma(codes, x, y, 0, 1.5748), within(0.51));
                }
            }
        }
    }

    /* The codes of BT.709 and of a grey of 8 bits. */
    @Test
    void black_white_and_grey_are_where_they_belong() {
        Raster codes = Raster.allocate(new Shape(3, 1, 1), SampleType.UINT8);
        codes.set(1, 255);
        codes.set(2, 128);
        ByteBuffer picture = new Yuv420(3, 1).of(codes);
        byte[] bytes = new byte[picture.remaining()];
        picture.get(bytes);
        assertThat(bytes).isEqualTo(new byte[] {16, (byte) 235, 126, (byte) 128, (byte) 128, (byte) 128, (byte) 128});
    }

    private static double luma(Raster codes, int x, int y) {
        return 0.2126 * codes.get(x, y, 0) + 0.7152 * codes.get(x, y, 1) + 0.0722 * codes.get(x, y, 2);
    }

    /* The mean of four pixels, those beyond an edge being those at it. */
    private static double chroma(Raster codes, int x, int y, int channel, double range) {
        double sum = 0;
        for (int k = 0; k < 4; k++) {
            int u = Math.min(codes.shape().width() - 1, 2 * x + k % 2);
            int v = Math.min(codes.shape().height() - 1, 2 * y + k / 2);
            sum += codes.get(u, v, channel) - luma(codes, u, v);
        }
        return sum / 4 / range;
    }

    private static Raster noise(int width, int height) {
        Raster codes = Raster.allocate(new Shape(width, height, 3), SampleType.UINT8);
        Random random = new Random(width);
        for (int i = 0; i < codes.shape().samples(); i++) {
            codes.set(i, random.nextInt(256));
        }
        return codes;
    }
}
