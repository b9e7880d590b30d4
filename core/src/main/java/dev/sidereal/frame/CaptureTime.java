package dev.sidereal.frame;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * When an exposure began, as the camera's clock said it: most cameras write local time without a zone.
 *
 * @param local the date and time on the clock, to the fraction of a second that the file holds
 * @param zone  the clock's offset from UTC, where the file holds it
 */
public record CaptureTime(LocalDateTime local, Optional<ZoneOffset> zone) implements Comparable<CaptureTime> {

    /** The moment on one time axis; a clock of unknown zone counts as UTC, which orders one camera's frames rightly. */
    public Instant instant() {
        return local.toInstant(zone.orElse(ZoneOffset.UTC));
    }

    @Override
    public int compareTo(CaptureTime other) {
        return instant().compareTo(other.instant());
    }

    /** ISO 8601, with seconds always and the offset where it is known: {@code 2026-08-12T22:10:19.5+02:00}. */
    @Override
    public String toString() {
        return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(local)
                + zone.map(ZoneOffset::toString).orElse("");
    }
}
