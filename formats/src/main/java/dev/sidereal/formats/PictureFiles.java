package dev.sidereal.formats;

import dev.sidereal.develop.Picture;
import dev.sidereal.formats.codec.Depth;
import dev.sidereal.formats.codec.PictureFormat;
import dev.sidereal.formats.file.NewFile;
import dev.sidereal.formats.jpeg.JpegPicture;
import dev.sidereal.formats.png.PngPicture;
import dev.sidereal.formats.tiff.TiffPicture;
import dev.sidereal.frame.OptionException;
import dev.sidereal.image.SampleType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes pictures to files; the ending of the name decides the format. */
public final class PictureFiles {

    /** The formats that are written. */
    public static final List<PictureFormat> FORMATS = List.of(new JpegPicture(), new PngPicture(), new TiffPicture());

    private PictureFiles() {}

    /**
     * The format that a file's name asks for.
     *
     * @throws OptionException if it asks for none that is written
     */
    public static PictureFormat format(Path file) {
        String name = String.valueOf(file.getFileName());
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return FORMATS.stream()
                .filter(format -> name.contains(".") && format.endings().contains(ending))
                .findFirst()
                .orElseThrow(() -> new OptionException(file + ": expected a name that ends in "
                        + FORMATS.stream()
                                .map(format -> "." + format.endings().get(0))
                                .collect(Collectors.joining(", "))
                        + ", found " + (name.contains(".") ? "." + ending : "no ending")));
    }

    /**
     * The depth in which a format holds a picture of some sample type.
     *
     * @param asked what the user asked for, if anything
     * @throws OptionException if the format does not have the depth asked for
     */
    public static Depth depth(PictureFormat format, SampleType type, Optional<Depth> asked) {
        if (asked.isPresent() && !format.depths().contains(asked.get())) {
            throw new OptionException("--depth: expected "
                    + format.depths().stream().map(Depth::toString).collect(Collectors.joining(" or "))
                    + " for ." + format.endings().get(0) + ", found " + asked.get());
        }
        Depth most = format.depths().get(format.depths().size() - 1);
        Depth natural = Depth.of(type);
        return asked.orElse(natural.compareTo(most) <= 0 ? natural : most);
    }

    /** Writes a picture; the file appears whole or not at all. */
    public static void write(Picture picture, Path file, Optional<Depth> depth) throws IOException {
        PictureFormat format = format(file);
        try (NewFile output = NewFile.create(file)) {
            format.write(picture, depth(format, picture.raster().type(), depth), output);
            output.commit();
        }
    }
}
