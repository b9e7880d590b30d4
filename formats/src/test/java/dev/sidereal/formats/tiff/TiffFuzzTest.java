package dev.sidereal.formats.tiff;

import dev.sidereal.formats.TestPictures;
import dev.sidereal.formats.fuzz.FormatTarget;
import dev.sidereal.formats.fuzz.Fuzzing;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TiffFuzzTest {

    @TempDir
    Path folder;

    @Test
    void any_bytes_give_pictures_or_sentences() throws Exception {
        List<byte[]> good = new ArrayList<>();
        for (SampleType type : SampleType.values()) {
            Raster sky = TestPictures.sky(new Shape(9, 7, 3), type, 1);
            good.add(Files.readAllBytes(TestPictures.write(TestPictures.picture(sky), folder.resolve("own.tif"))));
        }
        for (String compression : List.of("LZW", "ZLib", "PackBits", "JPEG")) {
            good.add(jdk(compression));
        }
        Fuzzing.run(good, new FormatTarget(new TiffFormat(), folder));
    }

    private byte[] jdk(String compression) throws IOException {
        Raster sky = TestPictures.sky(new Shape(40, 30, 3), SampleType.UINT8, 1);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
        ImageWriteParam param = writer.getDefaultWriteParam();
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionType(compression);
        param.setTilingMode(ImageWriteParam.MODE_EXPLICIT);
        param.setTiling(32, 32, 0, 0);
        Path file = folder.resolve(compression + ".tif");
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(TestPictures.image(sky), null, null), param);
        } finally {
            writer.dispose();
        }
        return Files.readAllBytes(file);
    }
}
