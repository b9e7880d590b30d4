package dev.sidereal.frame;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One row of the list of frames that a stack keeps.
 *
 * @param name     the file's name
 * @param time     start of the exposure, where known
 * @param exposure its length, where known
 * @param skipped  why the frame is not in the stack; empty: it is
 * @param content  the bytes it was read from, where known: what tells whether a frame is already in a stack
 * @param sky      brightness of its sky as a fraction of full scale, where it was measured
 */
public record FrameRecord(
        String name,
        Optional<CaptureTime> time,
        Optional<Duration> exposure,
        Optional<String> skipped,
        Optional<Content> content,
        Optional<Double> sky) {

    /**
     * The bytes of a file.
     *
     * @param size   their number
     * @param sha256 their hash, in lower-case hexadecimal digits
     */
    public record Content(long size, String sha256) {}

    private static final String NOT_READ = "not read yet";

    /** A frame of which neither content nor sky is known. */
    public FrameRecord(String name, Optional<CaptureTime> time, Optional<Duration> exposure, Optional<String> skipped) {
        this(name, time, exposure, skipped, Optional.empty(), Optional.empty());
    }

    /** Whether the frame is in the stack. */
    public boolean used() {
        return skipped.isEmpty();
    }

    /** The exposures of all frames used, added up; empty unless every one is known. */
    public static Optional<Duration> totalExposure(List<FrameRecord> frames) {
        return frames.stream()
                .filter(FrameRecord::used)
                .map(FrameRecord::exposure)
                .reduce((a, b) -> a.flatMap(x -> b.map(x::plus)))
                .flatMap(total -> total);
    }

    /** The same frame, its sky measured. */
    public FrameRecord withSky(double level) {
        return new FrameRecord(name, time, exposure, skipped, content, Optional.of(level));
    }

    /** Whether the frame is still to be read: so the unfinished stack of a checkpoint lists it. */
    public boolean isPending() {
        return skipped.filter(NOT_READ::equals).isPresent();
    }

    /** The same frame, still to be read. */
    public FrameRecord pending() {
        return skip(NOT_READ);
    }

    /** The same frame in the stack, read from these bytes where they are known. */
    public FrameRecord use(Optional<Content> bytes) {
        return new FrameRecord(name, time, exposure, Optional.empty(), bytes, sky);
    }

    /** Whether both are of the same name, time and exposure. */
    public boolean isLike(FrameRecord other) {
        return name.equals(other.name) && time.equals(other.time) && exposure.equals(other.exposure);
    }

    /** The same frame, left out. */
    public FrameRecord skip(String reason) {
        return new FrameRecord(name, time, exposure, Optional.of(reason), content, sky);
    }
}
