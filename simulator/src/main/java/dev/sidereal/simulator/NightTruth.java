package dev.sidereal.simulator;

import dev.sidereal.image.Raster;
import dev.sidereal.image.Rows;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;

/** What was drawn in a night, known exactly: to be compared with what a program finds in its frames. */
public final class NightTruth {

    private final NightScene scene;
    private final NightLight light;
    private final StarTracks tracks;
    private final List<Passer> passers;
    private final Foreground ground;
    private final List<HotPixel> hotPixels;

    NightTruth(
            NightScene scene,
            NightLight light,
            StarTracks tracks,
            List<Passer> passers,
            Foreground ground,
            List<HotPixel> hotPixels) {
        this.scene = scene;
        this.light = light;
        this.tracks = tracks;
        this.passers = passers;
        this.ground = ground;
        this.hotPixels = hotPixels;
    }

    /** Where every star was. */
    public StarTracks tracks() {
        return tracks;
    }

    /** Planes, satellites, meteors. */
    public List<Passer> passers() {
        return passers;
    }

    /** Pixels that glow in every frame. */
    public List<HotPixel> hotPixels() {
        return hotPixels;
    }

    /** When the camera waited longer than usual. */
    public List<Pause> pauses() {
        return scene.cadence().pauses();
    }

    /** The sky's part of every pixel: one channel of 8 bits, 255 is open sky, 0 is ground. */
    public Raster skyMask() {
        return ground.mask();
    }

    /**
     * Where passers or hot pixels are seen in a frame: one channel of 8 bits, 255 where they change a code of 8 bits,
     * else 0.
     */
    public Raster disturbed(int frame) {
        Raster mask =
                Raster.allocate(new Shape(scene.field().width(), scene.field().height(), 1), SampleType.UINT8);
        Raster clean = Raster.allocate(scene.field().shape(), SampleType.UINT8);
        light.show(frame, Content.CLEAN, band -> Codes.store(band, clean));
        light.show(frame, Content.ALL, band -> markChanges(band, clean.bytes(band.rows()), mask.bytes(band.rows())));
        return mask;
    }

    private static void markChanges(Band band, ByteBuffer clean, ByteBuffer mask) {
        float[] light = band.light();
        for (int i = 0; i < band.samples(); i++) {
            if (SrgbCodes.EIGHT_BITS.code(light[i]) != (clean.get(i) & 0xFF)) {
                mask.put(i / 3, (byte) 255);
            }
        }
    }

    /**
     * The largest light of every sample over all frames, without noise, stored as a frame is. Made frame by frame: takes
     * the time of all frames and the memory of a float raster.
     */
    public Raster maximum(Content content, SampleType type) {
        Raster maximum = Raster.allocate(scene.field().shape(), SampleType.FLOAT32);
        for (int frame = 0; frame < scene.frames(); frame++) {
            light.show(frame, content, band -> {
                raise(band, maximum);
                Codes.store(band, maximum);
            });
        }
        return type == SampleType.FLOAT32 ? maximum : encoded(maximum, type);
    }

    private static void raise(Band band, Raster maximum) {
        FloatBuffer before = maximum.bytes(band.rows()).asFloatBuffer();
        float[] light = band.light();
        for (int i = 0; i < band.samples(); i++) {
            light[i] = Math.max(light[i], before.get(i));
        }
    }

    private Raster encoded(Raster linear, SampleType type) {
        Raster codes = Raster.allocate(linear.shape(), type);
        Band band = new Band(scene.field());
        for (Rows rows : new Rows(0, scene.field().height()).split(Band.HEIGHT)) {
            band.move(rows);
            linear.bytes(rows).asFloatBuffer().get(band.light(), 0, band.samples());
            Codes.store(band, codes);
        }
        return codes;
    }

    /**
     * Writes one line per passer, with a heading: {@code kind,first_frame,last_frame,begin,end,from_x,from_y,to_x,to_y};
     * frames from 0, seconds since the start of the night, pixels.
     */
    public void writePassersTo(Appendable out) throws IOException {
        out.append("kind,first_frame,last_frame,begin,end,from_x,from_y,to_x,to_y\n");
        for (Passer p : passers) {
            out.append(p.kind() + "," + p.firstFrame() + "," + p.lastFrame());
            for (double value :
                    new double[] {p.begin(), p.end(), p.from().x(), p.from().y(), p.to().x(), p.to().y()}) {
                out.append(",").append(StarTracks.thousandths(value));
            }
            out.append("\n");
        }
    }

    /** Writes one line per hot pixel, with a heading: {@code x,y,red,green,blue}; linear light, 1 is full scale. */
    public void writeHotPixelsTo(Appendable out) throws IOException {
        out.append("x,y,red,green,blue\n");
        for (HotPixel p : hotPixels) {
            out.append(p.x() + "," + p.y() + "," + StarTracks.thousandths(p.red()) + ","
                    + StarTracks.thousandths(p.green()) + "," + StarTracks.thousandths(p.blue()) + "\n");
        }
    }
}
