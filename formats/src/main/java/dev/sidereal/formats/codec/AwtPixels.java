package dev.sidereal.formats.codec;

import dev.sidereal.frame.UnreadableFrameException;
import dev.sidereal.image.Raster;
import dev.sidereal.image.Shape;
import java.awt.color.ICC_ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentSampleModel;
import java.awt.image.IndexColorModel;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.stream.ImageInputStream;

/**
 * Reads pictures with one of the JDK's readers and copies their samples, exactly as stored, into rasters.
 *
 * <p>Palettes become colours; a fourth channel (transparency) is left out, as is the second of grey pictures.
 */
public final class AwtPixels implements Closeable {

    private final String format;
    private final ImageReader reader;
    private Optional<String> warning = Optional.empty();
    private Optional<BufferedImage> image = Optional.empty();
    private Optional<Raster> storedPicture = Optional.empty();

    /**
     * A reader of a format.
     *
     * @param format   its informal name in the JDK: {@code png}
     * @param isDamage which warnings of the JDK's reader mean that pixels are wrong
     */
    public AwtPixels(String format, Predicate<String> isDamage) {
        this.format = format.toUpperCase(Locale.ROOT);
        reader = ImageIO.getImageReadersByFormatName(format).next();
        reader.addIIOReadWarningListener(new IIOReadWarningListener() {
            @Override
            public void warningOccurred(ImageReader source, String text) {
                warning = warning.or(() -> Optional.of(text).filter(isDamage));
            }
        });
    }

    /**
     * Reads a picture and turns it upright.
     *
     * @param input  the whole file; closed in the end
     * @param stored the shape that the file's header gives
     * @param into   raster of the upright shape
     * @return the raster that holds the pixels as they are stored: {@code into} itself when nothing was turned
     */
    public Raster read(ImageInputStream input, Shape stored, Orientation orientation, Raster into) throws IOException {
        java.awt.image.Raster samples = readSamples(input);
        if (samples.getWidth() != stored.width() || samples.getHeight() != stored.height()) {
            throw damaged("expected " + stored + ", found " + samples.getWidth() + "x" + samples.getHeight());
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

    private java.awt.image.Raster readSamples(ImageInputStream input) throws IOException {
        warning = Optional.empty();
        try (input) {
            reader.setInput(input, false, true);
            BufferedImage picture = readImage();
            if (warning.isPresent()) {
                throw damaged("the decoder says \"" + warning.get() + "\"");
            }
            image = Optional.of(picture);
            return picture.getColorModel() instanceof IndexColorModel palette
                    ? palette.convertToIntDiscrete(picture.getRaster(), true).getRaster()
                    : picture.getRaster();
        } catch (UnreadableFrameException e) {
            throw e;
        } catch (OutOfMemoryError e) {
            throw new UnreadableFrameException(
                    format + ": expected a picture that fits into memory, found one that does not; allow Java more", e);
        } catch (IOException | RuntimeException e) {
            throw new UnreadableFrameException("damaged " + format + ": the decoder says \"" + told(e) + "\"", e);
        }
    }

    /* The JDK wraps what its helpers say; what its own faults say means nothing to people. */
    private static String told(Exception e) {
        Throwable inner = e.getCause() == null ? e : e.getCause();
        return inner instanceof IOException && inner.getMessage() != null ? inner.getMessage() : "impossible data";
    }

    private UnreadableFrameException damaged(String how) {
        return new UnreadableFrameException("damaged " + format + ": " + how);
    }

    /* Into the picture of the last file where it fits: a new one for every frame costs as much as reading it. */
    private BufferedImage readImage() throws IOException {
        ImageTypeSpecifier type = ownType();
        ImageReadParam param = reader.getDefaultReadParam();
        BufferedImage last = image.orElse(null);
        param.setDestination(
                last != null && fits(last, type)
                        ? last
                        : type.createBufferedImage(reader.getWidth(0), reader.getHeight(0)));
        return reader.read(0, param);
    }

    /* The kind of image that keeps the codes as they are: in the file's own profile where the reader offers it. */
    private ImageTypeSpecifier ownType() throws IOException {
        Iterator<ImageTypeSpecifier> types = reader.getImageTypes(0);
        ImageTypeSpecifier first = types.next();
        while (types.hasNext()) {
            ImageTypeSpecifier type = types.next();
            if (type.getNumBands() == first.getNumBands()
                    && type.getColorModel().getColorSpace() instanceof ICC_ColorSpace own
                    && !own.isCS_sRGB()) {
                return type;
            }
        }
        return first;
    }

    private boolean fits(BufferedImage last, ImageTypeSpecifier type) throws IOException {
        return last.getWidth() == reader.getWidth(0)
                && last.getHeight() == reader.getHeight(0)
                && last.getSampleModel().getClass() == type.getSampleModel().getClass()
                && last.getColorModel().equals(type.getColorModel())
                && last.getColorModel()
                        .getColorSpace()
                        .equals(type.getColorModel().getColorSpace());
    }

    private void copy(java.awt.image.Raster from, Raster into) throws UnreadableFrameException {
        int channels = into.shape().channels();
        if (from.getNumBands() < channels) {
            throw damaged("expected " + channels + " channels, found " + from.getNumBands());
        }
        boolean asStored = from.getNumBands() == channels
                && from.getSampleModel() instanceof ComponentSampleModel
                && from.getSampleModel().getSampleSize(0) == 8 * into.type().bytes();
        if (asStored) {
            copyRows(from, into);
        } else {
            copySamples(from, into);
        }
    }

    private static void copyRows(java.awt.image.Raster from, Raster into) {
        int width = from.getWidth();
        int rowSamples = into.shape().rowSamples();
        ByteBuffer bytes = into.bytes();
        Object row = null;
        for (int y = 0; y < from.getHeight(); y++) {
            row = from.getDataElements(from.getMinX(), from.getMinY() + y, width, 1, row);
            switch (into.type()) {
                case UINT8 -> bytes.put(y * rowSamples, (byte[]) row);
                case UINT16 -> bytes.asShortBuffer().put(y * rowSamples, (short[]) row);
                case FLOAT32 -> bytes.asFloatBuffer().put(y * rowSamples, (float[]) row);
            }
        }
    }

    private static void copySamples(java.awt.image.Raster from, Raster into) {
        int channels = into.shape().channels();
        int bands = from.getNumBands();
        int rowSamples = into.shape().rowSamples();
        double[] row = new double[from.getWidth() * bands];
        for (int y = 0; y < from.getHeight(); y++) {
            from.getPixels(from.getMinX(), from.getMinY() + y, from.getWidth(), 1, row);
            for (int i = 0; i < rowSamples; i++) {
                into.set(y * rowSamples + i, row[i / channels * bands + i % channels]);
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
