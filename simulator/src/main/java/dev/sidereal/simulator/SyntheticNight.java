package dev.sidereal.simulator;

import dev.sidereal.frame.Camera;
import dev.sidereal.frame.CaptureTime;
import dev.sidereal.frame.Coding;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A night of camera frames that never was, made on demand: any frame, in any order, from any number of threads.
 *
 * <p>Frames have three channels. In the unsigned types the samples are sRGB codes, rounded to the nearest; in float they
 * are linear light, 1.0 is full scale. Equal scenes give equal bits.
 */
public final class SyntheticNight {

    private static final double NANOS = 1e9;

    private final NightScene scene;
    private final NightLight light;
    private final Noise noise;
    private final NightTruth truth;

    private SyntheticNight(NightScene scene, NightLight light, NightTruth truth) {
        this.scene = scene;
        this.light = light;
        this.noise = new Noise(scene.seed(), scene.sensor());
        this.truth = truth;
    }

    /** Draws stars, events and landscape of a night; takes some three seconds for 12 megapixels. */
    public static SyntheticNight of(NightScene scene) {
        StarTracks tracks = new StarTracks(scene.field(), scene.cadence(), StarCatalogue.of(scene));
        List<Passer> passers = PasserSchedule.of(scene);
        Foreground ground = Foreground.of(scene.field(), scene.seed());
        HotPixels hotPixels = HotPixels.of(scene);
        NightLight light = new NightLight(scene, tracks, passers, ground, hotPixels);
        return new SyntheticNight(
                scene, light, new NightTruth(scene, light, tracks, passers, ground, hotPixels.pixels()));
    }

    public NightScene scene() {
        return scene;
    }

    /** Number of frames. */
    public int frames() {
        return scene.frames();
    }

    /** Shape of every frame. */
    public Shape shape() {
        return scene.field().shape();
    }

    /** What was drawn. */
    public NightTruth truth() {
        return truth;
    }

    /** A frame as the camera stores it, with noise. */
    public Raster frame(int index, SampleType type) {
        Raster raster = Raster.allocate(shape(), type);
        draw(index, raster);
        return raster;
    }

    /**
     * Fills a raster with a frame as the camera stores it, with noise.
     *
     * @param index from 0
     * @param into  of the shape of this night and any sample type
     */
    public void draw(int index, Raster into) {
        requireFrame(index);
        if (!into.shape().equals(shape())) {
            throw new IllegalArgumentException("raster: expected " + shape() + ", found " + into.shape());
        }
        light.show(index, Content.ALL, band -> {
            noise.addTo(band, index);
            Codes.store(band, into);
        });
    }

    /** The mean of a frame over infinitely many exposures, then stored as a frame is. */
    public Raster noiseFree(int index, SampleType type, Content content) {
        requireFrame(index);
        Raster raster = Raster.allocate(shape(), type);
        light.show(index, content, band -> Codes.store(band, raster));
        return raster;
    }

    /** Name of a frame as a camera gives it, without an extension: {@code IMG_0001} for frame 0. */
    public String name(int index) {
        requireFrame(index);
        String number = Integer.toString(index + 1);
        return "IMG_" + "0".repeat(Math.max(0, 4 - number.length())) + number;
    }

    /** When the exposure of a frame began. */
    public CaptureTime time(int index) {
        requireFrame(index);
        long nanos = Math.round(scene.cadence().begin(index) * NANOS);
        return new CaptureTime(scene.cadence().start().plusNanos(nanos), Optional.empty());
    }

    /** Length of every exposure. */
    public Duration exposure() {
        return Duration.ofNanos(Math.round(scene.cadence().exposureSeconds() * NANOS));
    }

    /** The camera that the frames claim to be from. */
    public Camera camera() {
        return new Camera(
                Optional.of("Sidereal"),
                Optional.of("Simulator"),
                Optional.of("14 mm f/2.8"),
                Optional.of(1600),
                Optional.of(2.8),
                Optional.of(14.0),
                Optional.empty());
    }

    /** What a file of this frame would say of itself. */
    public FrameInfo info(int index, SampleType type) {
        return new FrameInfo(
                name(index), shape(), type, Optional.of(time(index)), Optional.of(exposure()), camera(), Coding.UNSAID);
    }

    /** Bytes that drawing a frame takes besides its raster, from above. */
    long drawingBytes() {
        return light.bytes();
    }

    private void requireFrame(int index) {
        Expect.whole("frame", index, 0, frames() - 1);
    }
}
