package dev.sidereal.spark;

import dev.sidereal.fold.Fold;
import dev.sidereal.fold.Plane;
import dev.sidereal.stack.Strips;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where the numbers of a night's planes stand in a tile: plane after plane, in the order of {@link Plane}.
 *
 * @param sampleBytes of each plane, in that order
 */
record TileLayout(Map<Plane, Integer> sampleBytes, Strips strips) {

    /** The layout of a night's tiles. */
    static TileLayout of(NightKind night) {
        Map<Plane, Integer> bytes = new TreeMap<>();
        for (Fold<?> fold : night.folds()) {
            fold.planes().forEach(plane -> bytes.put(plane, fold.type(plane).bytes()));
        }
        return new TileLayout(bytes, Strips.of(night.shape(), night.type()));
    }

    List<Plane> order() {
        return List.copyOf(sampleBytes.keySet());
    }

    /** Samples of a strip in one plane. */
    int samples(int strip) {
        return strips.samples(strips.rows().get(strip));
    }

    /** Bytes of a number of one plane. */
    int width(Plane plane) {
        return sampleBytes.getOrDefault(plane, 0);
    }

    /** Bytes of the numbers of one plane in a strip. */
    int planeBytes(Plane plane, int strip) {
        return Math.multiplyExact(samples(strip), width(plane));
    }

    /** The most bytes that the packed numbers of a strip take. */
    int packedBytes(int strip) {
        return Math.addExact(tileBytes(strip), sampleBytes.size() * PackedNumbers.HEAD);
    }

    /** Bytes of the numbers of a strip. */
    int tileBytes(int strip) {
        return sampleBytes.keySet().stream()
                .mapToInt(plane -> planeBytes(plane, strip))
                .reduce(0, Math::addExact);
    }
}
