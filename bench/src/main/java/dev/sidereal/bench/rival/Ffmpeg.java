package dev.sidereal.bench.rival;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * FFmpeg's {@code lagfun} filter without decay, as recipes on the web have it, or with the frames made RGB first.
 *
 * <p>Without {@code select} it would write a picture after every frame.
 */
record Ffmpeg(String name, String before, String reason) implements Contender {

    static Ffmpeg asUsersWriteIt() {
        return new Ffmpeg("ffmpeg", "", "maximum of luma and chroma, not of colours");
    }

    static Ffmpeg throughRgb() {
        return new Ffmpeg("ffmpeg-gbrp", "format=gbrp,", "its own conversion to RGB");
    }

    @Override
    public Optional<String> version() {
        return Program.find(List.of("ffmpeg"), List.of("-version"), Pattern.compile("ffmpeg version (\\d[\\d.]*)"))
                .map(program -> "FFmpeg " + program.version() + (before.isEmpty() ? "" : ", gbrp"));
    }

    @Override
    public Invocation stack(Night night, Path out, Path scratch) {
        String filter = before + "lagfun=decay=1,select=eq(n\\," + (night.frames() - 1) + ")";
        return Invocation.of(
                night.folder(),
                List.of(
                        "ffmpeg",
                        "-v",
                        "error",
                        "-nostdin",
                        "-y",
                        "-framerate",
                        "1",
                        "-start_number",
                        "1",
                        "-i",
                        "frame-%05d.jpg",
                        "-vf",
                        filter,
                        "-frames:v",
                        "1",
                        "-update",
                        "1",
                        "-q:v",
                        "2",
                        out.toString()));
    }

    @Override
    public Optional<String> caveat() {
        return Optional.of(reason);
    }
}
