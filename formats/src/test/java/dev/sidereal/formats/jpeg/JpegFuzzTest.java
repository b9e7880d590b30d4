package dev.sidereal.formats.jpeg;

import dev.sidereal.formats.TestPictures;
import dev.sidereal.formats.fuzz.Fuzzing;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JpegFuzzTest {

    @TempDir
    Path folder;

    @Test
    void any_header_gives_a_description_or_a_sentence() throws Exception {
        Fuzzing.run(good(), input -> {
            Optional<JpegHeader> header = JpegHeader.read(ByteBuffer.wrap(input));
            if (header.isPresent()) {
                header.get().readExif();
                JpegDamage.requireData(ByteBuffer.wrap(input), header.get());
            }
        });
    }

    @Test
    void any_file_that_is_listed_has_a_size() throws Exception {
        JpegFormat format = new JpegFormat();
        Fuzzing.run(good(), input -> format.probe(Files.write(folder.resolve("input"), input)));
    }

    private List<byte[]> good() throws IOException {
        List<byte[]> good = new ArrayList<>();
        Raster sky = TestPictures.sky(new Shape(40, 30, 3), SampleType.UINT8, 1);
        good.add(TestPictures.jpeg(sky, false));
        good.add(TestPictures.jpeg(sky, true));
        good.add(Files.readAllBytes(TestPictures.write(TestPictures.picture(sky), folder.resolve("own.jpg"))));
        return good;
    }
}
