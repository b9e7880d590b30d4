package dev.sidereal.spark;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.spark.api.java.function.FlatMapFunction;
import scala.Tuple2;

/**
 * Joins the tiles of one place, which come one after the other in the order of their frames; holds one state and one tile at a
 * time. What comes out is the name of the place, the sums of the parts joined, and the numbers.
 */
final class JoinTask implements FlatMapFunction<Iterator<Tuple2<Tile, byte[]>>, Tuple2<Tile, byte[]>> {

    private static final long serialVersionUID = 1;

    /** What was joined, read again. */
    record Joined(List<Sum> sums, ByteBuffer numbers) {

        /** A part that is in it, by its first frame and by its frames. */
        record Sum(int first, long sum) {}

        static Joined read(byte[] bytes) {
            ByteBuffer in = TileState.order(ByteBuffer.wrap(bytes));
            List<Sum> sums = new ArrayList<>();
            for (int left = in.getInt(); left > 0; left--) {
                sums.add(new Sum(in.getInt(), in.getLong()));
            }
            return new Joined(sums, TileState.order(in.slice()));
        }
    }

    /** Kinds on their way. */
    record Kinds(List<NightKind> nights) {}

    private final byte[] kinds;

    JoinTask(List<NightKind> nights) {
        this.kinds = RecordBytes.write(new Kinds(nights));
    }

    @Override
    public Iterator<Tuple2<Tile, byte[]>> call(Iterator<Tuple2<Tile, byte[]>> tiles) {
        return new Joining(RecordBytes.read(kinds, Kinds.class).nights(), tiles);
    }

    private static final class Joining implements Iterator<Tuple2<Tile, byte[]>> {

        private final List<NightKind> nights;
        private final Iterator<Tuple2<Tile, byte[]>> tiles;
        private Optional<Tuple2<Tile, byte[]>> next;
        private TileState.Maker maker;
        private int current;

        Joining(List<NightKind> nights, Iterator<Tuple2<Tile, byte[]>> tiles) {
            this.nights = nights;
            this.tiles = tiles;
            this.maker = new TileState.Maker(nights.get(0));
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
            Tuple2<Tile, byte[]> first = next.orElseThrow(NoSuchElementException::new);
            if (first._1().strip() == Tile.FRAMES) {
                next = advance();
                return first;
            }
            return new Tuple2<>(first._1(), join(first._1()));
        }

        private byte[] join(Tile place) {
            if (place.night() != current) {
                maker = new TileState.Maker(nights.get(place.night()));
                current = place.night();
            }
            Optional<TileState> joined = Optional.empty();
            List<Joined.Sum> sums = new ArrayList<>();
            while (next.isPresent() && next.get()._1().isSamePlace(place)) {
                Tile tile = next.get()._1();
                ByteBuffer numbers = TileState.order(ByteBuffer.wrap(next.get()._2()));
                sums.add(new Joined.Sum(tile.first(), numbers.getLong()));
                joined = Optional.of(join(joined, maker.read(place.strip(), numbers), tile));
                next = advance();
            }
            int head = Integer.BYTES + sums.size() * (Integer.BYTES + Long.BYTES);
            ByteBuffer out =
                    TileState.order(ByteBuffer.allocate(head + maker.layout().packedBytes(place.strip())));
            out.putInt(sums.size());
            sums.forEach(sum -> out.putInt(sum.first()).putLong(sum.sum()));
            joined.orElseThrow().write(out);
            return Arrays.copyOf(out.array(), out.position());
        }

        /* Frames of the first part have their numbers already. */
        private TileState join(Optional<TileState> before, TileState later, Tile tile) {
            if (before.isEmpty() && tile.first() == 0) {
                return later;
            }
            TileState into = before.orElseGet(() -> maker.start(tile.strip()));
            into.merge(later, tile.first());
            return into;
        }
    }
}
