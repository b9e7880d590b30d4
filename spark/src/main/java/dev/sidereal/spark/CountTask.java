package dev.sidereal.spark;

import dev.sidereal.calibrate.StandingOut;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.function.FlatMapFunction;
import scala.Tuple2;

/** Adds up in how many lights the samples of a strip stood out, and gives those that are faulty. What was seen of lights passes. */
final class CountTask implements FlatMapFunction<Iterator<Tuple2<Tile, byte[]>>, Tuple2<Tile, byte[]>> {

    private static final long serialVersionUID = 1;

    @Override
    public Iterator<Tuple2<Tile, byte[]>> call(Iterator<Tuple2<Tile, byte[]>> tiles) {
        List<Tuple2<Tile, byte[]>> out = new ArrayList<>();
        Optional<Sum> sum = Optional.empty();
        while (tiles.hasNext()) {
            Tuple2<Tile, byte[]> tile = tiles.next();
            if (tile._1().strip() == Tile.FRAMES) {
                out.add(tile);
                continue;
            }
            if (sum.isPresent() && !sum.get().place.isSamePlace(tile._1())) {
                out.add(sum.get().faulty());
                sum = Optional.empty();
            }
            Sum into = sum.orElseGet(() -> new Sum(tile._1(), tile._2().length / Short.BYTES));
            into.add(TileState.order(ByteBuffer.wrap(tile._2())));
            sum = Optional.of(into);
        }
        sum.ifPresent(last -> out.add(last.faulty()));
        return out.iterator();
    }

    private static final class Sum {

        private final Tile place;
        private final int[] counts;
        private int frames;

        Sum(Tile place, int samples) {
            this.place = place;
            this.counts = new int[samples];
        }

        void add(ByteBuffer tile) {
            frames += tile.getInt();
            for (int i = 0; tile.hasRemaining(); i++) {
                counts[i] += tile.getShort() & 0xFFFF;
            }
        }

        Tuple2<Tile, byte[]> faulty() {
            BitSet faulty = new BitSet();
            for (int i = 0; i < counts.length; i++) {
                if (StandingOut.isFaulty(counts[i], frames)) {
                    faulty.set(i);
                }
            }
            return new Tuple2<>(place, faulty.toByteArray());
        }
    }
}
