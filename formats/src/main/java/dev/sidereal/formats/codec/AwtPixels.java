package dev.sidereal.formats.codec;

import dev.sidereal.frame.UnreadableFrameException;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.stream.ImageInputStream;

/**
 * Reads pictures with one of the JDK's readers and copies their samples, exactly as stored, into rasters.
 *
 * <p>Palettes become colours; a fourth channel (transparency) is left out, as is the second of grey pictures.
 */
public final class AwtPixels implements Closeable {

    private final ImageReader reader;
    private Optional<String> warning = Optional.empty();
    private Optional<BufferedImage> image = Optional.empty();
    private Optional<Raster> storedPicture = Optional.empty();

    /** A reader of a format by its informal name in the JDK: {@code png}. */
    public AwtPixels(String format) {
        ImageIO.setUseCache(false);
        reader = ImageIO.getImageReadersByFormatName(format).next();
        reader.addIIOReadWarningListener(new IIOReadWarningListener() {
            @Override
            public void warningOccurred(ImageReader source, String text) {
                if (text.contains("JPEG data") || text.contains("end of JPEG")) {
                    warning = Optional.of(text);
                }
            }
        });
    }

    /**
     * Reads a picture and turns it upright.
     *
     * @param input  anything that the JDK can read images from
     * @param stored the shape that the file's header gives
     * @param into   raster of the upright shape
     * @return the raster that holds the pixels as they are stored: {@code into} itself when nothing was turned
     */
    public Raster read(Object input, Shape stored, Orientation orientation, Raster into) throws IOException {
        java.awt.image.Raster samples = readSamples(input);
        if (samples.getWidth() != stored.width() || samples.getHeight() != stored.height()) {
            throw new UnreadableFrameException(
                    "damaged: expected " + stored + ", found " + samples.getWidth() + "x" + samples.getHeight());
        }
        Raster picture = orientation == Orientation.UPRIGHT
                ? into
                : storedPicture
                        .filter(raster -> raster.shape().equals(stored) && raster.type() == into.type())
                        .orElseGet(() -> Raster.allocate(stored, into.type()));
        copy(samples, picture);
        if (picture != into) {
            storedPicture = Optional.of(picture);
            orientation.copy(picture, into);
        }
        return picture;
    }

    private java.awt.image.Raster readSamples(Object input) throws IOException {
        warning = Optional.empty();
        try (ImageInputStream stream = ImageIO.createImageInputStream(input)) {
            reader.setInput(stream, false, true);
            BufferedImage picture = readImage();
            if (warning.isPresent()) {
                throw new UnreadableFrameException("damaged: the decoder says \"" + warning.get() + "\"");
            }
            image = Optional.of(picture);
            return picture.getColorModel() instanceof IndexColorModel palette
                    ? palette.convertToIntDiscrete(picture.getRaster(), true).getRaster()
                    : picture.getRaster();
        } catch (UnreadableFrameException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            Throwable told = e.getCause() != null && e.getMessage() == null ? e.getCause() : e;
            throw new UnreadableFrameException("damaged: the decoder says \"" + told.getMessage() + "\"", e);
        }
    }

    /* Into the picture of the last file where it fits: a new one for every frame costs as much as reading it. */
    private BufferedImage readImage() throws IOException {
        ImageReadParam param = reader.getDefaultReadParam();
        BufferedImage last = image.orElse(null);
        if (last != null
                && last.getWidth() == reader.getWidth(0)
                && last.getHeight() == reader.getHeight(0)
                && reader.getImageTypes(0).next().getSampleModel().getClass()
                        == last.getSampleModel().getClass()
                && reader.getImageTypes(0).next().getColorModel().equals(last.getColorModel())) {
            param.setDestination(last);
        }
        return reader.read(0, param);
    }

    private static void copy(java.awt.image.Raster from, Raster into) throws UnreadableFrameException {
        int channels = into.shape().channels();
        int bands = from.getNumBands();
        if (bands < channels) {
            throw new UnreadableFrameException("damaged: expected " + channels + " channels, found " + bands);
        }
        int width = from.getWidth();
        if (into.type() == SampleType.FLOAT32) {
            float[] row = new float[width * bands];
            for (int y = 0; y < from.getHeight(); y++) {
                from.getPixels(from.getMinX(), from.getMinY() + y, width, 1, row);
                for (int i = 0; i < width * channels; i++) {
                    into.set(y * width * channels + i, row[i / channels * bands + i % channels]);
                }
            }
            return;
        }
        int[] row = new int[width * bands];
        for (int y = 0; y < from.getHeight(); y++) {
            from.getPixels(from.getMinX(), from.getMinY() + y, width, 1, row);
            for (int i = 0; i < width * channels; i++) {
                into.set(y * width * channels + i, row[i / channels * bands + i % channels]);
            }
        }
    }

    @Override
    public void close() {
        reader.dispose();
        image = Optional.empty();
        storedPicture = Optional.empty();
    }
}
