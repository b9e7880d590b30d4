package dev.sidereal.formats.video;

import dev.sidereal.image.Shape;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One run of ffmpeg through a video, from some picture on: a picture at a time, each with its time and its true size.
 *
 * <p>The pictures come in their own pixel format, so that ffmpeg converts nothing. A size that changes on the way does not
 * break the stream: such a picture is scaled to the first size and its true size said.
 */
final class Decoder implements Closeable {

    /* Every picture decoded is a line, and so a sign of life; every picture kept is a second one. */
    private static final Pattern KEPT =
            Pattern.compile("\\[Parsed_showinfo_2 .* n: *\\d+ pts: *(-?\\d+|NOPTS) .* s:(\\d+)x(\\d+) .*");
    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final int SECONDS_FOR_WORDS = 10;
    private static final int MOST_THREADS = 16;

    /**
     * What is said of a picture.
     *
     * @param stamp  its time in ticks; empty: it has none
     * @param width  its true width
     * @param height its true height
     */
    record Said(Optional<Long> stamp, int width, int height) {

        boolean isOf(Shape stored) {
            return width == stored.width() && height == stored.height();
        }
    }

    private final Clip clip;
    private final Child child;
    private final BlockingQueue<Said> said = new LinkedBlockingQueue<>();

    /**
     * Starts a run.
     *
     * @param from  first picture wanted
     * @param every then each so-many-th; more than 1 only where {@link Clip#step} is known
     */
    Decoder(Ffmpeg ffmpeg, Clip clip, int from, int every) throws IOException {
        this.clip = clip;
        this.child = new Child(ffmpeg.ffmpeg(arguments(clip, from, every)), SILENCE, this::hear);
        child.input().close();
    }

    private static List<String> arguments(Clip clip, int from, int every) {
        List<String> arguments = new ArrayList<>(List.of("-hide_banner", "-nostdin", "-nostats"));
        arguments.addAll(List.of("-loglevel", "repeat+level+info"));
        int threads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
        arguments.addAll(List.of("-threads", String.valueOf(threads)));
        arguments.addAll(List.of("-err_detect:v", "explode", "-noautorotate", "-reinit_filter", "0", "-copyts"));
        arguments.addAll(
                List.of("-protocol_whitelist", "file", "-f", clip.container().demuxer()));
        arguments.addAll(List.of("-i", Ffmpeg.argument(clip.file())));
        arguments.addAll(List.of("-map", "0:" + clip.stream(), "-vf", filters(clip, from, every)));
        arguments.addAll(List.of("-fps_mode", "passthrough", "-max_error_rate", "1", "-f", "rawvideo", "pipe:1"));
        return arguments;
    }

    private static String filters(Clip clip, int from, int every) {
        return "showinfo=checksum=0,select='" + selection(clip, from, every) + "',showinfo=checksum=0,scale="
                + clip.stored().width() + ":" + clip.stored().height()
                + ":flags=neighbor+accurate_rnd+full_chroma_int+bitexact,format="
                + clip.layout().asked();
    }

    private static String selection(Clip clip, int from, int every) {
        if (!clip.distinct() || from >= clip.stamps().size()) {
            return "gte(n," + from + ")";
        }
        long first = clip.stamps().get(from);
        String later = "gte(pts," + first + ")";
        return every == 1 ? later : later + "*not(mod(pts-(" + first + ")," + every * clip.step() + "))";
    }

    private void hear(String line) {
        Matcher kept = KEPT.matcher(line);
        if (kept.matches()) {
            String stamp = kept.group(1);
            said.add(new Said(
                    stamp.equals("NOPTS") ? Optional.empty() : Optional.of(Long.valueOf(stamp)),
                    Integer.parseInt(kept.group(2)),
                    Integer.parseInt(kept.group(3))));
        }
    }

    /** Reads the next picture; empty: there is none any more, and {@link #failure} says why. */
    Optional<Said> next(byte[] into) throws InterruptedException {
        if (child.read(into, clip.pictureBytes()) < clip.pictureBytes()) {
            return Optional.empty();
        }
        return Optional.ofNullable(said.poll(SECONDS_FOR_WORDS, TimeUnit.SECONDS));
    }

    /** Says whether nobody waits for the next picture at present. */
    void rest(boolean rests) {
        child.rest(rests);
    }

    /** Why there is no further picture, if it was not the end of the video. */
    Optional<String> failure() throws InterruptedException {
        int exit = child.exit();
        if (child.wasSilent()) {
            return Optional.of("expected a picture within " + SILENCE.toSeconds() + " s, found silence");
        }
        return Child.isCrash(exit)
                ? Optional.of("expected a picture, found that ffmpeg had ended, with exit status " + exit)
                : Optional.empty();
    }

    /** The last error named, empty: none. */
    String complaint() {
        return child.complaint();
    }

    long pid() {
        return child.pid();
    }

    @Override
    public void close() {
        child.close();
    }
}
