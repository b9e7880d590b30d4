package dev.sidereal.formats.video;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** Videos that tests make with the program that reads them. */
final class Clips {

    private Clips() {}

    /** The program; tests are skipped where there is none. */
    static Ffmpeg ffmpeg() {
        Optional<Ffmpeg> found = Ffmpeg.here();
        Assumptions.assumeTrue(found.isPresent(), "skipped: no ffmpeg is bundled here or on the path");
        return found.orElseThrow();
    }

    /** Runs ffmpeg with some bytes as its input and returns what it writes. */
    static byte[] run(byte[] input, Object... words) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("-hide_banner", "-loglevel", "error", "-y"));
        for (Object word : words) {
            arguments.add(word instanceof Path path ? Ffmpeg.argument(path) : String.valueOf(word));
        }
        Process process = ffmpeg().ffmpeg(arguments);
        Thread feeder = new Thread(() -> {
            try (OutputStream out = process.getOutputStream()) {
                out.write(input);
            } catch (IOException e) {
                /* It has read enough. */
            }
        });
        feeder.start();
        byte[] output = process.getInputStream().readAllBytes();
        String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("ffmpeg: " + errors);
        }
        feeder.join();
        return output;
    }

    /** A lossless Matroska file of raw frames. */
    static Path lossless(Path file, String pixels, int width, int height, byte[] frames, Object... options)
            throws IOException, InterruptedException {
        List<Object> words = new ArrayList<>(List.of("-f", "rawvideo", "-pix_fmt", pixels));
        words.addAll(List.of("-video_size", width + "x" + height, "-framerate", 10));
        if (List.of(options).contains("-color_range")) {
            words.addAll(List.of(options)); // of the codes that go in as well, else the program would convert them
        }
        words.addAll(List.of("-i", "pipe:0", "-c:v", "ffv1"));
        words.addAll(List.of(options));
        words.add(file);
        run(frames, words.toArray());
        return file;
    }

    /** Grey frames: every sample of frame i is {@code i}. */
    static byte[] numbered(int frames, int samples) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < frames; i++) {
            byte[] frame = new byte[samples];
            Arrays.fill(frame, (byte) i);
            out.writeBytes(frame);
        }
        return out.toByteArray();
    }
}
