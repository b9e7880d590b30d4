package dev.sidereal.develop;

import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.frame.OptionException;
import dev.sidereal.frame.Tap;
import dev.sidereal.image.Bands;
import dev.sidereal.image.Raster;
import dev.sidereal.image.Rows;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.ToneCurve;
import dev.sidereal.stack.Stack;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * Comet trails weighed while frames are read: {@code max_i(w_i * L_i)}, w being the {@link Comet}'s share of a frame by its
 * place in the night and L its linear light.
 *
 * <p>Exact where {@link CometLight} is a bound: an older, brighter star does not hide a later one. Weights are known before
 * the run; frames that turn out to be unreadable leave their places empty. The sky is that of the brightest frames, and
 * frames of weight 0 are not looked at. NaN does not enter; a sample without data is NaN. The result does not depend on the
 * order of frames or on threads.
 *
 * <p>Cost: one look into a table and one comparison for a sample. Memory: 4 bytes a sample, taken with the first
 * frame, and as much when developed.
 */
public final class FadedMaximum implements Tap {

    private final FrameInfo first;
    private final ToneCurve curve;
    private final double[] shares;
    private final List<Rows> bands;
    private final Object[] locks;
    private final Raster[] light = new Raster[1];

    /**
     * For the frames of a night.
     *
     * @param frames the list of frames, as it is before the run
     * @param curve  how codes stand for light
     * @throws OptionException if the comet has a tint, its tail is a time and a frame has none, or the frames are mosaics
     */
    public FadedMaximum(FrameInfo first, List<FrameRecord> frames, ToneCurve curve, Comet comet) {
        if (comet.tint() != Comet.Tint.NONE) {
            throw new OptionException("--tint: expected comets from the saved moments, found --exact; use one of them");
        }
        if (first.coding().mosaic().isPresent()) {
            throw new OptionException("--exact: expected frames in colour or grey, found mosaics such as "
                    + first.name() + "; read them with --raw developed");
        }
        this.first = first;
        this.curve = curve;
        this.shares = comet.shares(frames);
        this.bands = Bands.of(first.shape());
        this.locks = bands.stream().map(band -> new Object()).toArray();
    }

    @Override
    public long bytes() {
        return 2 * Raster.bytes(first.shape(), SampleType.FLOAT32);
    }

    @Override
    public void see(int number, Raster frame) {
        double share = shares[number];
        if (share <= 0) {
            return;
        }
        FloatBuffer most = light().bytes().asFloatBuffer();
        float[] faded = frame.type() == SampleType.FLOAT32 ? new float[0] : faded(share);
        /* Frames begin at different bands, so that their threads seldom meet. */
        for (int k = 0; k < bands.size(); k++) {
            int band = (int) ((k + 7L * number) % bands.size());
            synchronized (locks[band]) {
                fold(bands.get(band), frame, share, faded, most);
            }
        }
    }

    private Raster light() {
        synchronized (light) {
            Raster made = light[0];
            if (made == null) {
                made = Raster.allocate(first.shape(), SampleType.FLOAT32);
                FloatBuffer floats = made.bytes().asFloatBuffer();
                for (int i = 0; i < floats.capacity(); i++) {
                    floats.put(i, Float.NaN);
                }
                light[0] = made;
            }
            return made;
        }
    }

    private float[] faded(double share) {
        float[] faded = new float[(int) first.type().most() + 1];
        for (int code = 0; code < faded.length; code++) {
            faded[code] = (float) (share * curve.decode(code / first.type().most()));
        }
        return faded;
    }

    private void fold(Rows rows, Raster frame, double share, float[] faded, FloatBuffer most) {
        ByteBuffer codes = frame.bytes(rows).order(Raster.ORDER);
        int from = rows.first() * first.shape().rowSamples();
        int count = rows.count() * first.shape().rowSamples();
        for (int i = 0; i < count; i++) {
            float value = switch (frame.type()) {
                case UINT8 -> faded[codes.get(i) & 0xFF];
                case UINT16 -> faded[codes.getShort(2 * i) & 0xFFFF];
                case FLOAT32 -> (float) (share * light(codes.getFloat(4 * i)));
            };
            if (!(value <= most.get(from + i)) && !Float.isNaN(value)) {
                most.put(from + i, value);
            }
        }
    }

    private double light(float code) {
        return curve instanceof ToneCurve.Linear || Float.isNaN(code) ? code : curve.decode(code);
    }

    /** The picture, of a stack of the same run. */
    public Picture develop(Stack stack, Look look, Tones tones) {
        return new Picture(
                Development.of(copy(), look, tones),
                Product.COMET.title(),
                look.coding(stack.first(), stack.curve(), tones),
                stack.frames());
    }

    /* Developing overwrites. */
    private Raster copy() {
        Raster copy = Raster.allocate(first.shape(), SampleType.FLOAT32);
        copy.bytes().put(light().bytes());
        return copy;
    }
}
