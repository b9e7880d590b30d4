package dev.sidereal.spark;

import dev.sidereal.formats.FrameFiles;
import dev.sidereal.frame.Candidate;
import dev.sidereal.frame.FrameReader;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.frame.FrameSource;
import dev.sidereal.frame.Reading;
import dev.sidereal.frame.UnreadableFrameException;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.ClosedByInterruptException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;

/**
 * Frames wherever Hadoop finds them, read by the readers of files on a disk: each file is brought near when its turn comes and
 * let go of after it; a file of several frames stays until all are read.
 *
 * <p>Safe for use by many threads. On disk lie at most one file for each reader and those of several frames.
 */
final class PartFrames implements FrameSource, Closeable {

    private record Opened(NearFile near, FrameFiles files) {}

    private final List<Address> addresses;
    private final List<Candidate> candidates;
    private final Source source;
    private final Map<String, Opened> several = new HashMap<>();
    private final Map<Integer, FrameRecord.Content> contents = new ConcurrentHashMap<>();

    /**
     * How frames are reached.
     *
     * @param hashed      whether the bytes of each frame are told
     * @param readerBytes what a reader keeps
     * @param last        whether failures of the network are the frame's: nobody will try again
     */
    record Source(Configuration hadoop, Reading reading, boolean hashed, long readerBytes, boolean last) {}

    /** Frames whose headers were read before. */
    PartFrames(List<Address> addresses, List<Candidate> candidates, Source source) {
        this.addresses = addresses;
        this.candidates = candidates;
        this.source = source;
    }

    @Override
    public List<Candidate> candidates() {
        return candidates;
    }

    @Override
    public long readerBytes() {
        return source.readerBytes();
    }

    @Override
    public Optional<FrameRecord.Content> content(int position) {
        return Optional.ofNullable(contents.remove(position));
    }

    @Override
    public FrameReader open() {
        return new Reader();
    }

    private Opened bringNear(Address address) throws IOException {
        try {
            NearFile near = NearFile.of(URI.create(address.file()), source.hadoop());
            try {
                return new Opened(near, FrameFiles.probe(List.of(near.path()), 1, source.reading()));
            } catch (InterruptedException e) {
                near.close();
                Thread.currentThread().interrupt();
                throw new ClosedByInterruptException();
            }
        } catch (UnreadableFrameException | ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            if (source.last()) {
                throw new UnreadableFrameException("cannot be read: " + e.getMessage(), e);
            }
            throw e;
        }
    }

    /* Nobody else opens a file of several frames meanwhile: its readers share what they decode. */
    private synchronized Optional<Opened> kept(Address address) throws IOException {
        Opened opened = several.get(address.file());
        if (opened == null && address.index() > 0) {
            opened = bringNear(address);
            several.put(address.file(), opened);
        }
        return Optional.ofNullable(opened);
    }

    private synchronized void keep(Address address, Opened opened) throws IOException {
        if (several.putIfAbsent(address.file(), opened) != null) {
            opened.near().close();
        }
    }

    @Override
    public synchronized void close() throws IOException {
        for (Opened opened : several.values()) {
            opened.near().close();
        }
    }

    private interface Use<T> {
        T of(FrameFiles files) throws IOException;
    }

    private final class Reader implements FrameReader {

        private final FrameFiles.Buffers buffers = new FrameFiles.Buffers();

        @Override
        public Raster buffer(Shape shape, SampleType type) {
            return buffers.buffer(shape, type);
        }

        @Override
        public void read(int position, Raster into) throws IOException {
            bringing(position, files -> {
                requireAsPromised(position, files, into);
                int index = addresses.get(position).index();
                try (FrameReader reader = files.open(buffers)) {
                    reader.read(index, into);
                }
                if (source.hashed()) {
                    files.content(index).ifPresent(content -> contents.put(position, content));
                }
                return into;
            });
        }

        @Override
        public Optional<Raster> readSmall(int position) throws IOException {
            return bringing(position, files -> {
                requireReadable(files);
                try (FrameReader reader = files.open(buffers)) {
                    return reader.readSmall(addresses.get(position).index());
                }
            });
        }

        private <T> T bringing(int position, Use<T> use) throws IOException {
            Address address = addresses.get(position);
            Optional<Opened> kept = kept(address);
            Opened opened = kept.isPresent() ? kept.get() : bringNear(address);
            try {
                return use.of(opened.files());
            } finally {
                if (kept.isEmpty() && opened.files().candidates().size() > 1) {
                    keep(address, opened);
                } else if (kept.isEmpty()) {
                    opened.near().close();
                }
            }
        }

        private static void requireReadable(FrameFiles files) throws UnreadableFrameException {
            if (files.candidates().get(0) instanceof Candidate.Unreadable bad) {
                throw new UnreadableFrameException(bad.reason());
            }
        }

        private void requireAsPromised(int position, FrameFiles files, Raster into) throws UnreadableFrameException {
            requireReadable(files);
            int index = addresses.get(position).index();
            List<Candidate> found = files.candidates();
            if (index >= found.size() || !isAsPromised(found.get(index), into)) {
                throw new UnreadableFrameException("expected " + into.shape() + ", " + into.type()
                        + " as its header said before, found another frame; leave frames as they are meanwhile");
            }
        }

        private static boolean isAsPromised(Candidate found, Raster into) {
            return found instanceof Candidate.Recognised recognised
                    && recognised.info().shape().equals(into.shape())
                    && recognised.info().type() == into.type();
        }

        @Override
        public void close() {
            buffers.close();
        }
    }
}
