package dev.sidereal.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.Partitioner;

/** Gives so many strips of one picture to each task that joins them; lists of frames go with the first. */
final class StripPartitioner extends Partitioner {

    private static final long serialVersionUID = 1;

    private final int strips;
    private final int together;

    /** For a number of strips, {@code together} of them in a partition. */
    StripPartitioner(int strips, int together) {
        this.strips = Math.max(1, strips);
        this.together = Math.max(1, together);
    }

    @Override
    public int numPartitions() {
        return (strips + together - 1) / together;
    }

    @Override
    public int getPartition(Object key) {
        return Math.max(0, ((Tile) key).strip()) / together;
    }

    /** The partitions in their order, so many at a time. */
    List<int[]> waves(int each) {
        List<int[]> waves = new ArrayList<>();
        for (int first = 0; first < numPartitions(); first += each) {
            waves.add(IntStream.range(first, Math.min(numPartitions(), first + each))
                    .toArray());
        }
        return waves;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StripPartitioner same && strips == same.strips && together == same.together;
    }

    @Override
    public int hashCode() {
        return 31 * strips + together;
    }
}
