package dev.sidereal.formats.video;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * A running ffmpeg or ffprobe: bytes from its output, words from its errors, and an end when it falls silent for too long
 * while somebody waits for it.
 */
final class Child implements Closeable {

    /* [mov,mp4 @ 0x5601] [error] moov atom not found */
    private static final Pattern PREFIX =
            Pattern.compile("^(?:\\[[^\\]]*\\] ?)*\\[(?:error|fatal|panic)\\] (?:file:.*?: )?");

    private final Process process;
    private final InputStream output;
    private final Thread listener;
    private volatile long heard = System.nanoTime();
    private volatile boolean resting;
    private volatile boolean silenced;
    private volatile String complaint = "";

    /**
     * Begins to listen.
     *
     * @param silence longest time without a word or a byte
     * @param words   hears every line of the error stream, on a thread of its own
     */
    Child(Process process, Duration silence, Consumer<String> words) {
        this.process = process;
        this.output = process.getInputStream();
        this.listener = daemon("sidereal-video-words", () -> listen(words));
        daemon("sidereal-video-watch", () -> watch(silence.toNanos()));
    }

    private static Thread daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void listen(Consumer<String> words) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                heard = System.nanoTime();
                String bare = PREFIX.matcher(line).replaceFirst("");
                if (!bare.equals(line)) {
                    complaint = bare;
                }
                words.accept(line);
            }
        } catch (IOException e) {
            /* The process was ended: it has nothing more to say. */
        }
    }

    private void watch(long silence) {
        try {
            while (!process.waitFor(500, TimeUnit.MILLISECONDS)) {
                if (!resting && System.nanoTime() - heard > silence) {
                    silenced = true;
                    close();
                }
            }
        } catch (InterruptedException e) {
            close();
        }
    }

    /** Bytes of its output; the end of it when the process was ended. */
    InputStream output() {
        return output;
    }

    /** Where its input comes from. */
    OutputStream input() {
        return process.getOutputStream();
    }

    /**
     * Fills an array from its output.
     *
     * @return the bytes read: fewer than asked for at the end of the output only
     */
    int read(byte[] into, int count) {
        int at = 0;
        try {
            while (at < count) {
                int n = output.read(into, at, Math.min(count - at, 1 << 20));
                if (n < 0) {
                    break;
                }
                heard = System.nanoTime();
                at += n;
            }
        } catch (IOException e) {
            /* The process was ended while we read. */
        }
        return at;
    }

    /** Says whether nobody waits for output at present, so that silence means nothing. */
    void rest(boolean rests) {
        heard = System.nanoTime();
        resting = rests;
    }

    /** A sign of life that came another way. */
    void hear() {
        heard = System.nanoTime();
    }

    /** Waits for the end, and for the last word. */
    int exit() throws InterruptedException {
        int exit = process.waitFor();
        listener.join(1000);
        return exit;
    }

    /** Whether it was ended because it was silent. */
    boolean wasSilent() {
        return silenced;
    }

    /** Whether a signal or a crash ended it, rather than the program itself. */
    static boolean isCrash(int exit) {
        return exit < 0 || (exit > 128 && exit != 255);
    }

    /** The last error it named, without its own name for where; empty: none. */
    String complaint() {
        return complaint;
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        Ffmpeg.end(process);
    }
}
