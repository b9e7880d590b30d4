package dev.sidereal.spark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.spark.Partitioner;

/**
 * Gives tiles to those who join them: a partition holds some strips of one night, or some small nights, of about
 * {@value #BYTES} bytes when joined, in the order of nights and strips.
 */
final class TilePartitioner extends Partitioner {

    private static final long serialVersionUID = 1;
    private static final int BYTES = 16 << 20;
    /* So many times these bytes, twice, are what the driver holds of pixels. */
    private static final int TOGETHER = 4;

    /* The partition of each night's first strip, and how many strips the partition of that and of each later one hold. */
    private final int[] first;
    private final int[] strips;
    private final int count;

    private TilePartitioner(int[] first, int[] strips, int count) {
        this.first = first;
        this.strips = strips;
        this.count = count;
    }

    /** For the nights of a job, by their numbers. */
    static TilePartitioner of(List<TileLayout> nights) {
        int[] first = new int[nights.size()];
        int[] strips = new int[nights.size()];
        int partition = 0;
        long filled = 0;
        for (int night = 0; night < first.length; night++) {
            TileLayout tile = nights.get(night);
            int tiles = tile.strips().count();
            strips[night] = Math.max(1, BYTES / tile.tileBytes(0));
            int needed = (tiles + strips[night] - 1) / strips[night];
            long bytes = (long) tiles * tile.tileBytes(0);
            if (filled > 0 && (needed > 1 || filled + bytes > BYTES)) {
                partition++;
                filled = 0;
            }
            first[night] = partition;
            partition += needed - 1;
            filled = needed > 1 ? BYTES : filled + bytes;
        }
        return new TilePartitioner(first, strips, first.length == 0 ? 0 : partition + 1);
    }

    @Override
    public int numPartitions() {
        return count;
    }

    @Override
    public int getPartition(Object key) {
        Tile tile = (Tile) key;
        return first[tile.night()] + Math.max(0, tile.strip()) / strips[tile.night()];
    }

    /** The partitions in their order, in groups that a driver holds at once. */
    List<int[]> waves() {
        List<int[]> waves = new ArrayList<>();
        for (int partition = 0; partition < count; partition += TOGETHER) {
            waves.add(IntStream.range(partition, Math.min(count, partition + TOGETHER))
                    .toArray());
        }
        return waves;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TilePartitioner same
                && count == same.count
                && Arrays.equals(first, same.first)
                && Arrays.equals(strips, same.strips);
    }

    @Override
    public int hashCode() {
        return Objects.hash(count, Arrays.hashCode(first), Arrays.hashCode(strips));
    }
}
