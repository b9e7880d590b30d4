package dev.sidereal.formats.xisf;

import dev.sidereal.formats.codec.SampleCopy;
import dev.sidereal.formats.codec.StoredNumber;
import dev.sidereal.formats.keyword.FilterPattern;
import dev.sidereal.formats.keyword.Keywords;
import dev.sidereal.formats.keyword.ObservationTime;
import dev.sidereal.frame.Camera;
import dev.sidereal.frame.Coding;
import dev.sidereal.frame.ColourProfile;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.Mosaic;
import dev.sidereal.frame.UnreadableFrameException;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import dev.sidereal.image.ToneCurve;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first picture of an XISF file (XISF 1.0, section 11.5).
 *
 * @param header   it was found in
 * @param shape    of it
 * @param planes   in the file: those beyond the colours are transparency
 * @param isPlanar whether each plane lies for itself
 * @param copy     from numbers to samples
 * @param data     where they lie
 */
record XisfImage(XisfHeader header, Shape shape, int planes, boolean isPlanar, SampleCopy copy, DataBlock data) {

    private static final Pattern GEOMETRY = Pattern.compile("(\\d{1,9}):(\\d{1,9}):(\\d{1,9})");
    private static final int MOST_PLANES = 64;
    private static final long MOST_PROFILE = 64 << 20;

    static XisfImage read(FileChannel file) throws IOException {
        XisfHeader header = XisfHeader.read(file);
        Matcher geometry = GEOMETRY.matcher(header.attribute("geometry").orElse(""));
        if (!geometry.matches()) {
            throw unknown(header, "geometry", "WIDTH:HEIGHT:CHANNELS");
        }
        int width = Integer.parseInt(geometry.group(1));
        int height = Integer.parseInt(geometry.group(2));
        int planes = Integer.parseInt(geometry.group(3));
        int colours = colours(header);
        if (width < 1 || height < 1 || planes < colours || planes > MOST_PLANES) {
            throw unknown(header, "geometry", "at least 1x1 pixels of " + colours + " to " + MOST_PLANES + " channels");
        }
        String orientation = header.attribute("orientation").orElse("0");
        if (!orientation.equals("0")) {
            throw unknown(header, "orientation", "0");
        }
        StoredNumber stored = stored(header);
        long bytes = (long) width * height * stored.bytes();
        DataBlock data = DataBlock.of(header.image(), file.size());
        if (bytes > Integer.MAX_VALUE || data.bytes() != bytes * planes || data.bytes() > Integer.MAX_VALUE - 8) {
            throw new UnreadableFrameException("damaged XISF: expected " + width + "x" + height + "x" + planes
                    + " numbers of " + stored.bytes() + " bytes in less than 2 GiB, found " + data.bytes() + " bytes");
        }
        boolean isPlanar = !header.attribute("pixelStorage").orElse("Planar").equalsIgnoreCase("Normal");
        return new XisfImage(header, new Shape(width, height, colours), planes, isPlanar, copy(header, stored), data);
    }

    private static int colours(XisfHeader header) throws UnreadableFrameException {
        /* Gray is what the standard says of a picture that says nothing; an empty word says something wrong. */
        return switch (header.image().getOrDefault("colorSpace", "Gray")) {
            case "Gray" -> 1;
            case "RGB" -> 3;
            default -> throw unknown(header, "colorSpace", "Gray or RGB");
        };
    }

    private static StoredNumber stored(XisfHeader header) throws UnreadableFrameException {
        return switch (header.attribute("sampleFormat").orElse("")) {
            case "UInt8" -> StoredNumber.UINT8;
            case "UInt16" -> StoredNumber.UINT16;
            case "UInt32" -> StoredNumber.UINT32;
            case "Float32" -> StoredNumber.FLOAT32;
            case "Float64" -> StoredNumber.FLOAT64;
            default -> throw unknown(header, "sampleFormat", "UInt8, UInt16, UInt32, Float32 or Float64");
        };
    }

    /* Bounds are the numbers of black and of full scale. */
    private static SampleCopy copy(XisfHeader header, StoredNumber stored) throws UnreadableFrameException {
        ByteOrder order = switch (header.attribute("byteOrder").orElse("little")) {
            case "little" -> ByteOrder.LITTLE_ENDIAN;
            case "big" -> ByteOrder.BIG_ENDIAN;
            default -> throw unknown(header, "byteOrder", "little or big");
        };
        String[] bounds =
                header.attribute("bounds").orElse("0:" + stored.greatest()).split(":", -1);
        Keywords numbers = new Keywords(
                key -> bounds.length == 2 ? Optional.of(bounds[key.equals("low") ? 0 : 1]) : Optional.empty());
        double low = numbers.number("low").orElse(Double.NaN);
        double high = numbers.number("high").orElse(Double.NaN);
        if (!(high > low)) {
            throw unknown(header, "bounds", "LOW:HIGH");
        }
        boolean isCodes = stored == StoredNumber.UINT8 || stored == StoredNumber.UINT16;
        return isCodes && low == 0 && high == stored.greatest()
                ? SampleCopy.codes(stored, order)
                : SampleCopy.floats(stored, order, -low, 1, high - low, OptionalLong.empty());
    }

    private static UnreadableFrameException unknown(XisfHeader header, String attribute, String expected) {
        return new UnreadableFrameException("XISF: expected " + expected + ", found \""
                + header.image().getOrDefault(attribute, "") + "\", at attribute " + attribute + " of Image");
    }

    FrameInfo info(String name, FileChannel file) throws IOException {
        Keywords keywords = new Keywords(header::keyword);
        return new FrameInfo(
                name,
                shape,
                copy.type(),
                ObservationTime.of(keywords),
                keywords.exposure(),
                camera(keywords),
                new Coding(profile(file), Optional.of(new ToneCurve.Linear()), mosaic(keywords)),
                keywords.readout(),
                Optional.empty());
    }

    /* A property gives metres where a keyword gives millimetres. */
    private Camera camera(Keywords keywords) {
        Camera said = keywords.camera();
        Keywords properties =
                new Keywords(id -> Optional.ofNullable(header.properties().get(id)));
        return new Camera(
                said.make(),
                said.model(),
                said.lens(),
                said.iso(),
                said.fNumber(),
                said.focalLength()
                        .or(() -> properties
                                .number("Instrument:Telescope:FocalLength")
                                .filter(metres -> metres > 0)
                                .map(metres -> 1000 * metres)),
                said.place());
    }

    private Optional<ColourProfile> profile(FileChannel file) throws IOException {
        if (header.profile().isEmpty()) {
            return Optional.empty();
        }
        DataBlock block = DataBlock.of(header.profile(), file.size());
        return block.bytes() > MOST_PROFILE ? Optional.empty() : Optional.of(new ColourProfile(block.read(file)));
    }

    private Optional<Mosaic> mosaic(Keywords keywords) throws UnreadableFrameException {
        if (shape.channels() != 1) {
            return Optional.empty();
        }
        Optional<FilterPattern> pattern = header.filters().isEmpty()
                ? FilterPattern.of(keywords)
                : FilterPattern.of(header.filters().getOrDefault("pattern", ""), "element ColorFilterArray");
        SampleType type = copy.type();
        return pattern.map(filters -> filters.mosaic(type));
    }
}
