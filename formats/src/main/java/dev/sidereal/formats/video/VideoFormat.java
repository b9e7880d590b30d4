package dev.sidereal.formats.video;

import dev.sidereal.formats.codec.Format;
import dev.sidereal.formats.codec.FrameHeader;
import dev.sidereal.formats.codec.Orientation;
import dev.sidereal.formats.codec.PixelReader;
import dev.sidereal.formats.codec.UnchangedFrame;
import dev.sidereal.frame.Camera;
import dev.sidereal.frame.CaptureTime;
import dev.sidereal.frame.Coding;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.Readout;
import dev.sidereal.frame.UnreadableFrameException;
import dev.sidereal.image.Raster;
import dev.sidereal.image.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Video: whatever ffmpeg decodes from MP4, MOV, AVI, Matroska, WebM and MTS. Every picture is a frame, named
 * {@code clip.mp4#17}.
 *
 * <p>The decoder runs in a process of its own, where its crash costs a frame and not the night; it is started when the
 * first video is met. Colours are made by {@link PictureConversion}; the rotation tag is applied. Timestamps become times
 * since the first frame, and capture times where the file says when it was made.
 */
public final class VideoFormat implements Format {

    /* Measured with 8.0.1: 45 MB before the first picture, then a dozen pictures on their way. */
    private static final long PROGRAM_BYTES = 48L << 20;
    private static final int PICTURES_ON_THE_WAY = 8;
    private static final int PICTURES_ON_THE_TABLE = 3;

    private final Map<Path, Clip> clips = new ConcurrentHashMap<>();
    private final Map<Path, BitSet> expected = new ConcurrentHashMap<>();
    /* In the order of last use. */
    private final Map<Path, FrameStream> streams = new LinkedHashMap<>(16, 0.75f, true);
    private final AtomicInteger readers = new AtomicInteger();

    @Override
    public String name() {
        return "video";
    }

    @Override
    public Format forNight() {
        return new VideoFormat();
    }

    @Override
    public boolean recognises(ByteBuffer head) {
        return Container.of(head).isPresent();
    }

    @Override
    public void expect(Path file, BitSet indices) {
        expected.put(file, indices);
    }

    @Override
    public List<FrameHeader> probe(Path file) throws IOException {
        Clip clip = ClipProbe.probe(program(), file, container(file));
        clips.put(file, clip);
        Shape upright = clip.orientation().turn(clip.stored());
        Coding coding = new Coding(Optional.empty(), TransferCurve.of(clip.transfer()), Optional.empty());
        long readerBytes = PROGRAM_BYTES
                + (long) (PICTURES_ON_THE_WAY + PICTURES_ON_THE_TABLE) * clip.pictureBytes()
                + (clip.orientation() == Orientation.UPRIGHT
                        ? 0
                        : Raster.bytes(upright, clip.layout().type()));
        List<FrameHeader> frames = new ArrayList<>(clip.frames());
        for (int i = 0; i < clip.frames(); i++) {
            Optional<Duration> elapsed = clip.elapsed(i);
            FrameInfo info = new FrameInfo(
                    file.getFileName() + "#" + (i + 1),
                    upright,
                    clip.layout().type(),
                    clip.created()
                            .flatMap(start -> elapsed.map(
                                    after -> new CaptureTime(start.local().plus(after), start.zone()))),
                    Optional.empty(),
                    Camera.UNKNOWN,
                    coding,
                    Readout.UNKNOWN,
                    elapsed);
            frames.add(new FrameHeader(info, readerBytes));
        }
        return frames;
    }

    private static Ffmpeg program() throws UnreadableFrameException {
        return Ffmpeg.here().orElseThrow(() -> new UnreadableFrameException(Ffmpeg.MISSING));
    }

    private static Container container(Path file) throws IOException {
        byte[] head = new byte[16];
        try (var stream = Files.newInputStream(file)) {
            int read = stream.readNBytes(head, 0, head.length);
            return Container.of(ByteBuffer.wrap(head, 0, read))
                    .orElseThrow(() -> new UnreadableFrameException("changed while the night was read"));
        }
    }

    @Override
    public PixelReader open() {
        readers.incrementAndGet();
        return new VideoPixels();
    }

    /** The stream of a video. As many are open as there are readers: a list of clips does not become a crowd of processes. */
    synchronized FrameStream stream(Path file) throws IOException {
        FrameStream known = streams.get(file);
        if (known != null) {
            return known;
        }
        Clip clip = clips.get(file);
        if (clip == null) {
            probe(file);
            return stream(file);
        }
        List<FrameStream> idle =
                streams.values().stream().filter(FrameStream::isIdle).toList();
        idle.stream().limit(Math.max(0, streams.size() + 1 - readers.get())).forEach(oldest -> {
            oldest.close();
            streams.values().remove(oldest);
        });
        FrameStream stream = new FrameStream(program(), clip, expected.getOrDefault(file, new BitSet()), readers::get);
        streams.put(file, stream);
        return stream;
    }

    private synchronized void closeReader() {
        if (readers.decrementAndGet() == 0) {
            streams.values().forEach(FrameStream::close);
            streams.clear();
        }
    }

    private final class VideoPixels implements PixelReader {

        private Optional<Raster> stored = Optional.empty();
        private boolean closed;

        @Override
        public void read(Path file, int index, Raster into) throws IOException {
            FrameStream stream = stream(file);
            Clip clip = stream.clip();
            requireUnchanged(clip);
            UnchangedFrame.require(
                    clip.orientation().turn(clip.stored()), clip.layout().type(), into);
            DecodedPicture picture = stream.take(index);
            try {
                if (clip.orientation() == Orientation.UPRIGHT) {
                    stream.conversion().convert(picture.bytes(), into);
                } else {
                    Raster lying = stored(clip);
                    stream.conversion().convert(picture.bytes(), lying);
                    clip.orientation().copy(lying, into);
                }
            } finally {
                stream.giveBack(picture);
            }
        }

        private Raster stored(Clip clip) {
            Raster fitting = stored.filter(raster -> raster.shape().equals(clip.stored())
                            && raster.type() == clip.layout().type())
                    .orElseGet(
                            () -> Raster.allocate(clip.stored(), clip.layout().type()));
            stored = Optional.of(fitting);
            return fitting;
        }

        private static void requireUnchanged(Clip clip) throws IOException {
            if (Files.size(clip.file()) != clip.size()
                    || !Files.getLastModifiedTime(clip.file()).equals(clip.modified())) {
                throw new UnreadableFrameException("changed while the night was read: expected " + clip.size()
                        + " bytes of " + clip.modified() + ", found another file");
            }
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                closeReader();
            }
        }
    }
}
