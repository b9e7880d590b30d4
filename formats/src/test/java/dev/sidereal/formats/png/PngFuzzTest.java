package dev.sidereal.formats.png;

import dev.sidereal.formats.TestPictures;
import dev.sidereal.formats.fuzz.FormatTarget;
import dev.sidereal.formats.fuzz.Fuzzing;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PngFuzzTest {

    @TempDir
    Path folder;

    @Test
    void any_bytes_give_pictures_or_sentences() throws Exception {
        List<byte[]> good = new ArrayList<>();
        for (SampleType type : List.of(SampleType.UINT8, SampleType.UINT16)) {
            for (int channels : new int[] {1, 3}) {
                Raster sky = TestPictures.sky(new Shape(9, 7, channels), type, 1);
                good.add(Files.readAllBytes(TestPictures.write(TestPictures.picture(sky), folder.resolve("own.png"))));
            }
        }
        ByteArrayOutputStream jdk = new ByteArrayOutputStream();
        Raster sky = TestPictures.sky(new Shape(40, 30, 3), SampleType.UINT8, 1);
        ImageIO.write(TestPictures.image(sky), "png", jdk);
        good.add(jdk.toByteArray());
        Fuzzing.run(good, PngFuzzTest::repair, new FormatTarget(new PngFormat(), folder));
    }

    /* Makes the sums of all chunks right. */
    private static byte[] repair(byte[] input) {
        ByteBuffer file = ByteBuffer.wrap(input.clone());
        int at = 8;
        while (at + 12 <= file.limit()) {
            int length = file.getInt(at);
            if (length < 0 || length > file.limit() - at - 12) {
                break;
            }
            CRC32 sum = new CRC32();
            sum.update(file.slice(at + 4, length + 4));
            file.putInt(at + 8 + length, (int) sum.getValue());
            at += 12 + length;
        }
        return file.array();
    }
}
