package dev.sidereal.formats.video;

import dev.sidereal.formats.file.NewFile;
import dev.sidereal.frame.CaptureTime;
import dev.sidereal.frame.OptionException;
import dev.sidereal.timelapse.PictureSink;
import dev.sidereal.timelapse.Yuv420;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A video that is written picture by picture, through ffmpeg's pipe, and appears whole or not at all.
 *
 * <p>The colours are tagged as what they are: BT.709's primaries and matrix, sRGB's curve, limited range. Equal pictures give equal
 * bytes with one version of the program. ffmpeg starts with the first picture; a picture that it does not take within
 * five minutes ends it. Memory: nothing here, the program's is promised.
 */
public final class VideoFile implements PictureSink, Closeable {

    private static final Duration SILENCE = Duration.ofMinutes(5);
    private static final int CHUNK = 1 << 16;
    private static final int KEY_SECONDS = 2;
    /* How ffmpeg ends after a signal that it may answer. */
    private static final int ENDED_BY_REQUEST = 255;
    private static final int MILLISECONDS_TO_INTERRUPT = 500;

    private final Path target;
    private final Ffmpeg ffmpeg;
    private final VideoKind kind;
    private final VideoEncoder encoder;
    private final Size size;
    private final double fps;
    private final Titles titles;
    private final byte[] chunk = new byte[CHUNK];
    private Optional<Writing> writing = Optional.empty();

    /** Columns and rows of the pictures. */
    public record Size(int width, int height) {}

    /**
     * What the file says of itself.
     *
     * @param title what it shows
     * @param begin when the first frame was taken
     */
    public record Titles(String title, Optional<CaptureTime> begin) {}

    /* The file and the program that writes it. */
    private record Writing(NewFile file, Child child, OutputStream input) {}

    private VideoFile(
            Path target, Ffmpeg ffmpeg, VideoKind kind, VideoEncoder encoder, Size size, double fps, Titles titles) {
        this.target = target;
        this.ffmpeg = ffmpeg;
        this.kind = kind;
        this.encoder = encoder;
        this.size = size;
        this.fps = fps;
        this.titles = titles;
    }

    /**
     * Makes sure that a name is one of a video.
     *
     * @throws OptionException if it is not
     */
    public static void requireName(Path file) {
        VideoKind.of(file);
    }

    /**
     * Chooses how a file will be written; nothing is written yet.
     *
     * @param fps pictures in a second
     * @throws OptionException if no encoder here takes such pictures
     */
    public static VideoFile of(Path target, Size size, double fps, Titles titles) throws IOException {
        VideoKind kind = VideoKind.of(target);
        Ffmpeg ffmpeg = Ffmpeg.here().orElseThrow(() -> new OptionException(Ffmpeg.MISSING));
        Set<String> found = ffmpeg.encoders();
        List<VideoEncoder> here = kind.encoders().stream()
                .filter(encoder -> found.contains(encoder.codec()))
                .toList();
        if (here.isEmpty()) {
            throw new OptionException(target + ": expected ffmpeg with one of the encoders "
                    + String.join(
                            ", ",
                            kind.encoders().stream().map(VideoEncoder::codec).toList())
                    + ", found none of them; install another ffmpeg, or choose another kind of file");
        }
        VideoEncoder encoder = here.stream()
                .filter(any -> any.takes(size.width(), size.height()))
                .findFirst()
                .orElseThrow(() -> new OptionException(target + ": expected at most "
                        + VideoEncoder.MOST_SIDE + " columns and rows, found " + size.width() + "x" + size.height()
                        + "; choose another with --size"));
        return new VideoFile(target, ffmpeg, kind, encoder, size, fps, titles);
    }

    /** Where it will lie. */
    public Path target() {
        return target;
    }

    /** The way of coding: {@code H.264}. */
    public String coding() {
        return encoder.title();
    }

    /** Why it is coded in another way than usual. */
    public Optional<String> exception() {
        VideoEncoder usual = kind.encoders().get(0);
        return usual.title().equals(encoder.title())
                ? Optional.empty()
                : Optional.of(target + ": pictures of " + size.width() + "x" + size.height() + " are coded as "
                        + encoder.title() + ", because H.264 takes even numbers of columns and rows, from 16x16 up to"
                        + " 4096x2304; choose another with --size");
    }

    @Override
    public long bytes() {
        return encoder.bytes(size.width(), size.height());
    }

    @Override
    public void take(ByteBuffer picture) throws IOException, InterruptedException {
        if (picture.remaining() != Yuv420.bytes(size.width(), size.height())) {
            throw new IllegalArgumentException("picture: expected " + Yuv420.bytes(size.width(), size.height())
                    + " bytes, found " + picture.remaining());
        }
        if (writing.isEmpty()) {
            writing = Optional.of(begin());
        }
        Writing now = writing.get();
        now.child.rest(false);
        try {
            while (picture.hasRemaining()) {
                int count = Math.min(CHUNK, picture.remaining());
                picture.get(chunk, 0, count);
                now.input.write(chunk, 0, count);
                now.child.hear();
            }
            now.input.flush();
        } catch (IOException e) {
            throw failed(now, e);
        }
        now.child.rest(true);
    }

    private Writing begin() throws IOException {
        NewFile file = NewFile.create(target);
        try {
            Child child = new Child(ffmpeg.ffmpeg(arguments(file.unfinished())), SILENCE, words -> {});
            return new Writing(file, child, child.input());
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    private List<String> arguments(Path file) {
        List<String> arguments = new ArrayList<>(List.of("-hide_banner", "-nostdin", "-nostats", "-y"));
        arguments.addAll(List.of("-loglevel", "repeat+level+error", "-thread_queue_size", "1"));
        arguments.addAll(List.of("-f", "rawvideo", "-pix_fmt", "yuv420p"));
        arguments.addAll(List.of("-video_size", size.width() + "x" + size.height()));
        arguments.addAll(List.of("-framerate", BigDecimal.valueOf(fps).toPlainString()));
        arguments.addAll(colours());
        arguments.addAll(List.of("-i", "pipe:0", "-fps_mode", "passthrough", "-c:v", encoder.codec()));
        arguments.addAll(encoder.options());
        arguments.addAll(List.of("-g", String.valueOf(Math.max(1, Math.round(KEY_SECONDS * fps)))));
        arguments.addAll(colours());
        arguments.addAll(List.of("-metadata", "title=" + titles.title()));
        titles.begin().ifPresent(begin -> arguments.addAll(List.of("-metadata", "creation_time=" + begin.instant())));
        /* Without the version of the program, and without times of writing. */
        arguments.addAll(List.of("-fflags", "+bitexact", "-flags:v", "+bitexact"));
        arguments.addAll(kind.options());
        arguments.addAll(List.of("-f", kind.muxer(), Ffmpeg.argument(file)));
        return arguments;
    }

    private static List<String> colours() {
        return List.of(
                "-color_range",
                "tv",
                "-colorspace",
                "bt709",
                "-color_primaries",
                "bt709",
                "-color_trc",
                "iec61966-2-1");
    }

    /**
     * Puts the whole video in its place.
     *
     * @throws IOException if it could not be written; nothing is left behind then
     */
    public void commit() throws IOException, InterruptedException {
        Writing now = writing.orElseThrow(() -> new IllegalStateException("video: expected a picture, found none"));
        try {
            now.input.close();
        } catch (IOException e) {
            throw failed(now, e);
        }
        if (now.child.exit() != 0) {
            throw failed(now, new IOException("ffmpeg ended"));
        }
        now.file.commit();
    }

    private IOException failed(Writing now, IOException e) throws InterruptedException {
        boolean silent = now.child.wasSilent();
        int exit = now.child.exit();
        if (exit == ENDED_BY_REQUEST) {
            /* Ctrl-C reaches it when it reaches us. */
            Thread.sleep(MILLISECONDS_TO_INTERRUPT);
        }
        String reason = silent
                ? "that ffmpeg took none for " + SILENCE.toMinutes() + " minutes"
                : now.child.complaint().isEmpty()
                        ? "that ffmpeg had ended, with exit status " + exit
                        : now.child.complaint();
        return new IOException(
                target + ": expected to write the video, found: " + reason + "; nothing was left behind", e);
    }

    /** Ends what is not finished; without {@link #commit} nothing is left behind. */
    @Override
    public void close() throws IOException {
        if (writing.isPresent()) {
            Writing now = writing.get();
            now.child.close();
            now.file.close();
        }
    }
}
