package dev.sidereal.spark;

import dev.sidereal.formats.FrameFiles;
import dev.sidereal.frame.Candidate;
import dev.sidereal.frame.FrameReader;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.frame.FrameSource;
import dev.sidereal.frame.Reading;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Frames in files that every machine of a cluster can reach. Their headers are read by the executors; the driver knows what
 * they say, about a kilobyte for each frame, and never reads a pixel.
 */
public final class ClusterFrames implements FrameSource {

    /* Tasks for each core: headers take unequal time. */
    private static final int TASKS_EACH = 4;

    /** A candidate, where it lies and what its file said. */
    record Found(Address address, Candidate candidate, long readerBytes, boolean stacked) {}

    private final List<Found> found;
    private final Configuration hadoop;
    private final Reading reading;

    ClusterFrames(List<Found> found, Configuration hadoop, Reading reading) {
        this.found = found;
        this.hadoop = hadoop;
        this.reading = reading;
    }

    /** Reads the headers of files; those that are no frames become candidates as well. */
    public static ClusterFrames probe(JavaSparkContext spark, List<URI> files, Reading reading) throws IOException {
        return probe(spark, FileNames.of(files), reading);
    }

    static ClusterFrames probe(JavaSparkContext spark, FileNames files, Reading reading) throws IOException {
        List<Found> found = new ArrayList<>();
        if (!files.isEmpty()) {
            int tasks = Math.min(files.count(), Math.max(1, TASKS_EACH * spark.defaultParallelism()));
            List<byte[]> pieces = files.forTasks(tasks).pieces();
            List<byte[]> headers = Jobs.run(
                    spark,
                    () -> spark.parallelize(pieces, Math.min(tasks, pieces.size()))
                            .mapPartitions(new HeaderTask(reading.mosaics()))
                            .collect());
            headers.forEach(list -> found.addAll(
                    RecordBytes.read(list, HeaderTask.Headers.class).found()));
        }
        return new ClusterFrames(List.copyOf(found), spark.hadoopConfiguration(), reading);
    }

    /** Only these positions, in this order. */
    ClusterFrames only(List<Integer> positions) {
        return new ClusterFrames(positions.stream().map(found::get).toList(), hadoop, reading);
    }

    /** The same without pictures that were made of frames, unless there is nothing else or they were asked for by name. */
    ClusterFrames framesOnly(Supplier<Set<String>> typed) {
        if (found.stream().noneMatch(Found::stacked)) {
            return this;
        }
        Set<String> asked = typed.get();
        List<Integer> frames = IntStream.range(0, found.size())
                .filter(i ->
                        !found.get(i).stacked() || asked.contains(address(i).file()))
                .boxed()
                .toList();
        boolean some = frames.stream().anyMatch(i -> found.get(i).candidate() instanceof Candidate.Recognised);
        return some ? only(frames) : this;
    }

    /** Where a candidate lies. */
    Address address(int position) {
        return found.get(position).address();
    }

    Reading reading() {
        return reading;
    }

    @Override
    public List<Candidate> candidates() {
        return found.stream().map(Found::candidate).toList();
    }

    @Override
    public long readerBytes() {
        return found.stream().mapToLong(Found::readerBytes).max().orElse(0);
    }

    @Override
    public FrameReader open() {
        return new PartFrames(
                        found.stream().map(Found::address).toList(),
                        candidates(),
                        new PartFrames.Source(hadoop, reading, false, readerBytes(), true))
                .open();
    }

    @Override
    public Optional<FrameRecord.Content> content(int position) throws IOException {
        try (NearFile near = NearFile.of(URI.create(address(position).file()), hadoop)) {
            return FrameFiles.of(near.path()).content(address(position).index());
        }
    }
}
