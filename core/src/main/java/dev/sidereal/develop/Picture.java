package dev.sidereal.develop;

import dev.sidereal.frame.CaptureTime;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.image.Raster;
import dev.sidereal.image.ToneCurve;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A developed picture with what its file should say of it.
 *
 * @param raster the pixels; codes mean what the profile of {@code first} says
 * @param title  the product, in a word or two: {@code star trails}
 * @param first  the first frame: camera, profile and time come from it
 * @param frames all frames, skipped ones included
 */
public record Picture(Raster raster, String title, FrameInfo first, List<FrameRecord> frames) {

    /** The same picture, its codes taken for light by a curve and developed by a look. */
    public Picture develop(ToneCurve curve, Look look, Tones tones) {
        Raster developed = Development.of(CodeLight.of(raster, curve), look, tones);
        return new Picture(developed, title, look.coding(first, curve, tones), frames);
    }

    /** Number of frames in the picture. */
    public int used() {
        return (int) frames.stream().filter(FrameRecord::used).count();
    }

    /** The exposures of all frames used, added up; empty unless every one is known. */
    public Optional<Duration> totalExposure() {
        return FrameRecord.totalExposure(frames);
    }

    /** When the first exposure began. */
    public Optional<CaptureTime> begin() {
        return first.time();
    }
}
