package dev.sidereal.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtherFormatsTest {

    @TempDir
    Path folder;

    /* Beginnings as their standards give them; ~ is a zero, ^ is 255. */
    @ParameterizedTest
    @CsvSource({
        "'~~~\u0018ftypheic', 'HEIC; convert it to TIFF or JPEG'",
        "'~~~\u0018ftypmif1', 'HEIF; convert it to TIFF or JPEG'",
        "'~~~\u001cftypavif', 'AVIF; convert it to TIFF or JPEG'",
        "'RIFF1234WEBPVP8 ', 'WebP; convert it to TIFF or JPEG'",
        "'~~~\fJXL \r\n', 'JPEG XL; convert it to TIFF or JPEG'",
        "'^\n12', 'JPEG XL; convert it to TIFF or JPEG'",
        "'~~~\fjP  \r\n', 'JPEG 2000; convert it to TIFF or JPEG'",
        "'^O^Q', 'JPEG 2000; convert it to TIFF or JPEG'",
        "'GIF89a', 'GIF; convert it to TIFF or JPEG'",
        "'BM1234~~~~', 'BMP; convert it to TIFF or JPEG'",
        "'8BPS~1', 'Photoshop PSD; convert it to TIFF or JPEG'",
        "'v/1\u0001', 'OpenEXR; convert it to 32-bit float TIFF'",
        "'P6\n', 'PPM; convert it to TIFF or JPEG'",
        "'PK\u0003\u0004', 'a ZIP archive; unpack it'"
    })
    void formats_that_are_not_read_are_named_with_what_to_do(String head, String told) throws Exception {
        byte[] bytes = head.replace('~', (char) 0).replace('^', (char) 255).getBytes(StandardCharsets.ISO_8859_1);
        assertThat(TestPictures.refusal(Files.write(folder.resolve("frame.jpg"), bytes)))
                .hasValue("expected a format that is read, found " + told);
    }
}
