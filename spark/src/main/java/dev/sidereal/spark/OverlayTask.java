package dev.sidereal.spark;

import dev.sidereal.image.Raster;
import dev.sidereal.image.Rows;
import dev.sidereal.integrate.Integrated;
import dev.sidereal.integrate.Integration;
import dev.sidereal.integrate.LaidNoise;
import dev.sidereal.integrate.Memory;
import dev.sidereal.run.Overlay;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import scala.Tuple2;

/**
 * Joins strip after strip of the canvas: rejection and the weighted mean of all lights that lie on it, and the noise of its measured
 * rows. Holds what {@link CanvasStrips} bounds of one strip, one tile, and the noise of all measured rows.
 */
final class OverlayTask implements FlatMapFunction<Iterator<Tuple2<Tile, byte[]>>, Tuple2<Tile, byte[]>> {

    private static final long serialVersionUID = 1;

    private final Broadcast<byte[]> kit;

    OverlayTask(Broadcast<byte[]> kit) {
        this.kit = kit;
    }

    @Override
    public Iterator<Tuple2<Tile, byte[]>> call(Iterator<Tuple2<Tile, byte[]>> tiles) {
        return new Joining(
                RecordBytes.read(kit.value(), SessionKit.class).canvas().orElseThrow(), tiles);
    }

    /** The bytes of a joined strip: light, coverage, rejected lights, the four numbers, then its noise. */
    private static byte[] bytes(Integrated strip, LaidNoise noise, Rows rows) {
        Raster[] pictures = {strip.light(), strip.coverage(), strip.rejected()};
        int size = 4 * Long.BYTES + noise.stateBytes(rows);
        for (Raster picture : pictures) {
            size += picture.bytes().remaining();
        }
        ByteBuffer out = TileState.order(ByteBuffer.allocate(size));
        for (Raster picture : pictures) {
            out.put(picture.bytes());
        }
        out.putLong(strip.values()).putLong(strip.low()).putLong(strip.high()).putLong(strip.full());
        noise.write(rows, out);
        return out.array();
    }

    private static final class Joining implements Iterator<Tuple2<Tile, byte[]>> {

        private final Overlay overlay;
        private final CanvasStrips strips;
        private final LaidNoise noise;
        private final Iterator<Tuple2<Tile, byte[]>> tiles;
        private Optional<Tuple2<Tile, byte[]>> next;
        private Optional<Integration> any = Optional.empty();

        Joining(CanvasKit canvas, Iterator<Tuple2<Tile, byte[]>> tiles) {
            this.overlay = canvas.overlay();
            this.strips = canvas.strips();
            this.noise = new LaidNoise(overlay.shape(), overlay.contributions());
            this.tiles = tiles;
            this.next = advance();
        }

        private Optional<Tuple2<Tile, byte[]>> advance() {
            return tiles.hasNext() ? Optional.of(tiles.next()) : Optional.empty();
        }

        @Override
        public boolean hasNext() {
            return next.isPresent();
        }

        @Override
        public Tuple2<Tile, byte[]> next() {
            Tile place = next.orElseThrow(NoSuchElementException::new)._1();
            Rows rows = strips.strip(place.strip());
            /* Weights and critical values are those of all strips. */
            Integration integration = any.map(all -> all.only(rows)).orElseGet(() -> overlay.integration(rows));
            any = Optional.of(integration);
            integration.begin(rows, Memory.HEAP);
            Overlay.Into into = overlay.into(noise, integration);
            float[] light = new float
                    [strips.state().isPresent()
                            ? 0
                            : strips.rows() * strips.shape().rowSamples()];
            while (next.isPresent() && next.get()._1().isSamePlace(place)) {
                ByteBuffer bytes = TileState.order(ByteBuffer.wrap(next.get()._2()));
                if (strips.state().isPresent()) {
                    integration.merge(rows, bytes);
                    noise.merge(rows, bytes);
                } else {
                    int count = bytes.remaining() / Float.BYTES;
                    bytes.asFloatBuffer().get(light, 0, count);
                    into.rows(next.get()._1().first(), rows.first(), light, count);
                }
                next = advance();
            }
            integration.finish();
            return new Tuple2<>(place, bytes(integration.result(), noise, rows));
        }
    }
}
