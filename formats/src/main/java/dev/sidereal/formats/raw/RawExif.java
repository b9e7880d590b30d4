package dev.sidereal.formats.raw;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.imaging.tiff.TiffMetadataReader;
import com.drew.imaging.tiff.TiffProcessingException;
import com.drew.lang.RandomAccessFileReader;
import dev.sidereal.formats.exif.Exif;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/** Exif of camera raw files, wherever the maker keeps it; nothing known where it cannot be found. */
final class RawExif {

    private RawExif() {}

    static Exif read(Path path) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            int first = file.read();
            file.seek(0);
            if (first == 'I' || first == 'M') {
                return Exif.of(TiffMetadataReader.readMetadata(new RandomAccessFileReader(file)));
            }
        } catch (TiffProcessingException | RuntimeException | StackOverflowError e) {
            return Exif.NONE;
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
            return Exif.of(ImageMetadataReader.readMetadata(in, Files.size(path)));
        } catch (ImageProcessingException | RuntimeException | StackOverflowError e) {
            return Exif.NONE;
        }
    }
}
