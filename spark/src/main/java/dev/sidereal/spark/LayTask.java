package dev.sidereal.spark;

import dev.sidereal.calibrate.Calibration;
import dev.sidereal.image.Rows;
import dev.sidereal.run.LightPart;
import dev.sidereal.run.Overlay;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.TaskCompletionListener;
import scala.Tuple2;

/**
 * Calibrates some lights where it runs, lays them on the canvas and gives their strips, four bytes a sample. Strips on which a light
 * does not lie are left out, but for those of the first, so that every strip has one.
 */
final class LayTask implements PairFlatMapFunction<byte[], Tile, byte[]> {

    private static final long serialVersionUID = 1;

    private final Broadcast<byte[]> kit;
    private final LongAccumulator done;

    LayTask(Broadcast<byte[]> kit, LongAccumulator done) {
        this.kit = kit;
        this.done = done;
    }

    @Override
    public Iterator<Tuple2<Tile, byte[]>> call(byte[] order) throws IOException {
        Part part = RecordBytes.read(order, Part.class);
        PartTask.requireSameDecoder(part.natives());
        PartFrames frames = part.open();
        Pipe<Tuple2<Tile, byte[]>> pipe = new Pipe<>(into -> lay(part, frames, into));
        TaskContext.get().addTaskCompletionListener((TaskCompletionListener) task -> close(pipe, frames));
        return pipe;
    }

    private void lay(Part part, PartFrames frames, Pipe<Tuple2<Tile, byte[]>> into)
            throws IOException, InterruptedException {
        SessionKit session = RecordBytes.read(kit.value(), SessionKit.class);
        Overlay overlay = session.overlay().orElseThrow();
        CanvasStrips strips = CanvasStrips.of(overlay);
        Calibration clean = session.calibration();
        List<Integer> rows = IntStream.range(0, part.records().size()).boxed().toList();
        new LightPart(part.alone(), frames, part.recipe().budget().threads())
                .lay(
                        rows,
                        row -> part.first() + row,
                        clean,
                        overlay,
                        Optional.empty(),
                        new Rows(0, overlay.shape().height()),
                        (number, row, light, count) -> cut(number, row, light, count, strips, into),
                        row -> done.add(1));
    }

    private static void cut(
            int number, int row, float[] light, int count, CanvasStrips strips, Pipe<Tuple2<Tile, byte[]>> into) {
        int most = strips.rows() * strips.shape().rowSamples();
        for (int from = 0; from < count; from += most) {
            int samples = Math.min(most, count - from);
            if (number == 0 || isLit(light, from, samples)) {
                ByteBuffer bytes = TileState.order(ByteBuffer.allocate(samples * Float.BYTES));
                bytes.asFloatBuffer().put(light, from, samples);
                int strip = strips.at(row + from / strips.shape().rowSamples());
                into.put(new Tuple2<>(new Tile(0, strip, number), bytes.array()));
            }
        }
    }

    private static boolean isLit(float[] light, int from, int samples) {
        for (int i = from; i < from + samples; i++) {
            if (!Float.isNaN(light[i])) {
                return true;
            }
        }
        return false;
    }

    private static void close(Pipe<?> pipe, PartFrames frames) {
        pipe.close();
        try {
            frames.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
