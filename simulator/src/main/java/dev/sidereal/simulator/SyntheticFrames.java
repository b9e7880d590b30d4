package dev.sidereal.simulator;

import dev.sidereal.frame.Candidate;
import dev.sidereal.frame.FrameReader;
import dev.sidereal.frame.FrameSource;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A synthetic night as a source of frames, without files: drawn at every reading, or drawn once and kept in memory. */
public final class SyntheticFrames implements FrameSource {

    private final SyntheticNight night;
    private final SampleType type;
    private final List<Raster> kept;

    private SyntheticFrames(SyntheticNight night, SampleType type, List<Raster> kept) {
        this.night = night;
        this.type = type;
        this.kept = kept;
    }

    /** Frames that are drawn whenever they are read: any number of frames in little memory. */
    public static SyntheticFrames drawn(SyntheticNight night, SampleType type) {
        return new SyntheticFrames(night, type, List.of());
    }

    /** Frames that are drawn now and only copied when they are read: for measuring what comes after reading. */
    public static SyntheticFrames kept(SyntheticNight night, SampleType type) {
        List<Raster> frames = new ArrayList<>();
        for (int i = 0; i < night.frames(); i++) {
            frames.add(night.frame(i, type));
        }
        return new SyntheticFrames(night, type, List.copyOf(frames));
    }

    @Override
    public List<Candidate> candidates() {
        return IntStream.range(0, night.frames())
                .<Candidate>mapToObj(i -> new Candidate.Recognised(night.info(i, type)))
                .toList();
    }

    @Override
    public FrameReader open() {
        return new Reader();
    }

    @Override
    public long readerBytes() {
        return kept.isEmpty() ? night.drawingBytes() : 0;
    }

    private final class Reader implements FrameReader {

        @Override
        public void read(int position, Raster into) {
            if (kept.isEmpty()) {
                night.draw(position, into);
            } else {
                into.bytes().put(kept.get(position).bytes());
            }
        }

        @Override
        public void close() {}
    }
}
