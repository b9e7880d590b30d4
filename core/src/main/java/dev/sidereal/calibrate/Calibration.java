package dev.sidereal.calibrate;

import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.Mosaic;
import dev.sidereal.frame.OptionException;
import dev.sidereal.image.Raster;
import dev.sidereal.image.Rows;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import dev.sidereal.image.ToneCurve;
import dev.sidereal.mosaic.Debayer;
import dev.sidereal.mosaic.Mosaics;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Makes pictures of linear light of lights: {@code (light - dark) * mean(flat) / (flat - dark of the flat)}, 1 being full scale.
 *
 * <p>Without a dark the bias is subtracted, without both the black level that the frames state, else nothing. Flats are freed of
 * their dark-flat, else of the bias, else of the black level. Nothing is cut off at 0: noise around 0 stays noise. Faulty samples
 * are replaced before colours are interpolated ({@link Defects}). Samples that the flat does not see are NaN.
 *
 * <p>Mosaics become colour pictures along edges. Safe for use by many threads. Memory: four bytes for each sample of a frame for
 * the dark and as many for the flat; while a frame is calibrated four more.
 */
public final class Calibration {

    /* Colours are interpolated with light beyond full scale: a flat lifts corners, a balance red and blue. */
    private static final double HEADROOM = 8;
    private static final int PIECE = 1 << 12;

    private final FrameInfo lights;
    private final float[] codes;
    private final float[] subtract;
    private final float[] multiply;
    private final float unit;
    private final Defects defects;
    private final Neighbours around;
    private final List<String> remarks;
    private final Debayer debayer;
    private final boolean isDeveloped;

    private Calibration(
            FrameInfo lights,
            float[] codes,
            float[] subtract,
            float[] multiply,
            float unit,
            Defects defects,
            List<String> remarks,
            Debayer debayer,
            boolean isDeveloped) {
        this.debayer = debayer;
        this.isDeveloped = isDeveloped;
        this.lights = lights;
        this.codes = codes;
        this.subtract = subtract;
        this.multiply = multiply;
        this.unit = unit;
        this.defects = defects;
        this.remarks = remarks;
        around = new Neighbours(lights.shape(), lights.coding().mosaic());
    }

    /**
     * Prepares for frames like {@code lights}.
     *
     * @param curve how their codes stand for light
     * @throws OptionException if a master does not belong to them or is of no use ({@link Fitness})
     */
    public static Calibration of(FrameInfo lights, ToneCurve curve, Masters masters) {
        return of(lights, curve, masters, Optional.empty());
    }

    /**
     * The same, in a way to make pictures of mosaics that is chosen.
     *
     * @throws OptionException if that way does not work for the lights' pattern, too
     */
    public static Calibration of(FrameInfo lights, ToneCurve curve, Masters masters, Optional<Debayer> debayer) {
        debayer.ifPresent(way -> requireBayer(way, lights));
        List<String> remarks = new ArrayList<>(Fitness.check(lights, masters));
        double most = lights.type().most();
        float[] black = black(lights, most);
        float[] dark = masters.dark()
                .map(master -> dark(master, lights, masters))
                .or(() -> masters.bias().map(Calibration::numbers))
                .orElse(black);
        double white =
                lights.coding().mosaic().map(mosaic -> mosaic.white() / most).orElse(1.0);
        Optional<FlatGain> gain = masters.flat()
                .map(flat -> FlatGain.of(
                        flat,
                        masters.darkFlat()
                                .or(masters::bias)
                                .map(Calibration::numbers)
                                .orElse(black),
                        lights,
                        white));
        gain.filter(found -> found.blind() > 0)
                .ifPresent(found -> remarks.add("flat: expected light everywhere, found none in " + found.blind()
                        + (found.blind() == 1 ? " sample, which is" : " samples, which are")
                        + " left out of every frame"));
        Defects defects = masters.dark()
                .map(master -> Defects.ofDark(master, lights))
                .orElse(Defects.NONE)
                .and(masters.flat()
                        .map(master -> Defects.ofFlat(master, lights))
                        .orElse(Defects.NONE));
        return new Calibration(
                lights,
                table(lights.type(), curve),
                dark,
                gain.map(FlatGain::factors).orElse(new float[0]),
                (float) (1
                        / (white
                                - lights.coding()
                                                .mosaic()
                                                .map(Calibration::meanBlack)
                                                .orElse(0.0)
                                        / most)),
                defects,
                List.copyOf(remarks),
                debayer.or(() -> lights.coding().mosaic().map(Debayer::bestFor)).orElse(Debayer.BILINEAR),
                true);
    }

    private static void requireBayer(Debayer way, FrameInfo lights) {
        boolean bayer = lights.coding().mosaic().map(Mosaic::isBayer).orElse(false);
        if (way == Debayer.SUPER_PIXEL && !bayer) {
            throw new OptionException("--debayer superpixel: expected lights under Bayer's filters, found "
                    + lights.kind() + "; use --debayer best");
        }
    }

    private static double meanBlack(Mosaic mosaic) {
        return mosaic.black().stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(0);
    }

    private static float[] numbers(Master master) {
        return Defects.floats(master.light());
    }

    private static float[] dark(Master dark, FrameInfo lights, Masters masters) {
        float[] light = numbers(dark);
        if (masters.scaleDark()) {
            float[] bias = numbers(masters.bias().orElseThrow());
            double factor = Fitness.seconds(lights.exposure().orElseThrow())
                    / Fitness.seconds(dark.info().exposure().orElseThrow());
            for (int i = 0; i < light.length; i++) {
                light[i] = (float) (bias[i] + factor * (light[i] - bias[i]));
            }
        }
        return light;
    }

    private static float[] black(FrameInfo lights, double most) {
        Shape shape = lights.shape();
        float[] black = new float[Math.toIntExact(shape.samples())];
        lights.coding().mosaic().ifPresent(mosaic -> {
            for (int i = 0; i < black.length; i++) {
                black[i] = (float) (mosaic.black().get(mosaic.place(i % shape.width(), i / shape.width())) / most);
            }
        });
        return black;
    }

    private static float[] table(SampleType type, ToneCurve curve) {
        if (type == SampleType.FLOAT32) {
            return new float[0];
        }
        float[] table = new float[(int) type.most() + 1];
        for (int code = 0; code < table.length; code++) {
            table[code] = (float) curve.decode(code / type.most());
        }
        return table;
    }

    /** The same with more faulty samples. */
    public Calibration with(Defects more) {
        return new Calibration(
                lights, codes, subtract, multiply, unit, defects.and(more), remarks, debayer, isDeveloped);
    }

    /** The same without colours made of mosaics: one channel of samples, balanced. */
    public Calibration samplesOnly() {
        return new Calibration(lights, codes, subtract, multiply, unit, defects, remarks, debayer, false);
    }

    /** What is worth knowing of the masters, a sentence each. */
    public List<String> remarks() {
        return remarks;
    }

    /** Number of faulty samples that are replaced. */
    public int defectCount() {
        return defects.count();
    }

    /** The shape of calibrated pictures. */
    public Shape shape() {
        return makesColours() ? debayer.shape(lights.shape()) : lights.shape();
    }

    /** Bytes that this takes for frames of a kind. */
    public static long bytes(FrameInfo lights, boolean flat) {
        return (flat ? 12 : 8) * lights.shape().samples();
    }

    /** Bytes that one thread takes to calibrate a frame, its code and its picture included. */
    public long frameBytes() {
        return Raster.bytes(lights.shape(), lights.type())
                + 4 * lights.shape().samples()
                + 4 * shape().samples()
                + (makesColours() ? 4 * lights.shape().samples() : 0);
    }

    private boolean makesColours() {
        return isDeveloped && lights.coding().mosaic().isPresent();
    }

    /** Room for one thread's frame, used again for each. */
    public final class Room {

        private final float[] light = new float[subtract.length];
        private final Optional<Raster> samples =
                makesColours() ? Optional.of(Raster.allocate(lights.shape(), SampleType.FLOAT32)) : Optional.empty();
        private final float[] row = new float[shape().rowSamples()];
    }

    /** Room for a thread. */
    public Room open() {
        return new Room();
    }

    /**
     * Calibrates a frame.
     *
     * @param frame codes of the shape and type of the lights
     * @param into  a float picture of {@link #shape()}
     */
    public void apply(Raster frame, Room room, Raster into) {
        apply(frame, room, Optional.empty(), into);
    }

    /**
     * The same.
     *
     * @param standingOut looks at the frame before faulty samples are replaced
     */
    public void apply(Raster frame, Room room, Optional<StandingOut> standingOut, Raster into) {
        light(frame, room.light);
        standingOut.ifPresent(all -> all.look(room.light));
        defects.correct(room.light, around);
        if (room.samples.isEmpty()) {
            lights.coding().mosaic().ifPresent(mosaic -> balance(room.light, mosaic));
            into.bytes().asFloatBuffer().put(room.light);
            return;
        }
        Raster samples = room.samples.get();
        samples.bytes().asFloatBuffer().put(room.light);
        Mosaic of = lights.coding().mosaic().orElseThrow();
        Mosaic filters = new Mosaic(
                of.columns(),
                of.colours(),
                Collections.nCopies(of.colours().length(), 0.0),
                HEADROOM,
                of.balance(),
                of.toSrgb());
        Mosaics.develop(samples, filters, debayer, into);
        for (int y = 0; y < into.shape().height(); y++) {
            FloatBuffer floats = into.bytes(new Rows(y, 1)).asFloatBuffer();
            floats.get(0, room.row);
            for (int i = 0; i < room.row.length; i++) {
                room.row[i] *= (float) HEADROOM;
            }
            floats.put(0, room.row);
        }
    }

    private void balance(float[] light, Mosaic mosaic) {
        int width = lights.shape().width();
        float[] factors = new float[mosaic.colours().length()];
        for (int place = 0; place < factors.length; place++) {
            int channel = mosaic.channel(place % mosaic.columns(), place / mosaic.columns());
            factors[place] = mosaic.balance().get(channel).floatValue();
        }
        for (int i = 0; i < light.length; i++) {
            light[i] *= factors[mosaic.place(i % width, i / width)];
        }
    }

    private void light(Raster frame, float[] light) {
        switch (frame.type()) {
            case UINT8 -> {
                ByteBuffer bytes = frame.bytes();
                for (int i = 0; i < light.length; i++) {
                    light[i] = (codes[bytes.get(i) & 0xFF] - subtract[i]) * unit;
                }
            }
            case UINT16 -> {
                short[] some = new short[PIECE];
                ShortBuffer shorts = frame.bytes().asShortBuffer();
                for (int at = 0; at < light.length; at += PIECE) {
                    int count = Math.min(PIECE, light.length - at);
                    shorts.get(at, some, 0, count);
                    for (int i = 0; i < count; i++) {
                        light[at + i] = (codes[some[i] & 0xFFFF] - subtract[at + i]) * unit;
                    }
                }
            }
            case FLOAT32 -> {
                frame.bytes().asFloatBuffer().get(light);
                for (int i = 0; i < light.length; i++) {
                    light[i] = (light[i] - subtract[i]) * unit;
                }
            }
        }
        for (int i = 0; i < multiply.length; i++) {
            light[i] *= multiply[i];
        }
    }
}
