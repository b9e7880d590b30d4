package dev.sidereal.spark;

import dev.sidereal.fold.Plane;
import dev.sidereal.formats.file.ScratchFile;
import dev.sidereal.formats.natives.NativeLibraries;
import dev.sidereal.frame.FrameGlance;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.run.Beginning;
import dev.sidereal.run.FoldedPart;
import dev.sidereal.run.Progress;
import dev.sidereal.run.RunEvent;
import dev.sidereal.stack.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.TaskCompletionListener;
import scala.Tuple2;

/**
 * Folds a part of a night where it runs, and gives its tiles, one after the other, and before them how its frames fared.
 *
 * <p>A task that is tried again folds its part from nothing: no frame counts twice. Each tile carries the sum of the list it
 * belongs to, so that tiles of two attempts which found different frames are never joined.
 */
final class PartTask implements PairFlatMapFunction<byte[], Tile, byte[]> {

    private static final long serialVersionUID = 1;

    private final LongAccumulator folded;

    /** Counts frames in {@code folded} as they are done, for the progress alone. */
    PartTask(LongAccumulator folded) {
        this.folded = folded;
    }

    @Override
    public Iterator<Tuple2<Tile, byte[]>> call(byte[] order) throws IOException, InterruptedException {
        Part part = RecordBytes.read(order, Part.class);
        requireSameDecoder(part.natives());
        ScratchFile shelf = ScratchFile.beside(Scratch.folder().resolve(UUID.randomUUID() + ".fits"));
        TaskContext.get().addTaskCompletionListener((TaskCompletionListener) task -> close(shelf));
        FoldedPart done = fold(part, shelf);
        byte[] outcomes = RecordBytes.write(outcomes(done));
        Stack stack = done.stack();
        Tuple2<Tile, byte[]> list = new Tuple2<>(new Tile(part.night(), Tile.FRAMES, part.first()), outcomes);
        long sum = sum(outcomes);
        return Stream.concat(
                        Stream.of(list),
                        IntStream.range(0, stack.strips().count())
                                .mapToObj(strip -> new Tuple2<>(
                                        new Tile(part.night(), strip, part.first()), numbers(stack, strip, sum))))
                .iterator();
    }

    private FoldedPart fold(Part part, ScratchFile shelf) throws IOException, InterruptedException {
        try (PartFrames frames = part.open()) {
            return FoldedPart.fold(
                    part.recipe(),
                    part.alone(),
                    frames,
                    new Beginning.Fresh(Optional.of(shelf)),
                    new Counting(folded, part.records().size()));
        }
    }

    /* A night in bands reads each frame more than once, which counts as once in the end. */
    private static final class Counting implements Progress {

        private final LongAccumulator folded;
        private final int frames;
        private long counted;

        Counting(LongAccumulator folded, int frames) {
            this.folded = folded;
            this.frames = frames;
        }

        @Override
        public void on(RunEvent event) {
            if (event instanceof RunEvent.FrameFolded frame) {
                count(frame.done(), frame.total());
            } else if (event instanceof RunEvent.FrameSkipped frame) {
                count(frame.done(), frame.total());
            }
        }

        private void count(int done, int total) {
            long now = (long) frames * done / total;
            folded.add(now - counted);
            counted = now;
        }
    }

    private static Part.Outcomes outcomes(FoldedPart done) {
        List<Part.Outcome> outcomes = new ArrayList<>();
        for (FrameRecord frame : done.stack().frames()) {
            Optional<FrameGlance> glance = done.glances().get(outcomes.size());
            outcomes.add(new Part.Outcome(frame.skipped(), frame.content(), frame.sky(), glance));
        }
        return new Part.Outcomes(outcomes);
    }

    private static byte[] numbers(Stack stack, int strip, long sum) {
        int samples = stack.strips().samples(stack.strips().rows().get(strip));
        int most = stack.planes().stream()
                .mapToInt(plane ->
                        PackedNumbers.HEAD + samples * stack.type(plane).bytes())
                .sum();
        ByteBuffer out = TileState.order(ByteBuffer.allocate(Long.BYTES + most)).putLong(sum);
        ByteBuffer plain = TileState.order(ByteBuffer.allocate(samples * Long.BYTES));
        for (Plane plane : stack.planes()) {
            stack.write(plane, strip, plain.clear());
            PackedNumbers.write(plain.flip(), stack.type(plane).bytes(), out);
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    /** What tells two lists of outcomes apart. */
    static long sum(byte[] outcomes) {
        CRC32 sum = new CRC32();
        sum.update(outcomes);
        return (long) outcomes.length << 32 | sum.getValue();
    }

    /** Makes sure that frames are decoded here as on the driver. */
    static void requireSameDecoder(boolean natives) throws IOException {
        Optional<String> problem = NativeLibraries.problem();
        if (natives == problem.isPresent()) {
            throw new IOException(
                    "native decoder: expected " + (natives ? "it here as on the driver, found none: " : "none")
                            + problem.orElse(", as on the driver, found it here")
                            + "; give driver and executors the same libraries, as docs/cluster.md says");
        }
    }

    private static void close(ScratchFile shelf) {
        try {
            shelf.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
