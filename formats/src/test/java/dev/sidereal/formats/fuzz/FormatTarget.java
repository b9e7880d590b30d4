package dev.sidereal.formats.fuzz;

import dev.sidereal.formats.codec.Format;
import dev.sidereal.formats.codec.FrameHeader;
import dev.sidereal.formats.codec.PixelReader;
import dev.sidereal.image.Raster;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A format as a target: headers of a file, then the pixels of its first frames where they are not too many. */
public record FormatTarget(Format format, Path folder) implements Fuzzing.Target {

    private static final long MOST_BYTES = 4 << 20;
    private static final int MOST_FRAMES = 3;

    @Override
    public void read(byte[] input) throws IOException {
        if (!format.recognises(
                ByteBuffer.wrap(input, 0, Math.min(16, input.length)).slice())) {
            return;
        }
        Path file = Files.write(folder.resolve("input"), input);
        List<FrameHeader> headers = format.probe(file);
        try (PixelReader reader = format.open()) {
            for (int i = 0; i < Math.min(headers.size(), MOST_FRAMES); i++) {
                var info = headers.get(i).info();
                if (Raster.bytes(info.shape(), info.type()) + headers.get(i).readerBytes() < MOST_BYTES) {
                    reader.read(file, i, Raster.allocate(info.shape(), info.type()));
                }
            }
        }
    }
}
