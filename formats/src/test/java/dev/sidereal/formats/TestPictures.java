package dev.sidereal.formats;

import dev.sidereal.develop.Picture;
import dev.sidereal.formats.codec.Depth;
import dev.sidereal.frame.Camera;
import dev.sidereal.frame.Candidate;
import dev.sidereal.frame.CaptureTime;
import dev.sidereal.frame.Coding;
import dev.sidereal.frame.ColourProfile;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.FrameReader;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.frame.Place;
import dev.sidereal.frame.UnreadableFrameException;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;

/** Pictures that tests make up, and what {@link FrameFiles} makes of files. */
public final class TestPictures {

    /** A camera of which everything is known. */
    public static final Camera CAMERA = new Camera(
            Optional.of("Čamera"),
            Optional.of("Mark II"),
            Optional.of("24mm f/1.4"),
            Optional.of(1600),
            Optional.of(1.4),
            Optional.of(24.0),
            Optional.of(new Place(-33.5, 70.25, Optional.of(2400.5))));

    /** Begin of the first frame. */
    public static final CaptureTime BEGIN =
            new CaptureTime(LocalDateTime.of(2026, 8, 12, 22, 10, 19, 50_000_000), Optional.of(ZoneOffset.ofHours(-4)));

    private TestPictures() {}

    /** A profile that the JDK brings along, linear light: nobody takes it for the default. */
    public static ColourProfile profile() {
        return new ColourProfile(
                ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData());
    }

    /** Smooth shades with noise, as a camera sees them; the same for the same seed. */
    public static Raster sky(Shape shape, SampleType type, long seed) {
        Raster raster = Raster.allocate(shape, type);
        Random random = new Random(seed);
        int row = shape.rowSamples();
        for (int i = 0; i < shape.samples(); i++) {
            double right = (double) (i % row) / row;
            double down = (double) i / shape.samples();
            double light = 0.2 + 0.3 * right + 0.2 * down + 0.05 * random.nextGaussian();
            double clipped = Math.max(0, Math.min(1, light));
            raster.set(
                    i,
                    switch (type) {
                        case UINT8 -> Math.rint(255 * clipped);
                        case UINT16 -> Math.rint(65535 * clipped);
                        case FLOAT32 -> light;
                    });
        }
        return raster;
    }

    /** A picture of three frames, one of them left out, with everything that can be known of them. */
    public static Picture picture(Raster raster) {
        FrameInfo first = new FrameInfo(
                "a 1.jpg",
                raster.shape(),
                raster.type(),
                Optional.of(BEGIN),
                Optional.of(Duration.ofMillis(30_500)),
                CAMERA,
                Coding.of(Optional.of(profile())));
        return new Picture(
                raster,
                "star trails",
                first,
                List.of(
                        record("a 1.jpg", Optional.empty()),
                        record("ночь 2.jpg", Optional.of("truncated")),
                        record("a 3.jpg", Optional.empty())));
    }

    /** A picture of one frame of which nothing is known. */
    public static Picture plain(Raster raster) {
        FrameInfo first = new FrameInfo(
                "frame",
                raster.shape(),
                raster.type(),
                Optional.empty(),
                Optional.empty(),
                Camera.UNKNOWN,
                Coding.UNSAID);
        return new Picture(
                raster,
                "frame",
                first,
                List.of(new FrameRecord("frame", Optional.empty(), Optional.empty(), Optional.empty())));
    }

    /** One frame of half a minute. */
    public static FrameRecord record(String name, Optional<String> skipped) {
        return new FrameRecord(name, Optional.of(BEGIN), Optional.of(Duration.ofMillis(30_500)), skipped);
    }

    /** Writes a picture in the depth of its samples, as far as the format has it. */
    public static Path write(Picture picture, Path file) throws IOException {
        Depth own = switch (picture.raster().type()) {
            case UINT8 -> Depth.EIGHT;
            case UINT16 -> Depth.SIXTEEN;
            case FLOAT32 -> Depth.FLOAT;
        };
        boolean has = PictureFiles.format(file).depths().contains(own);
        PictureFiles.write(picture, file, has ? Optional.of(own) : Optional.empty());
        return file;
    }

    /** What the header of a readable file says. */
    public static FrameInfo info(Path file) throws IOException, InterruptedException {
        return info(FrameFiles.probe(List.of(file), 1));
    }

    private static FrameInfo info(FrameFiles files) throws UnreadableFrameException {
        if (files.candidates().get(0) instanceof Candidate.Recognised recognised) {
            return recognised.info();
        }
        throw new UnreadableFrameException(
                ((Candidate.Unreadable) files.candidates().get(0)).reason());
    }

    /** The pixels of a file. */
    public static Raster read(Path file) throws IOException, InterruptedException {
        FrameFiles files = FrameFiles.probe(List.of(file), 1);
        FrameInfo info = info(files);
        Raster raster = Raster.allocate(info.shape(), info.type());
        try (FrameReader reader = files.open()) {
            reader.read(0, raster);
        }
        return raster;
    }

    /** Why a file is not read, whether its header or its pixels tell; empty if it is read. */
    public static Optional<String> refusal(Path file) throws IOException, InterruptedException {
        try {
            read(file);
            return Optional.empty();
        } catch (UnreadableFrameException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** A raster as the JDK wants it. */
    public static BufferedImage image(Raster raster) {
        Shape shape = raster.shape();
        BufferedImage image = new BufferedImage(
                shape.width(),
                shape.height(),
                shape.channels() == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR);
        for (int y = 0; y < shape.height(); y++) {
            for (int x = 0; x < shape.width(); x++) {
                for (int c = 0; c < shape.channels(); c++) {
                    image.getRaster().setSample(x, y, c, (int) raster.get(x, y, c));
                }
            }
        }
        return image;
    }

    /** What the JDK reads, sample by sample; one or three channels. */
    public static Raster raster(BufferedImage image, SampleType type) {
        int channels = image.getRaster().getNumBands() < 3 ? 1 : 3;
        Raster raster = Raster.allocate(new Shape(image.getWidth(), image.getHeight(), channels), type);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                for (int c = 0; c < channels; c++) {
                    raster.set(x, y, c, image.getRaster().getSampleDouble(x, y, c));
                }
            }
        }
        return raster;
    }

    /** A JPEG file of the JDK's encoder, which halves the resolution of colour. */
    public static byte[] jpeg(Raster raster, boolean progressive) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam param = writer.getDefaultWriteParam();
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionQuality(0.92f);
        if (progressive) {
            param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var output = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(output);
            writer.write(null, new IIOImage(image(raster), null, null), param);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
