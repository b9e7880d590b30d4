package dev.sidereal.keogram;

import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.OptionException;
import dev.sidereal.frame.Tap;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import dev.sidereal.image.ToneCurve;
import java.util.List;

/**
 * Takes the slit of every frame that it sees, each into its own row of one picture: codes as they are where the slit is one
 * pixel wide, else the code of the mean light.
 *
 * <p>Memory: the samples of the slit, times frames (9 MB for a thousand frames of 12 megapixels).
 */
public final class Columns implements Tap {

    private final Raster rows;
    private final List<int[]> pixels;
    private final boolean[] seen;
    private final ToneCurve curve;

    /**
     * For the frames of a night.
     *
     * @param frames rows of the list of frames
     * @param curve  how codes stand for light
     * @throws OptionException if the slit is not inside the frames, or they are mosaics
     */
    public Columns(FrameInfo first, int frames, Slit slit, ToneCurve curve) {
        if (first.coding().mosaic().isPresent()) {
            throw new OptionException("keogram: expected frames in colour or grey, found mosaics such as "
                    + first.name() + "; read them with --raw developed");
        }
        this.pixels = slit.pixels(first.shape());
        this.rows = Raster.allocate(
                new Shape(pixels.size(), Math.max(1, frames), first.shape().channels()), first.type());
        this.seen = new boolean[frames];
        this.curve = curve;
    }

    @Override
    public void see(int number, Raster frame) {
        int channels = frame.shape().channels();
        for (int place = 0; place < pixels.size(); place++) {
            int[] of = pixels.get(place);
            for (int c = 0; c < channels; c++) {
                rows.set(place, number, c, of.length == 1 ? frame.get(of[0] * channels + c) : mean(frame, of, c));
            }
        }
        seen[number] = true;
    }

    @Override
    public long bytes() {
        return Raster.bytes(rows.shape(), rows.type());
    }

    private double mean(Raster frame, int[] of, int channel) {
        SampleType type = frame.type();
        double sum = 0;
        for (int pixel : of) {
            double code = frame.get(pixel * frame.shape().channels() + channel) / type.most();
            sum += type == SampleType.FLOAT32 && curve instanceof ToneCurve.Linear ? code : curve.decode(code);
        }
        double light = sum / of.length;
        if (type == SampleType.FLOAT32) {
            return curve instanceof ToneCurve.Linear ? light : curve.encode(light);
        }
        return StrictMath.rint(type.most() * curve.encode(light));
    }

    /** Whether a frame was seen. */
    boolean has(int number) {
        return seen[number];
    }

    /** Places along the slit. */
    int length() {
        return pixels.size();
    }

    /** How samples are stored. */
    SampleType type() {
        return rows.type();
    }

    /** The code of a place; mono has the same for all channels. */
    double code(int number, int place, int channel) {
        return rows.get(place, number, Math.min(channel, rows.shape().channels() - 1));
    }
}
