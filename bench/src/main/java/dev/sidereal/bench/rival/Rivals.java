package dev.sidereal.bench.rival;

import java.util.List;

/** Every rival there is an adapter for, installed or not. */
public final class Rivals {

    private Rivals() {}

    /** All rivals, in the order of the table. */
    public static List<Contender> all() {
        return List.of(
                new Vips(),
                PythonLoop.opencvProcesses(),
                PythonLoop.opencv(),
                PythonLoop.pillow(),
                PythonLoop.numpy(),
                Ffmpeg.asUsersWriteIt(),
                Ffmpeg.throughRgb(),
                new Siril(),
                new ImageMagick(),
                new GraphicsMagick());
    }
}
