package dev.sidereal.formats.exif;

import com.drew.lang.ByteArrayReader;
import com.drew.lang.Rational;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.MetadataException;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifReader;
import com.drew.metadata.exif.GpsDirectory;
import dev.sidereal.formats.codec.Orientation;
import dev.sidereal.frame.Camera;
import dev.sidereal.frame.CaptureTime;
import dev.sidereal.frame.Place;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/**
 * What the Exif block of a frame says, as far as stacking needs it.
 *
 * <p>{@code stacked} tells pictures that Sidereal made of frames from those of cameras.
 *
 * <p>Damaged or absurd entries count as absent: a wrong clock must not cost a frame.
 */
public record Exif(
        Orientation orientation,
        Optional<CaptureTime> time,
        Optional<Duration> exposure,
        Camera camera,
        boolean stacked) {

    /** Nothing is known. */
    public static final Exif NONE =
            new Exif(Orientation.UPRIGHT, Optional.empty(), Optional.empty(), Camera.UNKNOWN, false);

    private static final DateTimeFormatter DATE_TIME =
            DateTimeFormatter.ofPattern("uuuu:MM:dd HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);

    /** Reads an Exif block: a TIFF header and its directories, without the preamble {@code Exif\0\0}. */
    public static Exif read(byte[] block) {
        Metadata metadata = new Metadata();
        try {
            new ExifReader().extract(new ByteArrayReader(block), metadata);
        } catch (RuntimeException | StackOverflowError e) {
            return NONE;
        }
        return of(metadata);
    }

    /** Takes what is needed from directories that are already read. */
    public static Exif of(Metadata metadata) {
        return new Exif(
                Orientation.of(
                        integer(metadata, ExifDirectoryBase.TAG_ORIENTATION).orElse(1)),
                time(metadata),
                rational(metadata, ExifDirectoryBase.TAG_EXPOSURE_TIME)
                        .filter(seconds -> seconds > 0 && seconds < 1e6)
                        .map(seconds -> Duration.ofNanos(Math.round(seconds * 1e9))),
                new Camera(
                        text(metadata, ExifDirectoryBase.TAG_MAKE),
                        text(metadata, ExifDirectoryBase.TAG_MODEL),
                        text(metadata, ExifDirectoryBase.TAG_LENS_MODEL),
                        integer(metadata, ExifDirectoryBase.TAG_ISO_EQUIVALENT).filter(iso -> iso > 0),
                        rational(metadata, ExifDirectoryBase.TAG_FNUMBER).filter(f -> f > 0),
                        rational(metadata, ExifDirectoryBase.TAG_FOCAL_LENGTH).filter(f -> f > 0),
                        place(metadata)),
                isStacked(metadata));
    }

    /* Simulated frames stand for a camera's. */
    static boolean isStacked(Metadata metadata) {
        return text(metadata, ExifDirectoryBase.TAG_SOFTWARE)
                        .filter(ExifBlock.SOFTWARE_NAME::equals)
                        .isPresent()
                && text(metadata, ExifDirectoryBase.TAG_IMAGE_DESCRIPTION)
                        .filter(description -> !description.startsWith(ExifBlock.SIMULATED))
                        .isPresent();
    }

    private static Optional<CaptureTime> time(Metadata metadata) {
        return text(metadata, ExifDirectoryBase.TAG_DATETIME_ORIGINAL).flatMap(stamp -> {
            try {
                LocalDateTime seconds = LocalDateTime.parse(stamp, DATE_TIME);
                long nanos = text(metadata, ExifDirectoryBase.TAG_SUBSECOND_TIME_ORIGINAL)
                        .filter(digits -> digits.matches("[0-9]{1,9}"))
                        .map(digits -> Long.parseLong((digits + "00000000").substring(0, 9)))
                        .orElse(0L);
                return Optional.of(new CaptureTime(seconds.plusNanos(nanos), zone(metadata)));
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        });
    }

    private static Optional<ZoneOffset> zone(Metadata metadata) {
        return text(metadata, ExifDirectoryBase.TAG_TIME_ZONE_ORIGINAL)
                .filter(zone -> zone.matches("[+-](0[0-9]|1[0-7]):[0-5][0-9]|[+-]18:00|Z"))
                .map(ZoneOffset::of);
    }

    private static Optional<Place> place(Metadata metadata) {
        return Optional.ofNullable(metadata.getFirstDirectoryOfType(GpsDirectory.class))
                .flatMap(gps -> Optional.ofNullable(gps.getGeoLocation())
                        .filter(where -> Math.abs(where.getLatitude()) <= 90 && Math.abs(where.getLongitude()) <= 180)
                        .map(where -> new Place(where.getLatitude(), where.getLongitude(), altitude(gps))));
    }

    private static Optional<Double> altitude(Directory gps) {
        return Optional.ofNullable(gps.getRational(GpsDirectory.TAG_ALTITUDE))
                .filter(metres -> metres.getDenominator() != 0)
                .map(metres -> isBelowSea(gps) ? -metres.doubleValue() : metres.doubleValue());
    }

    private static boolean isBelowSea(Directory gps) {
        Integer reference = gps.getInteger(GpsDirectory.TAG_ALTITUDE_REF);
        return reference != null && reference == 1;
    }

    private static Optional<String> text(Metadata metadata, int tag) {
        return first(metadata, tag, directory -> Optional.ofNullable(directory.getStringValue(tag)))
                .map(value -> value.toString(StandardCharsets.UTF_8).strip())
                .filter(text -> !text.isEmpty());
    }

    private static Optional<Integer> integer(Metadata metadata, int tag) {
        return first(metadata, tag, directory -> {
            try {
                return Optional.of(directory.getInt(tag));
            } catch (MetadataException e) {
                return Optional.empty();
            }
        });
    }

    private static Optional<Double> rational(Metadata metadata, int tag) {
        return first(metadata, tag, directory -> Optional.ofNullable(directory.getRational(tag)))
                .filter(value -> value.getDenominator() != 0)
                .map(Rational::doubleValue);
    }

    /* The main picture's directories come first; the thumbnail's must not answer for them. */
    private static <T> Optional<T> first(Metadata metadata, int tag, Function<Directory, Optional<T>> read) {
        return StreamSupport.stream(metadata.getDirectories().spliterator(), false)
                .filter(directory -> directory instanceof ExifDirectoryBase
                        && !(directory instanceof com.drew.metadata.exif.ExifThumbnailDirectory))
                .filter(directory -> directory.containsTag(tag))
                .findFirst()
                .flatMap(read);
    }
}
