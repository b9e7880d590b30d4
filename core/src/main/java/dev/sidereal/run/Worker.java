package dev.sidereal.run;

import dev.sidereal.frame.FrameGlance;
import dev.sidereal.frame.FrameReader;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.frame.FrameSource;
import dev.sidereal.frame.UnreadableFrameException;
import dev.sidereal.image.Raster;
import dev.sidereal.image.Samples;
import dev.sidereal.recipe.Identity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** Decodes a few frames into buffers of its own, folds them, and asks for more until there are none. */
final class Worker implements Callable<Void> {

    private final int framesAtOnce;
    private final Identity identity;
    private final FrameSource source;
    private final SharedStack stack;
    private final Ledger ledger;
    private final HandOver handOver;

    Worker(
            SharedStack stack,
            int framesAtOnce,
            Identity identity,
            FrameSource source,
            Ledger ledger,
            HandOver handOver) {
        this.framesAtOnce = framesAtOnce;
        this.identity = identity;
        this.source = source;
        this.stack = stack;
        this.ledger = ledger;
        this.handOver = handOver;
    }

    @Override
    public Void call() throws IOException, InterruptedException {
        List<Samples> scratch = stack.newScratch(framesAtOnce);
        try (FrameReader reader = source.open()) {
            List<Raster> buffers = Stream.generate(() -> stack.newBuffer(reader))
                    .limit(framesAtOnce)
                    .toList();
            Ledger.Batch next = ledger.next(framesAtOnce);
            while (!next.numbers().isEmpty()) {
                List<SharedStack.Decoded> batch = decode(next.numbers(), buffers, reader);
                handOver.show(next.turn(), batch);
                stack.add(batch, scratch, () -> batch.forEach(ledger::folded));
                next = ledger.next(framesAtOnce);
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
                int position = ledger.position(number);
                reader.read(position, buffer);
                ledger.seen(number, FrameGlance.of(buffer));
                Optional<FrameRecord.Content> content =
                        identity == Identity.HASHED ? source.content(position) : Optional.empty();
                batch.add(new SharedStack.Decoded(number, buffer, content));
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
