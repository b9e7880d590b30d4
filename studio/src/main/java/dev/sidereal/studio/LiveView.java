package dev.sidereal.studio;

import dev.sidereal.develop.Proof;
import dev.sidereal.fold.Plane;
import dev.sidereal.formats.FrameGlances;
import dev.sidereal.frame.SmallMaximum;
import dev.sidereal.image.Raster;
import dev.sidereal.image.ToneCurve;
import dev.sidereal.stack.Checkpoints;
import dev.sidereal.stack.Stack;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets people watch a stack grow: once a second, if somebody watches, the maxima so far are copied while no frame is
 * folded, which takes some milliseconds; the small picture is made of the copy, by whoever asks for it. Checkpoints are
 * passed on at their own, longer interval. Of a run in bands a small maximum is shown instead.
 */
final class LiveView implements Checkpoints {

    /** Pixels of the longer side of the small picture. */
    static final int SIDE = 1400;

    private static final long INSTEAD_NANOS = 1_000_000_000L;

    private final Checkpoints checkpoints;
    private final ToneCurve curve;
    private final Changes changes;
    private final ReentrantLock copying = new ReentrantLock();
    private Optional<Raster> copy = Optional.empty();
    private Optional<byte[]> picture = Optional.empty();
    private volatile Optional<Stack> stack = Optional.empty();
    private volatile boolean watched = true;
    private volatile boolean ending;
    private volatile Optional<SmallMaximum> instead = Optional.empty();
    private volatile long lastInstead;
    private final AtomicInteger version = new AtomicInteger();
    private long lastKept = System.nanoTime();

    /** A view of codes that stand for light by a curve. */
    LiveView(Checkpoints checkpoints, ToneCurve curve, Changes changes) {
        this.checkpoints = checkpoints;
        this.curve = curve;
        this.changes = changes;
    }

    @Override
    public Duration interval() {
        Duration second = Duration.ofSeconds(1);
        return checkpoints.interval().compareTo(second) < 0 ? checkpoints.interval() : second;
    }

    @Override
    public void save(Stack running) throws IOException {
        stack = Optional.of(running);
        if (instead.isEmpty() && watched && running.planes().contains(Plane.MAX) && copying.tryLock()) {
            try {
                Raster raster =
                        copy.orElseGet(() -> Raster.allocate(running.first().shape(), running.type()));
                running.extreme(Plane.MAX, raster);
                copy = Optional.of(raster);
                picture = Optional.empty();
                watched = false;
                version.incrementAndGet();
            } finally {
                copying.unlock();
            }
            changes.tell();
        }
        if (ending || System.nanoTime() - lastKept > checkpoints.interval().toNanos()) {
            checkpoints.save(running);
            lastKept = System.nanoTime();
        }
    }

    /** Shows this, where no stack is ever whole while it is folded; returns it. */
    SmallMaximum instead(SmallMaximum small) {
        instead = Optional.of(small);
        return small;
    }

    /** A frame was folded. */
    void folded() {
        long now = System.nanoTime();
        if (instead.isPresent() && (version.get() == 0 || now - lastInstead > INSTEAD_NANOS)) {
            lastInstead = now;
            version.incrementAndGet();
        }
    }

    /** The next time is the last one: it is kept in any case. */
    void end() {
        ending = true;
    }

    /** The stack as it was last seen; while a run goes on, others change it. */
    Optional<Stack> stack() {
        return stack;
    }

    /** How often the picture has changed. */
    int version() {
        return version.get();
    }

    /** The maxima so far as a small JPEG; empty before the first second is over. */
    Optional<byte[]> picture() throws IOException {
        Optional<Raster> small = instead.flatMap(SmallMaximum::picture);
        if (small.isPresent()) {
            return Optional.of(FrameGlances.coded(FrameGlances.forScreens(Proof.reduce(small.get(), SIDE), curve)));
        }
        watched = true;
        copying.lock();
        try {
            if (picture.isEmpty() && copy.isPresent()) {
                picture =
                        Optional.of(FrameGlances.coded(FrameGlances.forScreens(Proof.reduce(copy.get(), SIDE), curve)));
            }
            return picture;
        } finally {
            copying.unlock();
        }
    }
}
