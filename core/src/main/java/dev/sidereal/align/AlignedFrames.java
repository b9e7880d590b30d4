package dev.sidereal.align;

import dev.sidereal.frame.Candidate;
import dev.sidereal.frame.Coding;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.FrameReader;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.frame.FrameSource;
import dev.sidereal.frame.Night;
import dev.sidereal.image.Raster;
import dev.sidereal.image.Rows;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import dev.sidereal.image.ToneCurve;
import dev.sidereal.mosaic.Mosaics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The frames of another source as they would be had the camera pointed like in the reference: linear light in float, on the
 * reference's pixels, NaN where a frame does not reach.
 *
 * <p>Each frame is interpolated once ({@link Warp}); a mosaic is made a colour picture before. Frames without a place are candidates
 * that cannot be read, with the reason.
 */
public final class AlignedFrames implements FrameSource {

    private static final int PICTURE_BYTES = 4;

    private final FrameSource source;
    private final FrameInfo kind;
    private final ToneCurve curve;
    private final List<Candidate> candidates;
    private final Map<Integer, Place> places;
    private final Part part;

    /**
     * The part of the reference's plane that is shown.
     *
     * @param left column of the reference that is the first; may be negative
     * @param top  row of the reference that is the first; may be negative
     */
    public record Part(int left, int top, int width, int height) {

        /** What the reference shows. */
        public static Part whole(Shape reference) {
            return new Part(0, 0, reference.width(), reference.height());
        }
    }

    private record Place(Transform transform, double noise) {}

    private AlignedFrames(
            FrameSource source,
            FrameInfo kind,
            ToneCurve curve,
            List<Candidate> candidates,
            Map<Integer, Place> places,
            Part part) {
        this.source = source;
        this.kind = kind;
        this.curve = curve;
        this.candidates = List.copyOf(candidates);
        this.places = places;
        this.part = part;
    }

    /**
     * The frames of a night at their places.
     *
     * @param curve how codes stand for light
     * @param part  what is shown of the reference's plane
     */
    public static AlignedFrames of(FrameSource source, Night night, ToneCurve curve, Session session, Part part) {
        Map<Integer, Place> places = new HashMap<>();
        Map<Integer, String> reasons = new HashMap<>();
        night.entries()
                .forEach(entry -> entry.record().skipped().ifPresent(reason -> reasons.put(entry.position(), reason)));
        for (Session.Aligned frame : session.frames()) {
            if (frame.registration() instanceof Registration.Registered registered) {
                places.put(
                        frame.position(),
                        new Place(registered.transform(), frame.stars().noise()));
            } else if (frame.registration() instanceof Registration.Unregistered unregistered) {
                reasons.put(frame.position(), unregistered.reason());
            }
        }
        return new AlignedFrames(
                source, night.first(), curve, candidates(source, night.first(), reasons, part), places, part);
    }

    /** The same before anything is registered: what a run over the frames would take. */
    public static AlignedFrames unread(FrameSource source, Night night, ToneCurve curve) {
        return of(source, night, curve, new Session(0, List.of()), Part.whole(night.shape()));
    }

    private static List<Candidate> candidates(
            FrameSource source, FrameInfo kind, Map<Integer, String> reasons, Part part) {
        List<Candidate> candidates = new ArrayList<>();
        for (Candidate candidate : source.candidates()) {
            String reason = reasons.get(candidates.size());
            candidates.add(
                    reason != null
                            ? new Candidate.Unreadable(candidate.name(), reason)
                            : candidate instanceof Candidate.Recognised recognised
                                    ? new Candidate.Recognised(aligned(recognised.info(), kind, part))
                                    : candidate);
        }
        return candidates;
    }

    private static FrameInfo aligned(FrameInfo info, FrameInfo kind, Part part) {
        Coding linear = new Coding(
                kind.coding().mosaic().isPresent() ? Optional.empty() : info.profile(),
                Optional.of(new ToneCurve.Linear()),
                Optional.empty());
        return new FrameInfo(
                info.name(),
                new Shape(part.width(), part.height(), light(kind).channels()),
                SampleType.FLOAT32,
                info.time(),
                info.exposure(),
                info.camera(),
                linear,
                info.readout(),
                info.elapsed());
    }

    /* Of a frame made light, before it is laid anywhere. */
    private static Shape light(FrameInfo kind) {
        int channels = kind.coding().mosaic().isPresent() ? 3 : kind.shape().channels();
        return new Shape(kind.shape().width(), kind.shape().height(), channels);
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
        return source.readerBytes()
                + Raster.bytes(kind.shape(), kind.type())
                + PICTURE_BYTES * (light(kind).samples() + light(kind).pixels());
    }

    @Override
    public FrameReader open() throws IOException {
        return new Reader(source.open());
    }

    private final class Reader implements FrameReader {

        private final FrameReader reader;
        private final Raster frame;
        private final Raster light;
        private final WarpRoom room = new WarpRoom();

        Reader(FrameReader reader) {
            this.reader = reader;
            frame = reader.buffer(kind.shape(), kind.type());
            light = Raster.allocate(light(kind), SampleType.FLOAT32);
        }

        @Override
        public void read(int position, Raster into) throws IOException {
            reader.read(position, frame);
            if (kind.coding().mosaic().isPresent()) {
                Mosaics.develop(frame, kind.coding().mosaic().get(), light);
            } else {
                LightRows rows = new LightRows(frame, curve);
                float[] row = new float[frame.shape().rowSamples()];
                for (int y = 0; y < frame.shape().height(); y++) {
                    rows.read(new Rows(y, 1), row, 0);
                    light.bytes(new Rows(y, 1)).asFloatBuffer().put(row);
                }
            }
            Place place = places.getOrDefault(position, new Place(Transform.IDENTITY, Double.NaN));
            Warp.rows(
                    light,
                    place.transform(),
                    noise(place),
                    part.left(),
                    part.top(),
                    new Rows(0, into.shape().height()),
                    room,
                    into);
        }

        /* Of the sky; where stars were not looked for it is measured now. */
        private double noise(Place place) {
            if (!Double.isNaN(place.noise())) {
                return place.noise();
            }
            Shape shape = new Shape(kind.shape().width(), kind.shape().height(), 1);
            Raster luminance = Raster.allocate(shape, SampleType.FLOAT32);
            Luminance.into(light, new ToneCurve.Linear(), Optional.empty(), luminance);
            double noise = new SkyMesh(luminance.bytes().asFloatBuffer(), shape.width(), shape.height()).medianNoise();
            return Double.isNaN(noise) ? 0 : noise;
        }

        @Override
        public void close() {
            reader.close();
        }
    }
}
