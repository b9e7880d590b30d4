package dev.sidereal.formats;

import dev.sidereal.develop.Level;
import dev.sidereal.develop.Look;
import dev.sidereal.develop.Picture;
import dev.sidereal.develop.Stretch;
import dev.sidereal.develop.Tones;
import dev.sidereal.formats.codec.Depth;
import dev.sidereal.frame.Coding;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.ToneCurve;
import java.util.List;

/**
 * How the result of a deep-sky session becomes the pictures of files: files of integers hold codes for screens, float files light.
 *
 * @param joined  the light, 1 being full scale
 * @param first   what is known of the reference
 * @param records the list of frames
 * @param used    number of lights joined
 */
public record SessionPrint(Raster joined, FrameInfo first, List<FrameRecord> records, int used) {

    /** The curve of codes for screens. */
    public static final ToneCurve SCREEN = new ToneCurve.Srgb();

    private static final String TITLE = "deep sky";

    /** The joined light, 1 being full scale. */
    public Picture light() {
        return new Picture(joined, TITLE, info(), records);
    }

    /** The picture for a file of some depth; the stretch shows faint things in codes. */
    public Picture picture(Depth depth, Stretch stretch) {
        return picture(depth, new Look(1, new Level.Light(0), new Level.Light(1), false, 1, stretch, SCREEN));
    }

    /**
     * The picture for a file of some depth: codes by a look, floats as the light is.
     *
     * @param look with {@link #SCREEN} for a curve
     */
    public Picture picture(Depth depth, Look look) {
        if (depth.isFloat()) {
            return light();
        }
        return light().develop(new ToneCurve.Linear(), look, Tones.CODES);
    }

    /**
     * A map of numbers of lights: as they are in float files, white for all lights in others.
     *
     * @param counts of one channel
     */
    public Picture map(Raster counts, String title, Depth depth) {
        Picture map = new Picture(counts, title, info(), records);
        if (depth.isFloat()) {
            return map;
        }
        Level most = new Level.Light(Math.max(1, used));
        return map.develop(
                new ToneCurve.Linear(),
                new Look(1, new Level.Light(0), most, false, 1, Stretch.NONE, new ToneCurve.Linear()),
                Tones.CODES);
    }

    private FrameInfo info() {
        return new FrameInfo(
                first.name(),
                joined.shape(),
                SampleType.FLOAT32,
                first.time(),
                first.exposure(),
                first.camera(),
                Coding.by(new ToneCurve.Linear()),
                first.readout(),
                first.elapsed());
    }
}
