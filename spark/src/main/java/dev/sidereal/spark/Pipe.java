package dev.sidereal.spark;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * What threads make, one after the other for whoever asks; they wait while a few are not yet taken, so that a task holds no more
 * than those, however much it makes.
 *
 * @param <T> what is made
 */
final class Pipe<T> implements Iterator<T>, Closeable {

    private static final int WAITING = 4;

    /** Makes things and puts them. */
    @FunctionalInterface
    interface Work<T> {
        void run(Pipe<T> into) throws IOException, InterruptedException;
    }

    private final BlockingQueue<Optional<T>> queue = new ArrayBlockingQueue<>(WAITING);
    private final Thread thread;
    private Optional<Throwable> failure = Optional.empty();
    private Optional<T> next = Optional.empty();
    private boolean ended;

    /** Begins the work. */
    Pipe(Work<T> work) {
        thread = new Thread(() -> make(work), "sidereal-pipe");
        thread.setDaemon(true);
        thread.start();
    }

    private void make(Work<T> work) {
        try {
            work.run(this);
        } catch (InterruptedException e) {
            return; // nobody takes any more
        } catch (IOException | RuntimeException | Error e) {
            fail(e);
        }
        try {
            queue.put(Optional.empty());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void fail(Throwable e) {
        failure = Optional.of(e);
    }

    /** Hands over one; waits while nobody takes. */
    void put(T made) {
        try {
            queue.put(Optional.of(made));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the reader of lights looks for it before the next
        }
    }

    @Override
    public boolean hasNext() {
        if (next.isEmpty() && !ended) {
            try {
                next = queue.take();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("task: ended while it waited", e);
            }
            ended = next.isEmpty();
            if (ended) {
                requireDone();
            }
        }
        return next.isPresent();
    }

    private synchronized void requireDone() {
        if (failure.isPresent()) {
            Throwable cause = failure.get();
            throw cause instanceof IOException io
                    ? new UncheckedIOException(io.getMessage(), io)
                    : new IllegalStateException(cause);
        }
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException("pipe: expected one more");
        }
        T taken = next.orElseThrow();
        next = Optional.empty();
        return taken;
    }

    /** Ends the work, done or not. */
    @Override
    public void close() {
        thread.interrupt();
    }
}
