package dev.sidereal.formats.jpeg;

import dev.sidereal.frame.UnreadableFrameException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;

/** What the JDK's decoder, a libjpeg that does not keep its warnings to itself, says of a file. */
final class JpegWarnings {

    /* Some cameras fill their data up to a round size. */
    private static final int MOST_PADDING_BYTES = 16;
    private static final Pattern BYTES_BEFORE_END =
            Pattern.compile("Corrupt JPEG data: ([0-9]{1,9}) extraneous bytes before marker 0xd9");

    private JpegWarnings() {}

    /**
     * Decodes a file, keeping no picture.
     *
     * @throws UnreadableFrameException if the decoder complains of missing or impossible data
     */
    static void requireNone(ByteBuffer file) throws UnreadableFrameException {
        Optional<String> complaint = complaint(file);
        if (complaint.isPresent()) {
            throw damaged(complaint.get());
        }
    }

    /** Whether a warning means that pixels are wrong. */
    static boolean isDamage(String warning) {
        Matcher padding = BYTES_BEFORE_END.matcher(warning);
        if (padding.matches()) {
            return Integer.parseInt(padding.group(1)) > MOST_PADDING_BYTES;
        }
        return warning.contains("JPEG data") || warning.contains("end of JPEG");
    }

    /**
     * Decodes a file to the components as they are stored.
     *
     * @throws UnreadableFrameException if the decoder complains of missing or impossible data
     */
    static java.awt.image.Raster decode(ByteBuffer file) throws UnreadableFrameException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
        Listener listener = new Listener();
        try (JpegInput input = new JpegInput(file)) {
            reader.setInput(input, true, true);
            reader.addIIOReadWarningListener(listener);
            java.awt.image.Raster raster = reader.readRaster(0, null);
            if (listener.complaint.isEmpty()) {
                return raster;
            }
        } catch (OutOfMemoryError e) {
            throw new UnreadableFrameException(
                    "JPEG: expected a picture that fits into memory, found one that does not; allow Java more", e);
        } catch (IOException | RuntimeException e) {
            throw damaged(told(e));
        } finally {
            reader.dispose();
        }
        throw damaged(listener.complaint.orElseThrow());
    }

    private static UnreadableFrameException damaged(String complaint) {
        return new UnreadableFrameException("damaged JPEG: the decoder says \"" + complaint + "\"");
    }

    private static String told(Exception e) {
        return e instanceof IOException && e.getMessage() != null ? e.getMessage() : "impossible data";
    }

    /* Of every row one pixel is kept: the whole file is decoded, but takes no room. */
    private static Optional<String> complaint(ByteBuffer file) {
        ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
        Listener listener = new Listener();
        try (JpegInput input = new JpegInput(file)) {
            reader.setInput(input, true, true);
            reader.addIIOReadWarningListener(listener);
            ImageReadParam firstColumn = reader.getDefaultReadParam();
            firstColumn.setSourceSubsampling(reader.getWidth(0), 1, 0, 0);
            reader.readRaster(0, firstColumn);
        } catch (IOException | RuntimeException e) {
            return Optional.of(told(e));
        } finally {
            reader.dispose();
        }
        return listener.complaint;
    }

    private static final class Listener implements IIOReadWarningListener {

        private Optional<String> complaint = Optional.empty();

        @Override
        public void warningOccurred(ImageReader source, String warning) {
            complaint = complaint.or(() -> Optional.of(warning).filter(JpegWarnings::isDamage));
        }
    }
}
