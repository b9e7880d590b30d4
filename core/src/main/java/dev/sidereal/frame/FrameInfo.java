package dev.sidereal.frame;

import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.time.Duration;
import java.util.Optional;

/**
 * What is known of a frame before its pixels are read.
 *
 * @param name     for people and for the list of frames: the file's name
 * @param shape    upright, after the orientation tag
 * @param type     how samples are stored
 * @param time     start of the exposure
 * @param exposure its length
 * @param camera   what made it
 * @param coding   what its numbers mean
 * @param readout  how the camera was set, as astronomers' formats say
 * @param elapsed  how long after the first frame of its recording it stands; empty: it is no part of a recording
 */
public record FrameInfo(
        String name,
        Shape shape,
        SampleType type,
        Optional<CaptureTime> time,
        Optional<Duration> exposure,
        Camera camera,
        Coding coding,
        Readout readout,
        Optional<Duration> elapsed) {

    /** A frame that is no part of a recording, and of whose camera's settings nothing is known. */
    public FrameInfo(
            String name,
            Shape shape,
            SampleType type,
            Optional<CaptureTime> time,
            Optional<Duration> exposure,
            Camera camera,
            Coding coding) {
        this(name, shape, type, time, exposure, camera, coding, Readout.UNKNOWN, Optional.empty());
    }

    /** What its colours are; empty: sRGB. */
    public Optional<ColourProfile> profile() {
        return coding.profile();
    }

    /** The same frame, its numbers meaning something else. */
    public FrameInfo with(Coding other) {
        return new FrameInfo(name, shape, type, time, exposure, camera, other, readout, elapsed);
    }

    /** The same frame, of another size. */
    public FrameInfo with(Shape other) {
        return new FrameInfo(name, other, type, time, exposure, camera, coding, readout, elapsed);
    }

    /** Size and depth in words, which the frames of one night must share: {@code 4256x2832 colour, 8-bit}. */
    public String kind() {
        return coding.mosaic()
                        .map(mosaic -> shape.width() + "x" + shape.height() + " mosaic " + mosaic)
                        .orElseGet(shape::toString)
                + ", " + type;
    }
}
