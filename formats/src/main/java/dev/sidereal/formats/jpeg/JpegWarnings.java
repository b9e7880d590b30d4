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
            throw new UnreadableFrameException("damaged JPEG: the decoder says \"" + complaint.get() + "\"");
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
            return Optional.of(e instanceof IOException && e.getMessage() != null ? e.getMessage() : "impossible data");
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
