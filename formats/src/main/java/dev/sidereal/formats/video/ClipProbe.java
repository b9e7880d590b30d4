package dev.sidereal.formats.video;

import dev.sidereal.formats.codec.Orientation;
import dev.sidereal.frame.CaptureTime;
import dev.sidereal.frame.UnreadableFrameException;
import dev.sidereal.image.Shape;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Asks ffprobe what a video is and how many pictures it holds.
 *
 * <p>A pass over the file lists every packet; in nearly every video a packet is a picture, and reading them is as fast as
 * the disk. Where it may not be (interlaced fields, VP8 with its hidden pictures, packets without times) the pictures are
 * decoded once to be counted.
 */
final class ClipProbe {

    /** Most pictures of one video: four and a half hours at 60 per second. */
    static final int MOST_FRAMES = 1_000_000;

    private static final Duration SILENCE = Duration.ofSeconds(10);
    private static final Duration SILENCE_DECODING = Duration.ofSeconds(30);
    private static final Set<String> INTERLACED = Set.of("tt", "bb", "tb", "bt");
    private static final Pattern MATRIX = Pattern.compile("-?\\d+(?= |\\\\n|$)");

    private final Ffmpeg ffmpeg;
    private final Path file;
    private final Container container;
    private final Map<String, String> facts = new HashMap<>();
    private final List<Long> stamps = new ArrayList<>();
    private boolean stamped = true;
    private boolean truncated;

    private ClipProbe(Ffmpeg ffmpeg, Path file, Container container) {
        this.ffmpeg = ffmpeg;
        this.file = file;
        this.container = container;
    }

    /**
     * Looks at a file.
     *
     * @throws UnreadableFrameException if it holds no pictures, or none that can be read
     */
    static Clip probe(Ffmpeg ffmpeg, Path file, Container container) throws IOException {
        return new ClipProbe(ffmpeg, file, container).clip();
    }

    private Clip clip() throws IOException {
        ask(
                "stream=index,codec_name,width,height,pix_fmt,color_range,color_space,color_transfer,field_order,"
                        + "time_base,avg_frame_rate,nb_frames:stream_side_data=displaymatrix"
                        + ":stream_tags=creation_time:format_tags=creation_time:packet=pts,dts,flags",
                SILENCE);
        if (!facts.containsKey("index")) {
            throw new UnreadableFrameException("video: expected pictures, found none in it, at most sound");
        }
        if (stamps.isEmpty()) {
            throw new UnreadableFrameException("video: expected pictures, found none in its stream");
        }
        PictureLayout layout = PictureLayout.of(facts.getOrDefault("pix_fmt", "none"));
        Shape stored = shape(layout);
        int promised = number(facts.getOrDefault("nb_frames", "0"));
        if (!stamped
                || INTERLACED.contains(facts.getOrDefault("field_order", ""))
                || facts.getOrDefault("codec_name", "").equals("vp8")) {
            stamps.clear();
            stamped = true;
            ask("frame=best_effort_timestamp", SILENCE_DECODING);
            if (stamps.isEmpty()) {
                throw new UnreadableFrameException("video: expected pictures, found none that can be decoded");
            }
        }
        Collections.sort(stamps);
        boolean distinct = stamped && stamps.stream().distinct().count() == stamps.size();
        return new Clip(
                file,
                Files.size(file),
                Files.getLastModifiedTime(file),
                container,
                number(facts.getOrDefault("index", "0")),
                stored,
                layout,
                ColourMatrix.of(facts.getOrDefault("color_space", "unknown"), stored),
                isLimited(layout),
                facts.getOrDefault("color_transfer", "unknown"),
                orientation(),
                1 / ratio(facts.getOrDefault("time_base", "1/1")),
                List.copyOf(stamps),
                distinct,
                truncated ? Math.max(stamps.size(), Math.min(promised, MOST_FRAMES)) : stamps.size(),
                ratio(facts.getOrDefault("avg_frame_rate", "0/0")),
                created());
    }

    private void ask(String entries, Duration silence) throws IOException {
        AtomicBoolean cut = new AtomicBoolean();
        AtomicBoolean indexless = new AtomicBoolean();
        Process process = ffmpeg.ffprobe(List.of(
                "-hide_banner",
                "-loglevel",
                "repeat+level+error",
                "-protocol_whitelist",
                "file",
                "-f",
                container.demuxer(),
                "-select_streams",
                "V:0",
                "-show_entries",
                entries,
                "-of",
                "compact",
                "-i",
                Ffmpeg.argument(file)));
        try (Child child = new Child(process, silence, line -> {
            if (line.endsWith("partial file")) {
                cut.set(true);
            }
            if (line.endsWith("moov atom not found")) {
                indexless.set(true);
            }
        })) {
            child.input().close();
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(child.output(), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    child.hear();
                    take(line);
                }
            }
            int exit = child.exit();
            truncated |= cut.get();
            if (indexless.get()) {
                throw new UnreadableFrameException(
                        "truncated video: expected its index (a box named moov), found the end of the file, at byte "
                                + Files.size(file) + "; copy it again from the camera");
            }
            require(child, exit, silence);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnreadableFrameException("video: interrupted", e);
        }
    }

    private void require(Child child, int exit, Duration silence) throws IOException {
        if (child.wasSilent()) {
            throw new UnreadableFrameException(
                    "video: expected a word from ffprobe within " + silence.toSeconds() + " s, found silence");
        }
        if (exit != 0) {
            throw new UnreadableFrameException("video: expected one that ffprobe understands, found: "
                    + (child.complaint().isEmpty() ? "exit status " + exit : child.complaint()));
        }
    }

    /* packet|pts=0|dts=-2048|flags=K__ */
    private void take(String line) throws UnreadableFrameException {
        Map<String, String> fields = new HashMap<>();
        for (String field : line.split("\\|", -1)) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                String key = field.substring(0, equals);
                fields.put(key.substring(key.lastIndexOf(':') + 1), field.substring(equals + 1));
            }
        }
        if (line.startsWith("packet|") || line.startsWith("frame|")) {
            takePicture(fields);
        } else if (!line.isEmpty()) {
            fields.forEach(facts::putIfAbsent);
        }
    }

    private void takePicture(Map<String, String> fields) throws UnreadableFrameException {
        String flags = fields.getOrDefault("flags", "");
        truncated |= flags.contains("C");
        if (flags.contains("D")) {
            return; // outside the part that the container's edit list shows
        }
        if (stamps.size() == MOST_FRAMES) {
            throw new UnreadableFrameException(
                    "video: expected at most " + MOST_FRAMES + " pictures, found more; cut it in parts");
        }
        Optional<Long> stamp = stamp(fields.getOrDefault("best_effort_timestamp", fields.getOrDefault("pts", "N/A")));
        stamped &= stamp.isPresent();
        stamps.add(stamp.or(() -> stamp(fields.getOrDefault("dts", "N/A")))
                .orElseGet(() -> stamps.isEmpty() ? 0 : stamps.get(stamps.size() - 1)));
    }

    private static Optional<Long> stamp(String text) {
        try {
            return Optional.of(Long.valueOf(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private Shape shape(PictureLayout layout) throws UnreadableFrameException {
        int width = number(facts.getOrDefault("width", "0"));
        int height = number(facts.getOrDefault("height", "0"));
        if (width < 1 || height < 1) {
            throw new UnreadableFrameException(
                    "video: expected pictures of at least 1x1 pixels, found " + width + "x" + height);
        }
        Shape shape = new Shape(width, height, layout.channels());
        if (layout.bytes(shape) > Integer.MAX_VALUE - 16 || shape.samples() * 2 > Integer.MAX_VALUE) {
            throw new UnreadableFrameException("expected at most 2 GiB of pixels, found " + shape);
        }
        return shape;
    }

    /* Untagged: limited for YUV, full for everything else. */
    private boolean isLimited(PictureLayout layout) {
        return switch (facts.getOrDefault("color_range", "unknown")) {
            case "pc" -> false;
            case "tv" -> layout.family() != PictureLayout.Family.RGB;
            default -> !layout.fullJpeg();
        };
    }

    /* The matrix of the container takes stored points to shown ones: (a, b) is where its x axis goes, (c, d) its y axis. */
    private Orientation orientation() throws UnreadableFrameException {
        String text = facts.getOrDefault("displaymatrix", "").replaceAll("[0-9a-f]{8}:", " ");
        List<Long> m = MATRIX.matcher(text)
                .results()
                .map(result -> Long.parseLong(result.group()))
                .toList();
        if (m.size() < 5) {
            return Orientation.UPRIGHT;
        }
        String axes = Stream.of(m.get(0), m.get(1), m.get(3), m.get(4))
                .map(n -> Long.signum(n) > 0 ? "+" : Long.signum(n) < 0 ? "-" : "0")
                .collect(Collectors.joining());
        return switch (axes) {
            case "+00+", "0000" -> Orientation.UPRIGHT;
            case "-00+" -> Orientation.MIRRORED;
            case "-00-" -> Orientation.ROTATED_180;
            case "+00-" -> Orientation.FLIPPED;
            case "0++0" -> Orientation.TRANSPOSED;
            case "0+-0" -> Orientation.ROTATED_90;
            case "0--0" -> Orientation.TRANSVERSED;
            case "0-+0" -> Orientation.ROTATED_270;
            default ->
                throw new UnreadableFrameException(
                        "video: expected a rotation by a multiple of 90 degrees, found another; rotate it first");
        };
    }

    /* Clocks that were never set say 1904 or 1970: no moment at which a video was made. */
    private Optional<CaptureTime> created() {
        try {
            OffsetDateTime time = OffsetDateTime.parse(facts.getOrDefault("creation_time", ""));
            return time.getYear() <= 1970
                    ? Optional.empty()
                    : Optional.of(new CaptureTime(time.toLocalDateTime(), Optional.of(time.getOffset())));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static double ratio(String text) {
        Matcher parts = Pattern.compile("(\\d+)/(\\d+)").matcher(text);
        return parts.matches() && !parts.group(2).equals("0")
                ? Double.parseDouble(parts.group(1)) / Double.parseDouble(parts.group(2))
                : 0;
    }
}
