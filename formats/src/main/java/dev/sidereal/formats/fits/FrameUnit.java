package dev.sidereal.formats.fits;

import dev.sidereal.formats.codec.SampleCopy;
import dev.sidereal.formats.keyword.FilterPattern;
import dev.sidereal.formats.keyword.Keywords;
import dev.sidereal.formats.keyword.ObservationTime;
import dev.sidereal.frame.CaptureTime;
import dev.sidereal.frame.Coding;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.Mosaic;
import dev.sidereal.frame.UnreadableFrameException;
import dev.sidereal.image.Shape;
import dev.sidereal.image.ToneCurve;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The frames in a FITS file's picture: one of one plane, one of three planes (red, green, blue), or one for each plane of any
 * other number.
 *
 * @param unit       where they are
 * @param shape      of each
 * @param count      of frames
 * @param isBottomUp whether the first stored row is the lowest
 * @param copy       from numbers to samples
 */
record FrameUnit(PictureUnit unit, Shape shape, int count, boolean isBottomUp, SampleCopy copy) {

    private static final int MOST_FRAMES = 1 << 20;
    private static final String BOTTOM_UP = "BOTTOM-UP";

    static FrameUnit of(PictureUnit unit, FitsInput input) throws IOException {
        long width = unit.axis(1);
        long height = unit.axis(2);
        long planes = unit.axis(3);
        for (int i = 4; i <= unit.axisCount(); i++) {
            if (unit.axis(i) != 1) {
                throw new UnreadableFrameException("FITS: expected a picture of two or three axes, found "
                        + unit.axisCount() + "; cut out the planes that are frames");
            }
        }
        if (width < 1
                || height < 1
                || planes < 1
                || width > 1 << 24
                || height > 1 << 24
                || planes > MOST_FRAMES
                || width * height > 1L << 31) {
            throw new UnreadableFrameException("FITS: expected planes of at most 2 GiB, found " + width + "x" + height
                    + "x" + planes + " numbers");
        }
        Shape shape = new Shape((int) width, (int) height, planes == 3 ? 3 : 1);
        FrameUnit open =
                new FrameUnit(unit, shape, planes == 3 ? 1 : (int) planes, isBottomUp(unit), Scaling.floats(unit, 1));
        Optional<SampleCopy> said = Scaling.of(unit);
        return said.isPresent() ? open.with(said.get()) : open.with(Scaling.floats(unit, FloatUnit.of(open, input)));
    }

    private FrameUnit with(SampleCopy rule) {
        return new FrameUnit(unit, shape, count, isBottomUp, rule);
    }

    private static boolean isBottomUp(PictureUnit unit) throws UnreadableFrameException {
        String order = unit.value("ROWORDER").orElse("");
        if (!order.isEmpty() && !order.equalsIgnoreCase(BOTTOM_UP) && !order.equalsIgnoreCase("TOP-DOWN")) {
            throw new UnreadableFrameException(
                    "FITS: expected TOP-DOWN or " + BOTTOM_UP + ", found " + order + ", at card ROWORDER");
        }
        return order.equalsIgnoreCase(BOTTOM_UP);
    }

    /** Rows of numbers in the file, over all planes. */
    long rows() {
        return (long) shape.height() * shape.channels() * count;
    }

    /** What is known of the frames, in order. */
    List<FrameInfo> infos(String file) throws UnreadableFrameException {
        Keywords keywords = new Keywords(unit::value);
        Optional<CaptureTime> time = ObservationTime.of(keywords).or(() -> MeteorName.time(file));
        Optional<Duration> exposure = keywords.exposure().or(() -> MeteorName.exposure(keywords));
        Coding coding = new Coding(Optional.empty(), Optional.of(curve(keywords)), mosaic(keywords));
        List<FrameInfo> infos = new ArrayList<>(count);
        for (int i = 1; i <= count; i++) {
            infos.add(new FrameInfo(
                    count == 1 ? file : file + "#" + i,
                    shape,
                    copy.type(),
                    time,
                    exposure,
                    keywords.camera(),
                    coding,
                    keywords.readout(),
                    Optional.empty()));
        }
        return infos;
    }

    private Optional<Mosaic> mosaic(Keywords keywords) throws UnreadableFrameException {
        if (shape.channels() != 1) {
            return Optional.empty();
        }
        return FilterPattern.of(keywords)
                .map(stored -> isBottomUp ? stored.upsideDown(shape.height()) : stored)
                .map(upright -> upright.mosaic(copy.type()));
    }

    /* Our own pictures, and the first picture of one of our stacks without sums, may hold codes; every other FITS holds light. */
    private static ToneCurve curve(Keywords keywords) throws UnreadableFrameException {
        boolean isOurs = keywords.text("CREATOR").orElse("").equals("Sidereal");
        boolean isCodes = isOurs && (keywords.text("SIDEREAL").isEmpty() || showsCodes(keywords));
        String encoding = isCodes ? keywords.text("ENCODING").orElse("linear") : "linear";
        if (encoding.equals("srgb")) {
            return new ToneCurve.Srgb();
        }
        double exponent =
                encoding.startsWith("gamma:") ? keywords.number("GAMMA").orElse(0.0) : 1;
        if (encoding.equals("profile") || !(exponent > 0 && exponent <= 10)) {
            throw new UnreadableFrameException("FITS: expected linear light, sRGB or a power, found a stack of "
                    + encoding + " codes; develop it into a picture first");
        }
        return exponent == 1 ? new ToneCurve.Linear() : new ToneCurve.Gamma(exponent);
    }

    /* As StackPicture chooses. */
    private static boolean showsCodes(Keywords keywords) {
        List<String> planes = List.of(keywords.text("PLANES").orElse("").split(",", -1));
        return !planes.contains("SUM")
                && (planes.contains("MAX") || (!planes.contains("SUMSQ") && planes.contains("MIN")));
    }
}
