package dev.sidereal.stack;

import dev.sidereal.fold.LightScale;
import dev.sidereal.fold.Plane;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.frame.OptionException;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/**
 * A stack without some of its frames, as far as its list of greatest codes tells what they held.
 *
 * <p>The greatest code and its frame are exact wherever fewer frames than there are ranks were taken out of the list; where
 * none is left, the last rank stays, which is as great as the greatest of the others can be. Sums are exact where the code
 * of every removed frame is in the list; elsewhere the frame is taken to have had the mean of the others, which leaves the
 * mean as it is. Least codes are dropped: they are not known.
 *
 * @param stack       the rest: MAX and WHEN, with COUNT, SUM and SUMSQ where they were folded; removed frames are skipped
 * @param unknownMost samples whose greatest code is only bounded
 * @param unknownSum  samples whose sums are only estimated; 0 without sums
 */
public record Removal(Stack stack, long unknownMost, long unknownSum) {

    private static final Set<Plane> KEPT =
            Set.copyOf(EnumSet.of(Plane.COUNT, Plane.MAX, Plane.WHEN, Plane.SUM, Plane.SUMSQ));

    /**
     * Takes frames out; {@code stack} is not changed.
     *
     * @param rows rows of the list of frames, each of a used frame
     * @throws OptionException if the stack has no list of greatest codes, or no frame would be left
     */
    public static Removal of(Stack stack, Set<Integer> rows) {
        int ranks = Plane.ranks(stack.planes());
        if (ranks < 2) {
            throw new OptionException("--without: expected a stack with the plane extremes, found " + stack.planes()
                    + "; fold the night with --planes extremes");
        }
        List<FrameRecord> frames = IntStream.range(0, stack.frames().size())
                .mapToObj(row -> rows.contains(row)
                        ? stack.frames().get(row).skip("left out when developed")
                        : stack.frames().get(row))
                .toList();
        if (frames.stream().noneMatch(FrameRecord::used)) {
            throw new OptionException("--without: expected a frame that is left, found none");
        }
        EnumSet<Plane> planes = EnumSet.copyOf(stack.planes());
        planes.retainAll(KEPT);
        Stack rest = Stack.start(stack.first(), planes, stack.curve());
        rest.frames(frames);
        LongAdder most = new LongAdder();
        LongAdder sum = new LongAdder();
        IntStream.range(0, stack.strips().count())
                .parallel()
                .forEach(strip -> new Strip(stack, rest, strip, ranks).remove(rows, most, sum));
        return new Removal(rest, most.sum(), sum.sum());
    }

    /* The planes of one strip, changed in buffers. */
    private static final class Strip {

        private final Stack from;
        private final Stack to;
        private final int strip;
        private final int ranks;
        private final int samples;
        private final Map<Plane, ByteBuffer> numbers = new EnumMap<>(Plane.class);
        private final long[] lights = new long[Plane.MOST_RANKS];
        private final long[] squares = new long[Plane.MOST_RANKS];

        Strip(Stack from, Stack to, int strip, int ranks) {
            this.from = from;
            this.to = to;
            this.strip = strip;
            this.ranks = ranks;
            this.samples = from.strips().samples(from.strips().rows().get(strip));
            for (Plane plane : from.planes()) {
                if (plane != Plane.MIN) {
                    ByteBuffer buffer = ByteBuffer.allocate(
                                    samples * from.type(plane).bytes())
                            .order(Raster.ORDER);
                    from.write(plane, strip, buffer);
                    numbers.put(plane, buffer);
                }
            }
        }

        void remove(Set<Integer> rows, LongAdder unknownMost, LongAdder unknownSum) {
            boolean sums = numbers.containsKey(Plane.COUNT);
            for (int i = 0; i < samples; i++) {
                int left = 0;
                int found = 0;
                for (int rank = ranks; rank >= 1; rank--) {
                    int frame = buffer(Plane.frame(rank)).getInt(4 * i);
                    if (rows.contains(frame)) {
                        note(found++, i, rank);
                    } else if (frame >= 0) {
                        left = rank;
                    }
                }
                if (sums && subtract(i, found, rows.size())) {
                    unknownSum.increment();
                }
                if (left == 0 && found > 0 && buffer(Plane.frame(ranks)).getInt(4 * i) >= 0) {
                    unknownMost.increment();
                    copy(i, ranks);
                    /* The frame is not known: any that is left stands for it. */
                    buffer(Plane.WHEN).putInt(4 * i, firstUsed());
                } else if (left == 0 && found > 0) {
                    clear(i);
                } else if (left > 1) {
                    copy(i, left);
                    buffer(Plane.WHEN).putInt(4 * i, buffer(Plane.frame(left)).getInt(4 * i));
                }
            }
            for (Plane plane : to.planes()) {
                to.read(plane, strip, buffer(plane).clear());
            }
        }

        private ByteBuffer buffer(Plane plane) {
            ByteBuffer buffer = numbers.get(plane);
            if (buffer == null) {
                throw new IllegalStateException("no plane " + plane);
            }
            return buffer;
        }

        private int firstUsed() {
            List<FrameRecord> frames = to.frames();
            return IntStream.range(0, frames.size())
                    .filter(row -> frames.get(row).used())
                    .findFirst()
                    .orElse(-1);
        }

        private void note(int place, int i, int rank) {
            LightScale scale = from.scale();
            double code = code(buffer(Plane.value(rank)), i);
            lights[place] = scale.light(code);
            squares[place] = scale.square(code);
        }

        /* Whether something had to be estimated. */
        private boolean subtract(int i, int found, int removed) {
            ByteBuffer counts = buffer(Plane.COUNT);
            int all = counts.getInt(4 * i);
            /* A float frame that is not in a list with room had no data here. */
            boolean hasRoom = buffer(Plane.frame(ranks)).getInt(4 * i) < 0;
            int known = from.type() == SampleType.FLOAT32 && hasRoom ? found : removed;
            int rest = all - known;
            boolean estimated = found < known;
            counts.putInt(4 * i, Math.max(0, rest));
            take(Plane.SUM, lights, i, found, all, rest);
            take(Plane.SUMSQ, squares, i, found, all, rest);
            return estimated;
        }

        private void take(Plane plane, long[] parts, int i, int found, int all, int rest) {
            if (!numbers.containsKey(plane)) {
                return;
            }
            long sum = buffer(plane).getLong(8 * i);
            for (int part = 0; part < found; part++) {
                sum -= parts[part];
            }
            int counted = all - found;
            buffer(plane).putLong(8 * i, counted == rest ? sum : Math.round((double) sum * rest / counted));
        }

        private void copy(int i, int rank) {
            ByteBuffer into = buffer(Plane.MAX);
            ByteBuffer value = buffer(Plane.value(rank));
            switch (from.type()) {
                case UINT8 -> into.put(i, value.get(i));
                case UINT16 -> into.putShort(2 * i, value.getShort(2 * i));
                case FLOAT32 -> into.putFloat(4 * i, value.getFloat(4 * i));
            }
        }

        private void clear(int i) {
            switch (from.type()) {
                case UINT8 -> buffer(Plane.MAX).put(i, (byte) 0);
                case UINT16 -> buffer(Plane.MAX).putShort(2 * i, (short) 0);
                case FLOAT32 -> buffer(Plane.MAX).putFloat(4 * i, Float.NaN);
            }
            buffer(Plane.WHEN).putInt(4 * i, -1);
        }

        private double code(ByteBuffer codes, int i) {
            return switch (from.type()) {
                case UINT8 -> codes.get(i) & 0xFF;
                case UINT16 -> codes.getShort(2 * i) & 0xFFFF;
                case FLOAT32 -> codes.getFloat(4 * i);
            };
        }
    }
}
