package dev.sidereal.formats.file;

import dev.sidereal.fold.Plane;
import dev.sidereal.stack.Shelf;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A shelf on disk: a hidden file beside an output, made when the first strip is put and gone when closed or when the program
 * ends, however it ends, where the system can keep a file without a name.
 *
 * <p>Cost: the bytes of all strips, written once.
 */
public final class ScratchFile implements Shelf, Closeable {

    private record Place(Plane plane, int strip) {}

    private final Path file;
    private final Map<Place, Long> places = new HashMap<>();
    private Optional<FileChannel> channel = Optional.empty();

    private ScratchFile(Path file) {
        this.file = file;
    }

    /** A shelf in the folder of an output. */
    public static ScratchFile beside(Path output) {
        return new ScratchFile(output.toAbsolutePath()
                .resolveSibling(".sidereal-planes." + ProcessHandle.current().pid() + ".part"));
    }

    @Override
    public synchronized void put(Plane plane, int strip, ByteBuffer numbers) {
        try {
            FileChannel file = open();
            long at = file.size();
            places.put(new Place(plane, strip), at);
            while (numbers.hasRemaining()) {
                at += file.write(numbers, at);
            }
        } catch (IOException e) {
            throw failed("to write", e);
        }
    }

    private FileChannel open() throws IOException {
        if (channel.isEmpty()) {
            channel = Optional.of(FileChannel.open(
                    file,
                    StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.DELETE_ON_CLOSE));
        }
        return channel.get();
    }

    @Override
    public void get(Plane plane, int strip, ByteBuffer out) {
        Place place = new Place(plane, strip);
        if (!places.containsKey(place)) {
            throw new IllegalArgumentException(place + ": expected a strip that was put");
        }
        try {
            FileChannel from = channel.orElseThrow();
            for (long at = places.get(place); out.hasRemaining(); ) {
                int count = from.read(out, at);
                if (count < 0) {
                    throw new EOFException("the end of the file, at byte " + at);
                }
                at += count;
            }
        } catch (IOException e) {
            throw failed("to read", e);
        }
    }

    private UncheckedIOException failed(String verb, IOException e) {
        return new UncheckedIOException(
                e instanceof ClosedByInterruptException
                        ? e
                        : new IOException(
                                file.getParent() + ": expected " + verb + " planes that wait on disk, found: "
                                        + e.getMessage() + "; make room, or allow more with --memory",
                                e));
    }

    @Override
    public synchronized void close() throws IOException {
        if (channel.isPresent()) {
            channel.get().close();
        }
    }
}
