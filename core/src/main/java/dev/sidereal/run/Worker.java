package dev.sidereal.run;

import dev.sidereal.frame.FrameGlance;
import dev.sidereal.frame.FrameReader;
import dev.sidereal.frame.FrameSource;
import dev.sidereal.frame.Night;
import dev.sidereal.frame.UnreadableFrameException;
import dev.sidereal.image.Raster;
import dev.sidereal.image.Samples;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** Decodes a few frames into buffers of its own, folds them, and asks for more until there are none. */
final class Worker implements Callable<Void> {

    private final Night night;
    private final int framesAtOnce;
    private final FrameSource source;
    private final SharedStack stack;
    private final Ledger ledger;

    Worker(Night night, int framesAtOnce, FrameSource source, SharedStack stack, Ledger ledger) {
        this.night = night;
        this.framesAtOnce = framesAtOnce;
        this.source = source;
        this.stack = stack;
        this.ledger = ledger;
    }

    @Override
    public Void call() throws IOException, InterruptedException {
        List<Samples> scratch = stack.newScratch(framesAtOnce);
        try (FrameReader reader = source.open()) {
            List<Raster> buffers = Stream.generate(() -> reader.buffer(night.shape(), night.type()))
                    .limit(framesAtOnce)
                    .toList();
            List<Integer> numbers = ledger.next(framesAtOnce);
            while (!numbers.isEmpty()) {
                List<SharedStack.Decoded> batch = decode(numbers, buffers, reader);
                stack.add(batch, scratch);
                batch.forEach(frame -> ledger.folded(frame.number()));
                numbers = ledger.next(framesAtOnce);
            }
        }
        return null;
    }

    private List<SharedStack.Decoded> decode(List<Integer> numbers, List<Raster> buffers, FrameReader reader)
            throws IOException, InterruptedException {
        List<SharedStack.Decoded> batch = new ArrayList<>(numbers.size());
        for (int number : numbers) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            Raster buffer = buffers.get(batch.size());
            try {
                reader.read(ledger.position(number), buffer);
                ledger.seen(number, FrameGlance.of(buffer));
                batch.add(new SharedStack.Decoded(number, buffer));
            } catch (UnreadableFrameException e) {
                if (Thread.interrupted()) {
                    throw new InterruptedException(); // reading ended because the run does: the frame is not to blame
                }
                ledger.skipped(number, String.valueOf(e.getMessage()));
            }
        }
        return batch;
    }
}
