package dev.sidereal.formats.fits;

import dev.sidereal.frame.Camera;
import dev.sidereal.frame.CaptureTime;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.FrameRecord;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The cards by which astronomers' programs know how a picture was made: frames, exposure, times, camera, place. */
final class Provenance {

    static final String CREATOR = "Sidereal";

    private Provenance() {}

    static void put(Cards cards, RowOrder order, FrameInfo first, List<FrameRecord> frames) {
        long used = frames.stream().filter(FrameRecord::used).count();
        cards.put("CREATOR", CREATOR, "");
        order.word().ifPresent(word -> cards.put("ROWORDER", word, "of rows as they are stored"));
        cards.put("NCOMBINE", used, "frames joined").put("STACKCNT", used, "frames joined");
        FrameRecord.totalExposure(frames)
                .ifPresent(total -> cards.put("LIVETIME", seconds(total), "[s] all exposures")
                        .put("EXPTIME", seconds(total) / used, "[s] exposure of one frame"));
        first.time().ifPresent(time -> putDate(cards, "DATE-OBS", time, "first exposure began"));
        end(frames).ifPresent(time -> putDate(cards, "DATE-END", time, "last exposure ended"));
        putCamera(cards, first.camera());
        first.readout().gain().ifPresent(gain -> cards.put("GAIN", gain, "the camera's own number"));
        first.readout().temperature().ifPresent(celsius -> cards.put("CCD-TEMP", celsius, "[degC] of the sensor"));
        first.readout().filter().ifPresent(filter -> cards.put("FILTER", filter, ""));
    }

    private static Optional<CaptureTime> end(List<FrameRecord> frames) {
        return frames.stream()
                .filter(FrameRecord::used)
                .flatMap(Provenance::end)
                .max(CaptureTime::compareTo);
    }

    private static Stream<CaptureTime> end(FrameRecord frame) {
        return frame.time().stream()
                .flatMap(begin -> frame.exposure().stream()
                        .map(exposure -> new CaptureTime(begin.local().plus(exposure), begin.zone())));
    }

    /* FITS dates are UTC without an offset; a clock of unknown zone is written as it was. */
    private static void putDate(Cards cards, String key, CaptureTime time, String comment) {
        LocalDateTime date = time.zone()
                .map(zone -> LocalDateTime.ofInstant(time.instant(), ZoneOffset.UTC))
                .orElse(time.local());
        if (date.getYear() >= 0 && date.getYear() <= 9999) {
            cards.put(
                    key,
                    DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(date),
                    comment + (time.zone().isPresent() ? ", UTC" : ", camera's clock"));
        }
    }

    private static void putCamera(Cards cards, Camera camera) {
        name(camera).ifPresent(name -> cards.put("INSTRUME", name, ""));
        camera.lens().ifPresent(lens -> cards.put("LENS", lens, ""));
        camera.iso().ifPresent(iso -> cards.put("ISOSPEED", iso, "sensitivity, ISO 12232"));
        camera.fNumber().ifPresent(f -> cards.put("FNUMBER", f, "focal length / aperture"));
        camera.focalLength().ifPresent(f -> cards.put("FOCALLEN", f, "[mm]"));
        camera.place().ifPresent(place -> {
            cards.put("SITELAT", place.latitude(), "[deg] north positive");
            cards.put("SITELONG", place.longitude(), "[deg] east positive");
            place.altitude().ifPresent(metres -> cards.put("SITEELEV", metres, "[m] above sea level"));
        });
    }

    /* Most models are named with their maker: "NIKON CORPORATION", "NIKON D3200". */
    private static Optional<String> name(Camera camera) {
        String make = camera.make().orElse("");
        String model = camera.model().orElse("");
        boolean isNamed = !make.isEmpty() && lower(model).startsWith(lower(make.split(" ", 2)[0]));
        String name = (isNamed ? model : make + " " + model).strip();
        return Optional.of(name).filter(text -> !text.isEmpty());
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    static double seconds(Duration duration) {
        return duration.getSeconds() + duration.getNano() / 1e9;
    }
}
