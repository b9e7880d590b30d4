package dev.sidereal.run;

import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.integrate.Canvas;
import dev.sidereal.integrate.Contribution;
import dev.sidereal.integrate.Integrated;
import dev.sidereal.integrate.Noise;
import java.util.List;

/**
 * What came of a deep-sky session.
 *
 * @param picture   the joined lights
 * @param canvas    where it lies in the reference's plane
 * @param first     what is known of the reference
 * @param reference its row in {@code frames}
 * @param frames    all lights in their order, those that are not used included
 * @param laid      noise of each light joined as it lies on the canvas, in their order; NaN where it could not be measured
 * @param grain     how much more noise areas of the lights have than their pixels tell; 1: pixels share none
 * @param remarks   what is worth knowing of the result, a sentence each
 * @param defects   samples of each frame that were replaced
 */
public record DeepSky(
        Integrated picture,
        Canvas canvas,
        FrameInfo first,
        int reference,
        List<DeepSkyFrame> frames,
        List<Double> laid,
        double grain,
        List<String> remarks,
        int defects) {

    public DeepSky {
        frames = List.copyOf(frames);
        laid = List.copyOf(laid);
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

    /** Noise of one light as it lies on the canvas: the root mean square of them; NaN where it could not be measured. */
    public double laidNoise() {
        double squares = 0;
        for (double noise : laid) {
            squares += noise * noise;
        }
        return Math.sqrt(squares / laid.size());
    }

    /** Noise that the picture should have: {@code sqrt(sum (w n)^2) / sum w} with the weights w and laid noises n of the lights. */
    public double expectedNoise() {
        List<Double> weights = frames.stream()
                .flatMap(frame -> frame.contribution().stream())
                .map(Contribution::weight)
                .toList();
        double squares = 0;
        double sum = 0;
        for (int i = 0; i < weights.size(); i++) {
            double noise = weights.get(i) * laid.get(i);
            squares += noise * noise;
            sum += weights.get(i);
        }
        return Math.sqrt(squares) / sum;
    }

    /** Noise that the picture has where most lights are, the mean of its channels. */
    public double achievedNoise() {
        double sum = 0;
        int channels = picture.light().shape().channels();
        for (int channel = 0; channel < channels; channel++) {
            sum += Noise.where(picture.coverage(), picture.light(), channel);
        }
        return sum / channels;
    }
}
