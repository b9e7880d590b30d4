package dev.sidereal.formats.fits;

import dev.sidereal.develop.Picture;
import dev.sidereal.formats.codec.Depth;
import dev.sidereal.formats.file.NewFile;
import dev.sidereal.frame.Mosaic;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** Writes the FITS files of a deep-sky session: the picture with its place on the sky, and masters that can be read back. */
public final class DeepSkyFits {

    private DeepSkyFits() {}

    /** Whether a file of a name is to be written so. */
    public static boolean isFor(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return new FitsPicture().endings().stream().anyMatch(ending -> lower.endsWith("." + ending));
    }

    /** A float picture, or a map that belongs to it, with the place of its reference on the sky and its order of rows. */
    public static void write(Picture picture, SkyCards sky, Path file) throws IOException {
        int height = picture.raster().shape().height();
        try (NewFile output = NewFile.create(file)) {
            FitsPicture.write(picture, Depth.FLOAT, output, sky.order(), cards -> sky.put(cards, height));
            output.commit();
        }
    }

    /**
     * A master: light of calibration frames, which a later session reads in place of the frames.
     *
     * @param kind {@code dark}, {@code flat} and so on
     */
    public static void writeMaster(Picture picture, String kind, Path file) throws IOException {
        try (NewFile output = NewFile.create(file)) {
            FitsPicture.write(picture, Depth.FLOAT, output, RowOrder.TOP_DOWN, cards -> {
                cards.put("IMAGETYP", "Master " + kind, "");
                picture.first()
                        .coding()
                        .mosaic()
                        .filter(Mosaic::isBayer)
                        .ifPresent(mosaic -> cards.put("BAYERPAT", mosaic.colours(), "filters from the top left"));
            });
            output.commit();
        }
    }
}
