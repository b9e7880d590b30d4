package dev.sidereal.integrate;

import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.FrameRecord;
import java.util.List;

/**
 * What came of a deep-sky session.
 *
 * @param picture   the joined lights
 * @param canvas    where it lies in the reference's plane
 * @param first     what is known of the reference
 * @param reference its row in {@code frames}
 * @param frames    all lights in their order, those that are not used included
 * @param remarks   what is worth knowing of the result, a sentence each
 * @param defects   samples of each frame that were replaced
 */
public record DeepSky(
        Integrated picture,
        Canvas canvas,
        FrameInfo first,
        int reference,
        List<DeepSkyFrame> frames,
        List<String> remarks,
        int defects) {

    public DeepSky {
        frames = List.copyOf(frames);
        remarks = List.copyOf(remarks);
    }

    /** The list of frames. */
    public List<FrameRecord> records() {
        return frames.stream().map(DeepSkyFrame::record).toList();
    }

    /** Number of lights joined. */
    public int used() {
        return (int) frames.stream()
                .filter(frame -> frame.contribution().isPresent())
                .count();
    }

    /** Noise of the reference, the mean of its channels; NaN where it could not be measured. */
    public double frameNoise() {
        return frames.get(reference).sight().map(sight -> sight.meanNoise()).orElse(Double.NaN);
    }

    /** Noise of the lights and of the picture. */
    public LightNoise noise() {
        return picture.noise();
    }
}
