package dev.sidereal.timelapse;

import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.Mosaic;
import dev.sidereal.image.Bands;
import dev.sidereal.image.Raster;
import dev.sidereal.image.Rows;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import dev.sidereal.image.ToneCurve;
import dev.sidereal.mosaic.Mosaics;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Makes the pictures of a screen of frames: 8-bit codes of sRGB's curve in the size of a video.
 *
 * <p>{@code code = round(255 * srgb(gain * light))}, light being that of the frame's code; 8-bit frames of sRGB's curve in the
 * size of the video stay as they are. Mosaics are made colour pictures first, with each picture. Another size is made in linear
 * light ({@link Spans}). NaN and light below 0 are black, light above 1 white. Cost: one pass over the frame on all
 * processors, besides making colours of a mosaic.
 */
final class Screen {

    private static final int STEPS = 65535;

    private final Canvas canvas;
    private final Optional<Mosaic> mosaic;
    private final Shape picture;
    private final SampleType type;
    private final float[] lights;
    private final byte[] encoded;
    private final boolean asItIs;
    private final Optional<Raster> developed;
    private final Raster codes;
    private final Spans columns;
    private final Spans rows;
    private final Pool<RowWork> work;

    /** For frames like {@code first}; {@code curve} is how their codes stand for light. */
    Screen(FrameInfo first, ToneCurve curve, Canvas canvas) {
        this.canvas = canvas;
        this.mosaic = first.coding().mosaic();
        this.picture = shape(first);
        this.type = mosaic.isPresent() ? SampleType.FLOAT32 : first.type();
        this.developed = mosaic.map(any -> Raster.allocate(picture, type));
        this.lights = lights(type, mosaic.isPresent() ? new ToneCurve.Linear() : curve);
        this.encoded = encoded();
        this.codes = Raster.allocate(canvas.shape(picture.channels()), SampleType.UINT8);
        byte[] plain = table(1);
        this.asItIs = canvas.isOf(picture)
                && type == SampleType.UINT8
                && IntStream.range(0, plain.length).allMatch(code -> (plain[code] & 0xFF) == code);
        this.columns = new Spans(canvas.across(), canvas.x(), canvas.scale(), picture.width());
        this.work = new Pool<>(() -> new RowWork(picture.rowSamples()));
        this.rows = new Spans(canvas.down(), canvas.y(), canvas.scale(), picture.height());
    }

    /** Bytes that a screen for such frames takes. */
    static long bytes(FrameInfo first, Canvas canvas) {
        Shape picture = shape(first);
        boolean mosaic = first.coding().mosaic().isPresent();
        return canvas.shape(picture.channels()).samples()
                + (mosaic ? Raster.bytes(picture, SampleType.FLOAT32) : 0)
                + 5L * (STEPS + 1);
    }

    private static Shape shape(FrameInfo first) {
        int channels = first.coding().mosaic().isPresent() ? 3 : first.shape().channels();
        return new Shape(first.shape().width(), first.shape().height(), channels);
    }

    private static float[] lights(SampleType type, ToneCurve curve) {
        int most = type == SampleType.UINT8 ? 255 : STEPS;
        float[] lights = new float[most + 1];
        for (int i = 0; i <= most; i++) {
            lights[i] = (float) curve.decode((double) i / most);
        }
        return lights;
    }

    private static byte[] encoded() {
        ToneCurve srgb = new ToneCurve.Srgb();
        byte[] encoded = new byte[STEPS + 1];
        for (int i = 0; i <= STEPS; i++) {
            encoded[i] = (byte) StrictMath.rint(255 * srgb.encode((double) i / STEPS));
        }
        return encoded;
    }

    private byte encode(float light) {
        return encoded[(int) (Math.max(0, Math.min(1, light)) * STEPS + 0.5f)];
    }

    private byte[] table(double gain) {
        byte[] table = new byte[lights.length];
        for (int i = 0; i < table.length; i++) {
            table[i] = encode((float) (lights[i] * gain));
        }
        return table;
    }

    /** Channels of the pictures. */
    int channels() {
        return picture.channels();
    }

    /** The picture of a frame, or of codes like a frame's; valid until the next call, and it may be the frame itself. */
    Raster show(Raster frame) {
        return asItIs ? frame : show(light(frame), 1);
    }

    /**
     * The same with its level brought to those of its neighbours.
     *
     * @param deflicker is told the level
     */
    Raster show(Raster frame, Deflicker deflicker) {
        Raster light = light(frame);
        return show(light, deflicker.gain(SkyLevel.of(light, this)));
    }

    private Raster light(Raster frame) {
        developed.ifPresent(into -> Mosaics.develop(frame, mosaic.orElseThrow(), into));
        return developed.orElse(frame);
    }

    private Raster show(Raster frame, double gain) {
        if (canvas.isOf(picture)) {
            byte[] table = table(gain);
            Bands.each(picture, band -> {
                ByteBuffer in = frame.bytes(band);
                ByteBuffer out = codes.bytes(band);
                for (int i = 0; i < out.limit(); i++) {
                    out.put(i, table[index(in, i)]);
                }
            });
        } else {
            IntStream.range(0, canvas.down()).parallel().forEach(row -> work.with(one -> row(frame, row, gain, one)));
        }
        return codes;
    }

    /* First the rows of the frame into one, then its columns. */
    private void row(Raster frame, int row, double gain, RowWork work) {
        int channels = picture.channels();
        float[] sums = work.sums;
        float[] shares = rows.shares(row);
        Arrays.fill(sums, 0);
        for (int k = 0; k < shares.length; k++) {
            ByteBuffer in = frame.bytes(new Rows(rows.first(row) + k, 1));
            if (type == SampleType.UINT8) {
                in.get(0, work.codes);
                addBytes(sums, work.codes, shares[k]);
            } else {
                for (int i = 0; i < sums.length; i++) {
                    sums[i] += shares[k] * lights[index(in, i)];
                }
            }
        }
        ByteBuffer out = codes.bytes();
        int start = ((canvas.top() + row) * canvas.width() + canvas.left()) * channels;
        for (int x = 0; x < canvas.across(); x++) {
            for (int c = 0; c < channels; c++) {
                float sum = 0;
                int at = columns.first(x) * channels + c;
                for (float share : columns.shares(x)) {
                    sum += share * sums[at];
                    at += channels;
                }
                out.put(start + x * channels + c, encode((float) (sum * gain)));
            }
        }
    }

    /* The frames of most cameras: a loop of its own, without a choice for each sample. */
    private void addBytes(float[] sums, byte[] row, float share) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += share * lights[row[i] & 0xFF];
        }
    }

    /* One row of a frame. */
    private static final class RowWork {

        private final byte[] codes;
        private final float[] sums;

        RowWork(int samples) {
            codes = new byte[samples];
            sums = new float[samples];
        }
    }

    /** The light of sample {@code i} of a picture's bytes. */
    float light(ByteBuffer bytes, int i) {
        return lights[index(bytes, i)];
    }

    /* NaN becomes 0 in the cast. */
    private int index(ByteBuffer bytes, int i) {
        return switch (type) {
            case UINT8 -> bytes.get(i) & 0xFF;
            case UINT16 -> bytes.getShort(2 * i) & 0xFFFF;
            case FLOAT32 -> (int) (Math.max(0, Math.min(1, bytes.getFloat(4 * i))) * STEPS + 0.5f);
        };
    }
}
