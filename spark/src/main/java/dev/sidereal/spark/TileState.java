package dev.sidereal.spark;

import dev.sidereal.fold.Fold;
import dev.sidereal.fold.Plane;
import dev.sidereal.image.Raster;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Collectors;

/** The folded state of one strip, into which others are joined. Its numbers travel plane after plane, as {@link TileLayout} says, packed. */
final class TileState {

    private static final class Folded<S> {

        private final Fold<S> fold;
        private final S state;

        Folded(Fold<S> fold, int samples) {
            this.fold = fold;
            this.state = fold.start(samples);
        }

        boolean has(Plane plane) {
            return fold.planes().contains(plane);
        }

        void write(Plane plane, ByteBuffer out) {
            fold.write(state, plane, out);
        }

        void read(Plane plane, ByteBuffer in) {
            fold.read(state, plane, in);
        }

        @SuppressWarnings("unchecked") // of the same night, so of the same folds
        void merge(Folded<?> later, int shift) {
            fold.merge(state, (S) later.state, shift);
        }
    }

    /** Makes states of one night. */
    static final class Maker {

        private final TileLayout layout;
        private final List<Fold<?>> folds;

        Maker(NightKind night) {
            this.layout = TileLayout.of(night);
            this.folds = night.folds();
        }

        TileLayout layout() {
            return layout;
        }

        /** Nothing yet. */
        TileState start(int strip) {
            int samples = layout.samples(strip);
            return new TileState(
                    layout,
                    samples,
                    folds.stream().map(fold -> folded(fold, samples)).collect(Collectors.toList()));
        }

        /** What was folded into a strip, by its numbers as they were written. */
        TileState read(int strip, ByteBuffer numbers) {
            TileState state = start(strip);
            ByteBuffer plain = state.plain();
            for (Plane plane : layout.order()) {
                PackedNumbers.read(numbers, state.samples, layout.width(plane), plain.clear());
                state.of(plane).read(plane, plain.flip());
            }
            return state;
        }
    }

    private final TileLayout layout;
    private final int samples;
    private final List<? extends Folded<?>> folded;

    private TileState(TileLayout layout, int samples, List<? extends Folded<?>> folded) {
        this.layout = layout;
        this.samples = samples;
        this.folded = folded;
    }

    /* Room for the numbers of one plane. */
    private ByteBuffer plain() {
        return order(ByteBuffer.allocate(samples * Long.BYTES));
    }

    private static <S> Folded<S> folded(Fold<S> fold, int samples) {
        return new Folded<>(fold, samples);
    }

    /**
     * Joins the same strip folded from later frames.
     *
     * @param shift number of the first of those frames, which they count from 0
     */
    void merge(TileState later, int shift) {
        for (int i = 0; i < folded.size(); i++) {
            folded.get(i).merge(later.folded.get(i), shift);
        }
    }

    /** Appends all numbers. */
    void write(ByteBuffer out) {
        ByteBuffer plain = plain();
        for (Plane plane : layout.order()) {
            of(plane).write(plane, plain.clear());
            PackedNumbers.write(plain.flip(), layout.width(plane), out);
        }
    }

    private Folded<?> of(Plane plane) {
        return folded.stream().filter(each -> each.has(plane)).findFirst().orElseThrow();
    }

    /** Bytes in the order in which numbers travel. */
    static ByteBuffer order(ByteBuffer bytes) {
        return bytes.order(Raster.ORDER);
    }
}
