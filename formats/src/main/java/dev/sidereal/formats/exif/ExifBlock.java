package dev.sidereal.formats.exif;

import dev.sidereal.develop.Picture;
import dev.sidereal.frame.Camera;
import dev.sidereal.frame.CaptureTime;
import dev.sidereal.frame.Place;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a picture's file says of how it was made: the camera of the first frame, the time of the first frame, the sum of
 * the exposures, and the names of the frames.
 *
 * <p>The directories are written anew (Exif 2.32, TIFF 6.0) and hold no maker notes: those would describe one frame, and
 * break when they are moved. Orientation is 1, because pixels were turned upright when they were read.
 */
public final class ExifBlock {

    /** Title of a picture that stands for a camera's frame. */
    public static final String SIMULATED = "simulated frame";

    static final String SOFTWARE_NAME = "Sidereal";

    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("uuuu:MM:dd HH:mm:ss");
    private static final DateTimeFormatter FRACTION = DateTimeFormatter.ofPattern("SSSSSSSSS");

    private static final int IMAGE_DESCRIPTION = 270;
    private static final int MAKE = 271;
    private static final int MODEL = 272;
    private static final int ORIENTATION = 274;
    private static final int SOFTWARE = 305;
    private static final int EXIF_DIRECTORY = 34665;
    private static final int GPS_DIRECTORY = 34853;

    private static final int EXPOSURE_TIME = 33434;
    private static final int F_NUMBER = 33437;
    private static final int ISO = 34855;
    private static final int EXIF_VERSION = 36864;
    private static final int DATE_TIME_ORIGINAL = 36867;
    private static final int OFFSET_TIME_ORIGINAL = 36881;
    private static final int FOCAL_LENGTH = 37386;
    private static final int SUB_SECOND_ORIGINAL = 37521;
    private static final int LENS_MODEL = 42036;

    private static final int GPS_VERSION = 0;
    private static final int LATITUDE = 2;
    private static final int LONGITUDE = 4;
    private static final int ALTITUDE = 6;

    private ExifBlock() {}

    /** A whole block: TIFF header and directories, as JPEG's APP1 and PNG's eXIf hold it. */
    public static byte[] encode(Picture picture) {
        byte[] directories = directory(picture).encode(8);
        return ByteBuffer.allocate(8 + directories.length)
                .order(Ifd.ORDER)
                .put(new byte[] {'I', 'I', 42, 0, 8, 0, 0, 0})
                .put(directories)
                .array();
    }

    /** The main directory, to which a TIFF file adds the tags of its pixels. */
    public static Ifd directory(Picture picture) {
        Camera camera = picture.first().camera();
        Ifd main = new Ifd()
                .text(IMAGE_DESCRIPTION, summary(picture))
                .shorts(ORIENTATION, 1)
                .text(SOFTWARE, SOFTWARE_NAME);
        camera.make().ifPresent(make -> main.text(MAKE, make));
        camera.model().ifPresent(model -> main.text(MODEL, model));
        main.directory(EXIF_DIRECTORY, exif(picture, camera));
        camera.place().ifPresent(place -> main.directory(GPS_DIRECTORY, gps(place)));
        return main;
    }

    private static Ifd exif(Picture picture, Camera camera) {
        Ifd exif = new Ifd().undefined(EXIF_VERSION, "0232".getBytes(StandardCharsets.US_ASCII));
        picture.begin().ifPresent(begin -> putTime(exif, begin));
        picture.totalExposure().ifPresent(total -> exif.rationals(EXPOSURE_TIME, seconds(total)));
        camera.iso().ifPresent(iso -> exif.shorts(ISO, Math.min(iso, 65535)));
        camera.fNumber().ifPresent(f -> exif.rationals(F_NUMBER, f));
        camera.focalLength().ifPresent(f -> exif.rationals(FOCAL_LENGTH, f));
        camera.lens().ifPresent(lens -> exif.text(LENS_MODEL, lens));
        return exif;
    }

    private static void putTime(Ifd exif, CaptureTime begin) {
        exif.text(DATE_TIME_ORIGINAL, DATE_TIME.format(begin.local()));
        String fraction = FRACTION.format(begin.local()).replaceFirst("0+$", "");
        if (!fraction.isEmpty()) {
            exif.text(SUB_SECOND_ORIGINAL, fraction);
        }
        begin.zone()
                .ifPresent(zone -> exif.text(OFFSET_TIME_ORIGINAL, zone.getId().replace("Z", "+00:00")));
    }

    private static Ifd gps(Place place) {
        Ifd gps = new Ifd()
                .bytes(GPS_VERSION, (byte) 2, (byte) 3, (byte) 0, (byte) 0)
                .text(LATITUDE - 1, place.latitude() < 0 ? "S" : "N")
                .rationals(LATITUDE, degreesMinutesSeconds(place.latitude()))
                .text(LONGITUDE - 1, place.longitude() < 0 ? "W" : "E")
                .rationals(LONGITUDE, degreesMinutesSeconds(place.longitude()));
        place.altitude()
                .ifPresent(metres ->
                        gps.bytes(ALTITUDE - 1, (byte) (metres < 0 ? 1 : 0)).rationals(ALTITUDE, Math.abs(metres)));
        return gps;
    }

    private static double[] degreesMinutesSeconds(double degrees) {
        double absolute = Math.abs(degrees);
        double whole = Math.floor(absolute);
        double minutes = Math.floor((absolute - whole) * 60);
        return new double[] {whole, minutes, ((absolute - whole) * 60 - minutes) * 60};
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    /** One line: {@code star trails of 120 frames, 3600 s}. */
    public static String summary(Picture picture) {
        return picture.title() + " of " + picture.used() + (picture.used() == 1 ? " frame" : " frames")
                + picture.totalExposure()
                        .map(total -> ", "
                                + String.format(Locale.ROOT, "%.3f", seconds(total))
                                        .replaceFirst("\\.?0+$", "") + " s")
                        .orElse("");
    }

    /** The summary and then every frame on a line of its own; those left out with the reason. */
    public static String frameList(Picture picture) {
        return summary(picture) + "\n"
                + picture.frames().stream()
                        .map(frame -> frame.name()
                                + frame.skipped()
                                        .map(reason -> " (left out: " + reason + ")")
                                        .orElse(""))
                        .collect(Collectors.joining("\n"));
    }
}
