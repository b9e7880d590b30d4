package dev.sidereal.formats.fits;

import dev.sidereal.formats.keyword.Keywords;
import dev.sidereal.frame.CaptureTime;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files of meteor cameras (RMS, "FF" files): the begin is in the name, {@code FF_station_yyyymmdd_hhmmss_mmm_number}, in
 * UTC; the exposure is NFRAMES / FPS.
 */
final class MeteorName {

    private static final Pattern NAME = Pattern.compile("FF_\\w+?_(\\d{8}_\\d{6}_\\d{3})_.*");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd_HHmmss_SSS").withResolverStyle(ResolverStyle.STRICT);

    private MeteorName() {}

    static Optional<CaptureTime> time(String file) {
        Matcher name = NAME.matcher(file);
        if (!name.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new CaptureTime(LocalDateTime.parse(name.group(1), TIME), Optional.of(ZoneOffset.UTC)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    static Optional<Duration> exposure(Keywords keywords) {
        double frames = keywords.number("NFRAMES").orElse(0.0);
        double rate = keywords.number("FPS").orElse(0.0);
        double seconds = frames / rate;
        return seconds > 0 && seconds < 1e6
                ? Optional.of(Duration.ofNanos(Math.round(seconds * 1e9)))
                : Optional.empty();
    }
}
