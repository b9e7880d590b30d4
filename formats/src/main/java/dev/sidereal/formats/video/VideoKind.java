package dev.sidereal.formats.video;

import dev.sidereal.frame.OptionException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The kinds of video files that are written, by the ends of their names. */
enum VideoKind {
    MP4,
    MOV,
    WEBM;

    /**
     * The kind of a file.
     *
     * @throws OptionException if its name ends otherwise
     */
    static VideoKind of(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(kind -> name.endsWith("." + kind.muxer()))
                .findFirst()
                .orElseThrow(() -> new OptionException(file
                        + ": expected a video whose name ends in .mp4, .mov or .webm, found another end; choose one of"
                        + " them"));
    }

    /** As ffmpeg names it, and files end. */
    String muxer() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Its encoders, the usual one first; each of the others for what those before it do not take. */
    List<VideoEncoder> encoders() {
        return switch (this) {
            case MP4 -> List.of(VideoEncoder.X264, VideoEncoder.OPENH264, VideoEncoder.VP9);
            case MOV -> List.of(VideoEncoder.X264, VideoEncoder.OPENH264, VideoEncoder.PRORES, VideoEncoder.PRORES_ODD);
            case WEBM -> List.of(VideoEncoder.VP9);
        };
    }

    /** How it is written: what a player needs first comes first. */
    List<String> options() {
        return this == WEBM ? List.of() : List.of("-movflags", "+faststart");
    }
}
