package dev.sidereal.cli;

import dev.sidereal.develop.Picture;
import dev.sidereal.formats.PictureFiles;
import dev.sidereal.formats.codec.Depth;
import dev.sidereal.formats.codec.PictureFormat;
import dev.sidereal.frame.OptionException;
import dev.sidereal.image.Raster;
import dev.sidereal.image.Shape;
import dev.sidereal.run.UnusableNightException;
import dev.sidereal.sky.SkyMask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Masks of sky as files: white is sky, black ground, grey both. */
final class MaskFile {

    private MaskFile() {}

    /**
     * Reads a mask from any picture: the mean of its channels, whatever its depth; transparency does not count.
     *
     * @param shape the size of the pictures to be joined
     * @throws OptionException if it cannot be read or is of another size
     */
    static Raster read(Path file, Shape shape, Talk talk) throws IOException {
        Raster painted = painted(file);
        if (painted.shape().width() != shape.width() || painted.shape().height() != shape.height()) {
            throw new OptionException(
                    "--mask: expected a picture of " + size(shape) + " pixels as the frames have, found " + file
                            + " of " + size(painted.shape()) + "; paint it over the picture that --save-mask writes");
        }
        SkyMask mask = SkyMask.painted(painted);
        if (mask.isAll(SkyMask.SKY)) {
            talk.note(file + ": all of the mask is white, so that the whole picture is sky");
        } else if (mask.isAll(SkyMask.GROUND)) {
            talk.note(file + ": all of the mask is black, so that the whole picture is ground");
        }
        return mask.raster();
    }

    private static Raster painted(Path file) throws IOException {
        try {
            return GivenPicture.read(file).raster();
        } catch (UnusableNightException e) {
            throw new OptionException("--mask: " + e.getMessage());
        }
    }

    private static String size(Shape shape) {
        return shape.width() + "x" + shape.height();
    }

    /** Says so if sky and ground could not be told apart. */
    static void tell(SkyMask mask, Talk talk) {
        mask.doubt()
                .ifPresent(doubt -> talk.note("mask: not sure: " + doubt
                        + "; all of the picture is taken for sky; paint a mask and give it with --mask"));
    }

    /** Writes a mask, in 8 bits where the format has them. */
    static void write(Picture mask, Path file, Talk talk) throws IOException {
        PictureFormat format = PictureFiles.format(file);
        Optional<Depth> depth = Optional.of(Depth.EIGHT).filter(format.depths()::contains);
        try {
            PictureFiles.write(mask, file, depth);
        } catch (IOException e) {
            throw OutputOptions.notWritten(file, "mask", e);
        }
        talk.wrote(file, "mask: white is sky, black is ground");
    }
}
