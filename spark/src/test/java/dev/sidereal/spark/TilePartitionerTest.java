package dev.sidereal.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidereal.fold.Plane;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import dev.sidereal.image.ToneCurve;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TilePartitionerTest {

    private static final TileLayout SMALL = kind(64, 48);
    private static final TileLayout LARGE = kind(4256, 2832);

    @Test
    void partitions_follow_nights_and_strips_and_stay_small() {
        List<TileLayout> nights = List.of(SMALL, SMALL, LARGE, SMALL, LARGE);
        TilePartitioner places = TilePartitioner.of(nights);
        Map<Integer, Long> bytes = new HashMap<>();
        int last = 0;
        for (int night = 0; night < nights.size(); night++) {
            assertThat(places.getPartition(new Tile(night, Tile.FRAMES, 7)))
                    .isEqualTo(places.getPartition(new Tile(night, 0, 7)));
            for (int strip = 0; strip < nights.get(night).strips().count(); strip++) {
                int partition = places.getPartition(new Tile(night, strip, 0));
                assertThat(partition).isBetween(last, last + 1);
                last = partition;
                bytes.merge(partition, (long) nights.get(night).tileBytes(strip), Long::sum);
            }
        }
        assertThat(places.numPartitions()).isEqualTo(last + 1);
        assertThat(bytes.values()).allMatch(sum -> sum <= 16 << 20);
    }

    @Test
    void small_nights_share_a_partition() {
        assertThat(TilePartitioner.of(Collections.nCopies(40, SMALL)).numPartitions())
                .isEqualTo(1);
    }

    @Test
    void a_driver_takes_at_most_four_partitions_at_a_time() {
        TilePartitioner places = TilePartitioner.of(List.of(LARGE));
        assertThat(places.waves()).allMatch(wave -> wave.length <= 4);
        assertThat(places.waves().stream().mapToInt(wave -> wave.length).sum()).isEqualTo(places.numPartitions());
    }

    private static TileLayout kind(int width, int height) {
        return TileLayout.of(
                new NightKind(new Shape(width, height, 3), SampleType.UINT8, Plane.USUAL, new ToneCurve.Srgb()));
    }
}
