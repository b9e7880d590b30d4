package dev.sidereal.formats.exif;

import dev.sidereal.formats.TestPictures;
import dev.sidereal.formats.fuzz.Fuzzing;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExifFuzzTest {

    @Test
    void any_block_says_something_or_nothing() {
        byte[] block = ExifBlock.encode(TestPictures.picture(Raster.allocate(new Shape(1, 1, 3), SampleType.UINT8)));
        Fuzzing.run(List.of(block), Exif::read);
    }
}
