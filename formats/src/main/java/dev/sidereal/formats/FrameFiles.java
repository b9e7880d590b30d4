package dev.sidereal.formats;

import dev.sidereal.formats.codec.Format;
import dev.sidereal.formats.codec.FrameHeader;
import dev.sidereal.formats.codec.PixelReader;
import dev.sidereal.formats.file.FileContent;
import dev.sidereal.formats.fits.FitsFormat;
import dev.sidereal.formats.jpeg.JpegFormat;
import dev.sidereal.formats.natives.NativeLibraries;
import dev.sidereal.formats.natives.NativeMemory;
import dev.sidereal.formats.png.PngFormat;
import dev.sidereal.formats.raw.DngFormat;
import dev.sidereal.formats.raw.RawFormat;
import dev.sidereal.formats.ser.SerFormat;
import dev.sidereal.formats.tiff.TiffFormat;
import dev.sidereal.formats.video.VideoFormat;
import dev.sidereal.formats.xisf.XisfFormat;
import dev.sidereal.frame.Candidate;
import dev.sidereal.frame.FrameInfo;
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
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Frames in files. What a file is, its first bytes say; its name is only a name. */
public final class FrameFiles implements FrameSource {

    /** The formats that are read, each recognised by its first bytes. */
    public static final List<Format> FORMATS = List.of(
            new JpegFormat(),
            new PngFormat(),
            new DngFormat(),
            new RawFormat(),
            new TiffFormat(),
            new FitsFormat(),
            new XisfFormat(),
            new SerFormat(),
            new VideoFormat());

    private static final int HEAD_BYTES = 16;

    /* A candidate: the picture of that index in a file, and its mosaic if it is developed when it is read. */
    private record Probed(
            Path file,
            int index,
            boolean several,
            Candidate candidate,
            Optional<Format> format,
            long readerBytes,
            boolean stacked,
            Optional<FrameInfo> developedFrom) {}

    private final List<Probed> files;
    /* Hashes of files that hold many frames: each is read for it once. */
    private final Map<Path, FrameRecord.Content> severalFrames = new ConcurrentHashMap<>();

    private FrameFiles(List<Probed> files) {
        this.files = files;
    }

    /** Reads the headers of files as {@link Reading#USUAL} says. */
    public static FrameFiles probe(List<Path> files, int threads) throws IOException, InterruptedException {
        return probe(files, threads, Reading.USUAL);
    }

    /** Reads the headers of files, {@code threads} at a time; files that are no frames become candidates as well. */
    public static FrameFiles probe(List<Path> files, int threads, Reading reading)
            throws IOException, InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Format> formats = FORMATS.stream().map(Format::forNight).toList();
            List<Future<List<Probed>>> probes = new ArrayList<>(files.size());
            files.forEach(file -> probes.add(pool.submit(() -> probe(file, reading, formats))));
            Map<Object, Object> known = new HashMap<>();
            List<Probed> probed = new ArrayList<>(files.size());
            for (Future<List<Probed>> probe : probes) {
                probe.get().forEach(candidate -> probed.add(share(candidate, known)));
            }
            return new FrameFiles(List.copyOf(probed));
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    /** Reads the headers of one file. */
    public static FrameFiles of(Path file) {
        return new FrameFiles(probe(
                file, Reading.USUAL, FORMATS.stream().map(Format::forNight).toList()));
    }

    private static List<Probed> probe(Path file, Reading reading, List<Format> formats) {
        String name = String.valueOf(file.getFileName());
        try {
            Format format = recognise(file, formats);
            List<Probed> frames = new ArrayList<>();
            List<FrameHeader> headers = format.probe(file);
            for (FrameHeader header : headers) {
                Optional<FrameHeader> developed = DevelopedFrames.header(header, format, reading);
                FrameHeader read = developed.orElse(header);
                FrameInfo info = read.info();
                if (Raster.bytes(info.shape(), info.type()) > Integer.MAX_VALUE) {
                    throw new UnreadableFrameException("expected at most 2 GiB of pixels, found " + info.kind());
                }
                frames.add(new Probed(
                        file,
                        frames.size(),
                        headers.size() > 1,
                        new Candidate.Recognised(info),
                        Optional.of(format),
                        read.readerBytes(),
                        header.stacked(),
                        developed.map(colour -> header.info())));
            }
            return frames;
        } catch (IOException | RuntimeException | StackOverflowError e) {
            return List.of(new Probed(
                    file,
                    0,
                    false,
                    new Candidate.Unreadable(name, reason(e)),
                    Optional.empty(),
                    0,
                    false,
                    Optional.empty()));
        }
    }

    private static Format recognise(Path file, List<Format> formats) throws IOException {
        if (Files.isDirectory(file)) {
            throw new UnreadableFrameException("expected a file, found a folder");
        }
        if (!Files.isRegularFile(file) && Files.exists(file)) {
            throw new UnreadableFrameException("expected a file, found a device or pipe");
        }
        ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES);
        try (FileChannel channel = FileChannel.open(file)) {
            while (head.hasRemaining() && channel.read(head) > 0) {}
        }
        head.flip();
        if (head.limit() == 0) {
            throw new UnreadableFrameException("expected a picture, found an empty file");
        }
        for (Format format : formats) {
            if (format.recognises(head) && format.owns(file)) {
                return format;
            }
        }
        throw new UnreadableFrameException(
                OtherFormats.refusal(head).orElse("expected a picture, found " + looksLike(head)));
    }

    private static String looksLike(ByteBuffer head) {
        for (int i = 0; i < head.limit(); i++) {
            int c = head.get(i) & 0xFF;
            if (c < 9 || (c > 13 && c < 32) || c == 127) {
                return "another format that begins with 0x%08X".formatted(head.limit() >= 4 ? head.getInt(0) : c);
            }
        }
        return "text";
    }

    /* The frames of a night share a camera and a profile; so do their objects. */
    private static Probed share(Probed probed, Map<Object, Object> known) {
        if (!(probed.candidate() instanceof Candidate.Recognised recognised)) {
            return probed;
        }
        FrameInfo info = recognised.info();
        FrameInfo shared = new FrameInfo(
                info.name(),
                same(info.shape(), known),
                info.type(),
                info.time(),
                info.exposure().map(exposure -> same(exposure, known)),
                same(info.camera(), known),
                same(info.coding(), known),
                same(info.readout(), known),
                info.elapsed());
        return new Probed(
                probed.file(),
                probed.index(),
                probed.several(),
                new Candidate.Recognised(shared),
                probed.format(),
                probed.readerBytes(),
                probed.stacked(),
                probed.developedFrom());
    }

    @SuppressWarnings("unchecked")
    private static <T> T same(T value, Map<Object, Object> known) {
        return (T) known.computeIfAbsent(value, v -> v);
    }

    /** Whether a candidate says that it is a picture that Sidereal made of frames. */
    public boolean isStacked(int position) {
        return files.get(position).stacked();
    }

    /** The same without some of the candidates. */
    public FrameFiles without(Set<Integer> positions) {
        return new FrameFiles(IntStream.range(0, files.size())
                .filter(position -> !positions.contains(position))
                .mapToObj(files::get)
                .toList());
    }

    @Override
    public List<Candidate> candidates() {
        return files.stream().map(Probed::candidate).toList();
    }

    /** Where a candidate lies. */
    public Path file(int position) {
        return files.get(position).file();
    }

    /** Name of a candidate's format; empty for one that is no frame. */
    public Optional<String> formatName(int position) {
        return files.get(position).format().map(Format::name);
    }

    /** Whether a candidate is the first or only frame of its file. */
    public boolean isFirstInFile(int position) {
        return files.get(position).index() == 0;
    }

    /** Number of frames in the file that a candidate lies in, counted as candidates. */
    public int framesInFile(int position) {
        Path file = files.get(position).file();
        int first = position - files.get(position).index();
        int end = first;
        while (end < files.size()
                && files.get(end).file().equals(file)
                && files.get(end).index() == end - first) {
            end++;
        }
        return end - first;
    }

    @Override
    public void expect(List<Integer> positions) {
        Map<Format, Map<Path, BitSet>> expected = new HashMap<>();
        for (int position : positions) {
            Probed probed = files.get(position);
            probed.format()
                    .ifPresent(format -> expected.computeIfAbsent(format, f -> new HashMap<>())
                            .computeIfAbsent(probed.file(), f -> new BitSet())
                            .set(probed.index()));
        }
        expected.forEach((format, paths) -> paths.forEach(format::expect));
    }

    @Override
    public Optional<FrameRecord.Content> content(int position) throws IOException {
        Probed probed = files.get(position);
        try {
            if (!probed.several()) {
                return Optional.of(FileContent.of(probed.file()));
            }
            FrameRecord.Content file = severalFrames.get(probed.file());
            if (file == null) {
                file = FileContent.of(probed.file());
                severalFrames.put(probed.file(), file);
            }
            return Optional.of(FileContent.of(file, probed.index() + 1));
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            throw new UnreadableFrameException(reason(e), e);
        }
    }

    @Override
    public long readerBytes() {
        return files.stream().mapToLong(Probed::readerBytes).max().orElse(0);
    }

    @Override
    public FrameReader open() {
        Buffers own = new Buffers();
        return new Reader(own, own::close);
    }

    /** Opens a reader whose buffers stay when it is closed. */
    public FrameReader open(Buffers kept) {
        return new Reader(kept, () -> {});
    }

    /** What readers keep from frame to frame; a thread that reads one list of files after the other keeps it between them. */
    public static final class Buffers implements Closeable {

        private final Map<Format, PixelReader> readers = new HashMap<>();
        private final DevelopedFrames developing = new DevelopedFrames();
        private final List<NativeMemory> memory = new ArrayList<>();

        /** A raster in the memory that readers fill fastest; it is gone when these are closed. */
        public Raster buffer(Shape shape, SampleType type) {
            if (NativeLibraries.problem().isPresent()) {
                return Raster.allocate(shape, type);
            }
            NativeMemory bytes = NativeMemory.allocate(Raster.bytes(shape, type));
            memory.add(bytes);
            return Raster.over(shape, type, bytes.bytes());
        }

        @Override
        public void close() {
            readers.values().forEach(PixelReader::close);
            memory.forEach(NativeMemory::close);
        }
    }

    @FunctionalInterface
    private interface Attempt {
        Optional<Raster> make() throws IOException;
    }

    private final class Reader implements FrameReader {

        private final Buffers buffers;
        private final Runnable end;

        /* All at once, so that readers who share something know of each other before the first frame. */
        Reader(Buffers buffers, Runnable end) {
            this.buffers = buffers;
            this.end = end;
            files.stream()
                    .flatMap(probed -> probed.format().stream())
                    .distinct()
                    .forEach(format -> buffers.readers.computeIfAbsent(format, Format::open));
        }

        @Override
        public Raster buffer(Shape shape, SampleType type) {
            return buffers.buffer(shape, type);
        }

        @Override
        public void read(int position, Raster into) throws IOException {
            Probed probed = files.get(position);
            orUnreadable(() -> {
                PixelReader pixels = reader(probed);
                if (probed.developedFrom().isPresent()) {
                    buffers.developing.read(
                            mosaic -> pixels.read(probed.file(), probed.index(), mosaic),
                            probed.developedFrom().get(),
                            into);
                } else {
                    pixels.read(probed.file(), probed.index(), into);
                }
                return Optional.empty();
            });
        }

        @Override
        public Optional<Raster> readSmall(int position) throws IOException {
            Probed probed = files.get(position);
            return orUnreadable(() -> reader(probed).readSmall(probed.file(), probed.index()));
        }

        private PixelReader reader(Probed probed) {
            return Objects.requireNonNull(buffers.readers.get(probed.format().orElseThrow()));
        }

        private static Optional<Raster> orUnreadable(Attempt attempt) throws IOException {
            try {
                return attempt.make();
            } catch (UnreadableFrameException | ClosedByInterruptException e) {
                throw e;
            } catch (IOException | RuntimeException | StackOverflowError e) {
                throw new UnreadableFrameException(reason(e), e);
            }
        }

        @Override
        public void close() {
            end.run();
        }
    }

    /* One bad file must not end a night, whatever goes wrong in it. */
    private static String reason(Throwable e) {
        if (e instanceof UnreadableFrameException) {
            return String.valueOf(e.getMessage());
        }
        if (e instanceof NoSuchFileException) {
            return "no such file";
        }
        if (e instanceof AccessDeniedException) {
            return "expected a file that may be read, found one without permission";
        }
        String detail = e instanceof FileSystemException failed ? failed.getReason() : e.getMessage();
        return detail == null ? "cannot be read" : "cannot be read: " + detail;
    }
}
