package dev.sidereal.spark;

import dev.sidereal.image.Rows;
import dev.sidereal.integrate.Integration;
import dev.sidereal.integrate.LaidNoise;
import dev.sidereal.integrate.Memory;
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
 * Calibrates some lights where it runs, lays them on a band of the canvas and gives its strips.
 *
 * <p>Either of each light its samples, four bytes each; strips on which a light does not lie are left out, but for those of the
 * first, so that every strip has one. Or of all lights together the state of sums and extremes, then that of their noise.
 */
final class LayTask implements PairFlatMapFunction<byte[], Tile, byte[]> {

    private static final long serialVersionUID = 1;

    /**
     * What a task does.
     *
     * @param lights to lay
     * @param band   of the canvas
     */
    record Order(Part lights, Rows band) {}

    private final Broadcast<byte[]> kit;
    private final LongAccumulator done;

    LayTask(Broadcast<byte[]> kit, LongAccumulator done) {
        this.kit = kit;
        this.done = done;
    }

    @Override
    public Iterator<Tuple2<Tile, byte[]>> call(byte[] bytes) throws IOException, InterruptedException {
        Order order = RecordBytes.read(bytes, Order.class);
        PartTask.requireSameDecoder(order.lights().natives());
        SessionKit session = RecordBytes.read(kit.value(), SessionKit.class);
        CanvasKit canvas = session.canvas().orElseThrow();
        PartFrames frames = order.lights().open();
        if (canvas.strips().state().isPresent()) {
            try (frames) {
                return states(order, frames, session, canvas);
            }
        }
        Pipe<Tuple2<Tile, byte[]>> pipe = new Pipe<>(into -> lay(
                order,
                frames,
                session,
                canvas.overlay(),
                (number, row, light, count) -> cut(number, row, light, count, canvas.strips(), into)));
        TaskContext.get().addTaskCompletionListener((TaskCompletionListener) task -> close(pipe, frames));
        return pipe;
    }

    private Iterator<Tuple2<Tile, byte[]>> states(Order order, PartFrames frames, SessionKit session, CanvasKit canvas)
            throws IOException, InterruptedException {
        Overlay overlay = canvas.overlay();
        CanvasStrips strips = canvas.strips();
        Integration integration = overlay.integration(order.band());
        LaidNoise noise = new LaidNoise(overlay.shape(), overlay.contributions());
        integration.begin(order.band(), Memory.HEAP);
        lay(order, frames, session, overlay, overlay.into(noise, integration));
        return IntStream.range(
                        strips.at(order.band().first()), strips.at(order.band().end() - 1) + 1)
                .mapToObj(strip -> {
                    Rows rows = strips.strip(strip);
                    int samples = rows.count() * strips.shape().rowSamples();
                    ByteBuffer out = TileState.order(
                            ByteBuffer.allocate(samples * strips.state().orElseThrow() + noise.stateBytes(rows)));
                    integration.write(rows, out);
                    noise.write(rows, out);
                    return new Tuple2<>(new Tile(0, strip, order.lights().first()), out.array());
                })
                .iterator();
    }

    private void lay(Order order, PartFrames frames, SessionKit session, Overlay overlay, Overlay.Into into)
            throws IOException, InterruptedException {
        Part part = order.lights();
        List<Integer> rows = IntStream.range(0, part.records().size()).boxed().toList();
        new LightPart(part.alone(), frames, part.recipe().budget().threads())
                .lay(
                        rows,
                        row -> part.first() + row,
                        session.calibration(),
                        overlay,
                        Optional.empty(),
                        order.band(),
                        into,
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
