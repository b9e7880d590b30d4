package dev.sidereal.formats.exif;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.Directory;
import com.drew.metadata.exif.ExifIFD0Directory;
import java.io.IOException;
import java.nio.file.Path;

/** Tells pictures that Sidereal made from those of cameras. */
public final class Provenance {

    private Provenance() {}

    /** Whether a file says that it is a picture made of frames; one that cannot be read says nothing. */
    public static boolean isStacked(Path file) {
        try {
            for (Directory directory :
                    ImageMetadataReader.readMetadata(file.toFile()).getDirectoriesOfType(ExifIFD0Directory.class)) {
                String description = directory.getString(ExifIFD0Directory.TAG_IMAGE_DESCRIPTION);
                if (ExifBlock.SOFTWARE_NAME.equals(directory.getString(ExifIFD0Directory.TAG_SOFTWARE))
                        && description != null
                        && !description.startsWith(ExifBlock.SIMULATED)) {
                    return true;
                }
            }
            return false;
        } catch (IOException | ImageProcessingException | RuntimeException e) {
            return false;
        }
    }
}
