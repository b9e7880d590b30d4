package dev.sidereal.simulator;

import dev.sidereal.frame.Camera;
import dev.sidereal.frame.Candidate;
import dev.sidereal.frame.Coding;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.FrameReader;
import dev.sidereal.frame.FrameSource;
import dev.sidereal.frame.Mosaic;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.ToneCurve;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A simulated deep-sky session as frames to be read, with something added to each. */
record SessionFrames(DeepSky session, Addition addition, Optional<Mosaic> filters) implements FrameSource {

    /** Changes the codes of a frame. */
    interface Addition {
        void add(int frame, Raster codes);
    }

    SessionFrames(DeepSky session) {
        this(session, (frame, codes) -> {});
    }

    SessionFrames(DeepSky session, Addition addition) {
        this(session, addition, Optional.empty());
    }

    static FrameInfo info(DeepSky session, String name) {
        return info(session, name, Coding.LINEAR);
    }

    private static FrameInfo info(DeepSky session, String name, Coding coding) {
        return new FrameInfo(
                name,
                session.shape(),
                SampleType.UINT16,
                Optional.empty(),
                Optional.of(Duration.ofSeconds(60)),
                Camera.UNKNOWN,
                coding);
    }

    @Override
    public List<Candidate> candidates() {
        return IntStream.range(0, session.scene().frames())
                .<Candidate>mapToObj(
                        i -> new Candidate.Recognised(info(session, "light" + (i + 1) + ".fits", coding())))
                .toList();
    }

    private Coding coding() {
        return filters.isEmpty()
                ? Coding.LINEAR
                : new Coding(Optional.empty(), Optional.of(new ToneCurve.Linear()), filters);
    }

    @Override
    public long readerBytes() {
        return 0;
    }

    @Override
    public FrameReader open() {
        return new FrameReader() {
            @Override
            public void read(int position, Raster into) {
                session.draw(position, into);
                addition.add(position, into);
            }

            @Override
            public void close() {}
        };
    }
}
