package dev.sidereal.spark;

import dev.sidereal.calibrate.StandingOut;
import dev.sidereal.integrate.Sight;
import dev.sidereal.run.LightPart;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.LongAccumulator;
import scala.Tuple2;

/**
 * Calibrates and looks at some lights where it runs. What comes back is a record for each, about 160 kB with 2,000 stars, and, where
 * no dark was given, in how many of them each sample stood out: two bytes a sample, a strip of samples at a time.
 */
final class LookTask implements PairFlatMapFunction<byte[], Tile, byte[]> {

    private static final long serialVersionUID = 1;

    /** Samples of a strip of counts. */
    static final int STRIP = 1 << 20;

    /** What was seen of a light; without a sight it could not be read. */
    record Looked(Optional<Sight> sight, Optional<String> reason) {}

    private final Broadcast<byte[]> kit;
    private final LongAccumulator done;

    LookTask(Broadcast<byte[]> kit, LongAccumulator done) {
        this.kit = kit;
        this.done = done;
    }

    /** Number of strips of counts. */
    static int strips(SessionKit kit) {
        return (int) ((kit.shape().samples() + STRIP - 1) / STRIP);
    }

    @Override
    public Iterator<Tuple2<Tile, byte[]>> call(byte[] order) throws IOException, InterruptedException {
        Part part = RecordBytes.read(order, Part.class);
        PartTask.requireSameDecoder(part.natives());
        SessionKit session = RecordBytes.read(kit.value(), SessionKit.class);
        Optional<StandingOut> standingOut = session.standingOut();
        Map<Integer, Looked> looked = Collections.synchronizedMap(new TreeMap<>());
        List<Integer> rows = IntStream.range(0, part.records().size()).boxed().toList();
        try (PartFrames frames = part.open()) {
            new LightPart(part.alone(), frames, part.recipe().budget().threads())
                    .look(rows, session.calibration(), standingOut, new LightPart.Seen() {
                        @Override
                        public void light(int row, Sight sight) {
                            put(row, new Looked(Optional.of(sight), Optional.empty()));
                        }

                        @Override
                        public void bad(int row, String reason) {
                            put(row, new Looked(Optional.empty(), Optional.of(reason)));
                        }

                        private void put(int row, Looked light) {
                            looked.put(row, light);
                            done.add(1);
                        }
                    });
        }
        return Stream.concat(
                        looked.entrySet().stream()
                                .map(light -> new Tuple2<>(
                                        new Tile(0, Tile.FRAMES, part.first() + light.getKey()),
                                        RecordBytes.write(light.getValue()))),
                        standingOut.stream().flatMap(all -> counts(all, session, part.first())))
                .iterator();
    }

    private static Stream<Tuple2<Tile, byte[]>> counts(StandingOut all, SessionKit session, int first) {
        return IntStream.range(0, strips(session)).mapToObj(strip -> {
            int from = strip * STRIP;
            int count = (int) Math.min(STRIP, session.shape().samples() - from);
            ByteBuffer out = TileState.order(ByteBuffer.allocate(Integer.BYTES + count * Short.BYTES));
            out.putInt(all.frames());
            all.write(from, count, out);
            return new Tuple2<>(new Tile(0, strip, first), out.array());
        });
    }
}
