package dev.sidereal.formats.raw;

import dev.sidereal.frame.UnreadableFrameException;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program in a process of its own: what it does wrong costs one frame, not the night.
 *
 * <p>It is started without a shell, gets no input, is killed after a time limit and when we end, and what it says of its
 * troubles is kept, up to 4 KB.
 */
final class Child implements Closeable {

    private static final int MOST_WORDS = 4096;
    private static final int SIGNALS_FROM = 128;

    private final String name;
    private final Duration limit;
    private final Process process;
    private final Thread listener;
    private final Thread watch;
    private final Thread hook;
    private final ByteArrayOutputStream words = new ByteArrayOutputStream();
    private volatile boolean late;

    private Child(String name, Process process, Duration limit) {
        this.name = name;
        this.process = process;
        this.limit = limit;
        listener = daemon(this::listen);
        watch = daemon(this::watch);
        hook = new Thread(process::destroyForcibly);
    }

    /**
     * Starts a program.
     *
     * @param command its path and arguments
     * @param folder  where it works
     * @throws UnreadableFrameException if it cannot be started
     */
    static Child start(List<String> command, Path folder, Duration limit) throws IOException {
        String name = String.valueOf(Path.of(command.get(0)).getFileName());
        Process process;
        try {
            process = new ProcessBuilder(command).directory(folder.toFile()).start();
        } catch (IOException e) {
            throw new UnreadableFrameException(
                    name + ": expected a program that starts, found: " + e.getMessage() + "; install LibRaw again", e);
        }
        process.getOutputStream().close();
        Child child = new Child(name, process, limit);
        child.listener.start();
        child.watch.start();
        try {
            Runtime.getRuntime().addShutdownHook(child.hook);
        } catch (IllegalStateException e) {
            process.destroyForcibly(); // we are ending already
        }
        return child;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        return thread;
    }

    private void listen() {
        byte[] piece = new byte[MOST_WORDS];
        try (InputStream errors = process.getErrorStream()) {
            for (int n = errors.read(piece); n >= 0; n = errors.read(piece)) {
                if (words.size() < MOST_WORDS) {
                    words.write(piece, 0, n);
                }
            }
        } catch (IOException e) {
            // it was killed; the reason is known already
        }
    }

    private void watch() {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                late = true;
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What it writes. */
    InputStream output() {
        return process.getInputStream();
    }

    /**
     * Waits for its end.
     *
     * @return what it said of its troubles; empty when all went well
     * @throws UnreadableFrameException if it was killed, took too long or says that it failed
     */
    String end() throws IOException {
        try {
            int exit = process.waitFor();
            listener.join();
            if (late) {
                throw new UnreadableFrameException(name + ": expected to be done within " + limit.toSeconds()
                        + " s, found it still running; it was ended");
            }
            if (exit > SIGNALS_FROM) {
                throw new UnreadableFrameException(
                        name + ": expected a picture, found that the program crashed (signal " + (exit - SIGNALS_FROM)
                                + ")" + said());
            }
            if (exit != 0) {
                throw new UnreadableFrameException(
                        name + ": expected a picture, found that the program failed (code " + exit + ")" + said());
            }
            return words();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnreadableFrameException("interrupted", e);
        }
    }

    private String words() {
        return words.toString(StandardCharsets.ISO_8859_1).strip();
    }

    private String said() {
        String all = words();
        return all.isEmpty() ? "" : ": " + all.lines().findFirst().orElse("");
    }

    @Override
    public void close() {
        process.destroyForcibly();
        watch.interrupt();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // we are ending: the hook does its work
        }
    }
}
