package dev.sidereal.formats.fits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidereal.develop.Picture;
import dev.sidereal.formats.PictureFiles;
import dev.sidereal.formats.codec.Depth;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import nom.tam.fits.Header;
import nom.tam.fits.HeaderCard;
import nom.tam.util.Cursor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FitsPictureTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void full_scale_is_1_in_every_channel(SampleType type) throws IOException {
        for (Shape shape : List.of(new Shape(5, 4, 3), new Shape(7, 2300, 1))) {
            Raster raster = Raster.allocate(shape, type);
            double most = type == SampleType.UINT8 ? 255 : type == SampleType.UINT16 ? 65535 : 1;
            for (int i = 0; i < shape.samples(); i++) {
                double value = type == SampleType.FLOAT32 ? (i == 3 ? Double.NaN : i / 7.0 - 2) : (i * 37) % 256;
                raster.set(i, value);
            }
            Path path = write(raster);
            try (FitsFile file = FitsFile.open(path)) {
                CheckedData.verify(file, file.primary());
                assertThat(file.units()).hasSize(1);
                assertThat(file.primary().axes())
                        .isEqualTo(
                                shape.channels() == 3
                                        ? Hdu.Axes.of(shape.width(), shape.height(), 3)
                                        : Hdu.Axes.of(shape.width(), shape.height()));
                ByteBuffer samples = ByteBuffer.allocate((int) shape.samples() * 4);
                file.read(samples, file.primary().dataAt());
                for (int c = 0; c < shape.channels(); c++) {
                    for (int y = 0; y < shape.height(); y++) {
                        for (int x = 0; x < shape.width(); x++) {
                            assertThat(Float.valueOf(samples.getFloat()))
                                    .isEqualTo(Float.valueOf((float) (raster.get(x, y, c) / most)));
                        }
                    }
                }
            }
        }
    }

    @Test
    void the_header_tells_how_it_was_made() throws IOException {
        Path path = write(Raster.allocate(new Shape(5, 4, 3), SampleType.UINT8));
        try (FitsFile file = FitsFile.open(path)) {
            Header header = file.primary().header();
            assertThat(header.getStringValue("ROWORDER")).isEqualTo("TOP-DOWN");
            assertThat(header.getIntValue("NCOMBINE")).isEqualTo(4);
            assertThat(header.getIntValue("STACKCNT")).isEqualTo(4);
            assertThat(header.containsKey("LIVETIME"))
                    .as("one exposure is unknown")
                    .isFalse();
            assertThat(header.getStringValue("DATE-OBS")).isEqualTo("2026-08-12T20:00:00");
            assertThat(header.getStringValue("DATE-END")).isEqualTo("2026-08-12T20:02:31.999000004");
            assertThat(header.containsKey("CHECKSUM")).isTrue();
            List<String> history = new ArrayList<>();
            for (Cursor<String, HeaderCard> cards = header.iterator(); cards.hasNext(); ) {
                HeaderCard card = cards.next();
                if (card.getKey().equals("HISTORY")) {
                    history.add(card.getComment());
                }
            }
            assertThat(history)
                    .containsExactly(
                            "star trails of 4 frames",
                            "frame0.jpg",
                            "frame1.jpg (left out: expected 8-bit, found nonsense: \\u201e\\u00a7",
                            ")",
                            "frame2.jpg",
                            "frame3 &\\u0020",
                            "frame4.jpg");
        }
    }

    @Test
    void equal_pictures_give_equal_bytes() throws IOException {
        Raster raster = Raster.allocate(new Shape(50, 40, 3), SampleType.UINT16);
        Path other = folder.resolve("other.fits");
        PictureFiles.write(picture(raster), other, Optional.empty());
        assertThat(write(raster)).hasSameBinaryContentAs(other);
    }

    @Test
    void every_sample_type_becomes_float() {
        for (SampleType type : SampleType.values()) {
            assertThat(PictureFiles.depth(PictureFiles.format(Path.of("a.FIT")), type, Optional.empty()))
                    .isEqualTo(Depth.FLOAT);
        }
    }

    private Path write(Raster raster) throws IOException {
        Path path = folder.resolve("trails.fits");
        PictureFiles.write(picture(raster), path, Optional.empty());
        return path;
    }

    private static Picture picture(Raster raster) {
        List<FrameRecord> frames =
                IntStream.range(0, 5).mapToObj(Stacks::record).toList();
        return new Picture(raster, "star trails", Stacks.info(raster.shape(), raster.type()), frames);
    }
}
