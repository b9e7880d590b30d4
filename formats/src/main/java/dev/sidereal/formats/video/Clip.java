package dev.sidereal.formats.video;

import dev.sidereal.formats.codec.Orientation;
import dev.sidereal.frame.CaptureTime;
import dev.sidereal.image.Shape;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a video before a picture is decoded.
 *
 * @param file        where it lies
 * @param size        of the file in bytes, when it was looked at
 * @param modified    when it was changed last, when it was looked at
 * @param container   its wrapping
 * @param stream      number of the stream of pictures in it
 * @param stored      size of its pictures, before they are turned, and their channels
 * @param layout      of its pixels
 * @param matrix      that its colours were made with
 * @param limited     whether its codes use the limited range
 * @param transfer    the tag of its tone curve, in ffmpeg's words
 * @param orientation how its pictures must be turned
 * @param ticksPerSecond of its timestamps
 * @param stamps      the time of each picture in ticks, in the order of showing; those that a truncated file promises but
 *                    does not hold have none
 * @param distinct    whether every picture has a time of its own, by which it can be known again
 * @param frames      number of pictures, the missing ones included
 * @param framesPerSecond as the file says; 0: unknown
 * @param created     the moment that the file names as its beginning
 */
record Clip(
        Path file,
        long size,
        FileTime modified,
        Container container,
        int stream,
        Shape stored,
        PictureLayout layout,
        ColourMatrix matrix,
        boolean limited,
        String transfer,
        Orientation orientation,
        double ticksPerSecond,
        List<Long> stamps,
        boolean distinct,
        int frames,
        double framesPerSecond,
        Optional<CaptureTime> created) {

    /** How its pictures become frames. */
    PictureConversion conversion() {
        return new PictureConversion(layout, stored, matrix, limited);
    }

    /** Time of a picture after the first; a missing one is where the stated rate puts it, if there is one. */
    Optional<Duration> elapsed(int index) {
        int last = Math.min(index, stamps.size() - 1);
        if (index > last && framesPerSecond <= 0) {
            return Optional.empty();
        }
        double seconds = (stamps.get(last) - stamps.get(0)) / ticksPerSecond;
        double beyond = index > last ? (index - last) / framesPerSecond : 0;
        return Optional.of(Duration.ofNanos(Math.round((seconds + beyond) * 1e9)));
    }

    /** Bytes of one decoded picture in the pipe. */
    int pictureBytes() {
        return (int) layout.bytes(stored);
    }

    /** Ticks between pictures, where they are as good as equal; 0: they differ. */
    long step() {
        long[] steps = new long[Math.max(0, stamps.size() - 1)];
        Arrays.setAll(steps, i -> stamps.get(i + 1) - stamps.get(i));
        return Arrays.stream(steps).distinct().count() == 1 ? steps[0] : 0;
    }
}
