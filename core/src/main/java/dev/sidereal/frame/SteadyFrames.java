package dev.sidereal.frame;

import dev.sidereal.image.Raster;
import dev.sidereal.image.Rows;
import dev.sidereal.image.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The frames of another source as they would be had the camera stood still: moved by whole pixels, cut to what every frame
 * shows, their codes untouched.
 *
 * <p>Frames that the night does not use are candidates that cannot be read, with its reason. Cost: one copy of each frame.
 */
public final class SteadyFrames implements FrameSource {

    private final FrameSource source;
    private final Night night;
    private final CameraPath path;
    private final List<Candidate> candidates;
    private final Map<Integer, CameraPath.Stand> stands;

    private SteadyFrames(
            FrameSource source,
            Night night,
            CameraPath path,
            List<Candidate> candidates,
            Map<Integer, CameraPath.Stand> stands) {
        this.source = source;
        this.night = night;
        this.path = path;
        this.candidates = List.copyOf(candidates);
        this.stands = Map.copyOf(stands);
    }

    /**
     * The frames of a night.
     *
     * @param path numbers frames as the night does
     * @throws OptionException if no pixel is seen from everywhere
     */
    public static SteadyFrames of(FrameSource source, Night night, CameraPath path) {
        Shape seen = path.seen(night.shape())
                .orElseThrow(
                        () -> new OptionException("--moved: expected frames that show a place together, found none;"
                                + " split the night with --to and --from"));
        List<Candidate> candidates = new ArrayList<>(source.candidates());
        Map<Integer, CameraPath.Stand> stands = new HashMap<>();
        for (int number = 0; number < night.entries().size(); number++) {
            Night.Entry entry = night.entries().get(number);
            int position = entry.position();
            Optional<String> skipped = entry.record().skipped();
            if (skipped.isPresent()) {
                candidates.set(position, new Candidate.Unreadable(entry.record().name(), skipped.get()));
            } else if (candidates.get(position) instanceof Candidate.Recognised recognised) {
                candidates.set(
                        position, new Candidate.Recognised(recognised.info().with(seen)));
                stands.put(position, path.of(number));
            }
        }
        return new SteadyFrames(source, night, path, candidates, stands);
    }

    /** Size of every frame as it is cut. */
    public Shape shape() {
        return path.seen(night.shape()).orElseThrow();
    }

    @Override
    public List<Candidate> candidates() {
        return candidates;
    }

    @Override
    public void expect(List<Integer> positions) {
        source.expect(positions);
    }

    @Override
    public Optional<FrameRecord.Content> content(int position) throws IOException {
        return source.content(position);
    }

    @Override
    public long readerBytes() {
        return source.readerBytes() + Raster.bytes(night.shape(), night.type());
    }

    @Override
    public FrameReader open() throws IOException {
        return new Reader(source.open());
    }

    private final class Reader implements FrameReader {

        private final FrameReader reader;
        private final Raster whole;

        Reader(FrameReader reader) {
            this.reader = reader;
            this.whole = reader.buffer(night.shape(), night.type());
        }

        @Override
        public void read(int position, Raster into) throws IOException {
            CameraPath.Stand stand = Optional.ofNullable(stands.get(position)).orElseThrow();
            reader.read(position, whole);
            int bytes = into.shape().channels() * into.type().bytes();
            int from = (path.left() + stand.right()) * bytes;
            int length = into.shape().width() * bytes;
            for (int y = 0; y < into.shape().height(); y++) {
                ByteBuffer row = whole.bytes(new Rows(path.top() + stand.down() + y, 1));
                into.bytes(new Rows(y, 1)).put(row.slice(row.position() + from, length));
            }
        }

        @Override
        public void close() {
            reader.close();
        }
    }
}
