package dev.sidereal.bench.rival;

import java.util.List;

/** Every rival there is an adapter for, installed or not. */
public final class Rivals {

    private Rivals() {}

    /** Those that average. */
    public static List<Contender> averaging() {
        return List.of(
                PythonLoop.averageInFloat(),
                PythonLoop.averageWithGamma(),
                new Siril("mean none -nonorm"),
                new ImageMagick("mean"));
    }

    /** Those that take the maximum, in the order of the table. */
    public static List<Contender> lightening() {
        return List.of(
                new Vips(),
                PythonLoop.opencvProcesses(),
                PythonLoop.opencv(),
                PythonLoop.pillow(),
                PythonLoop.numpy(),
                Ffmpeg.asUsersWriteIt(),
                Ffmpeg.throughRgb(),
                new Siril("max"),
                new ImageMagick("max"),
                new GraphicsMagick());
    }
}
