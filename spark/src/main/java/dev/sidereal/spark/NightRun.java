package dev.sidereal.spark;

import dev.sidereal.fold.Plane;
import dev.sidereal.formats.natives.NativeLibraries;
import dev.sidereal.frame.Coding;
import dev.sidereal.frame.FrameGlance;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.frame.Night;
import dev.sidereal.frame.UnlikeFrames;
import dev.sidereal.recipe.BadFrames;
import dev.sidereal.recipe.Gate;
import dev.sidereal.recipe.Recipe;
import dev.sidereal.run.Beginning;
import dev.sidereal.run.Plan;
import dev.sidereal.run.Progress;
import dev.sidereal.run.Report;
import dev.sidereal.run.RunEvent;
import dev.sidereal.run.UnusableNightException;
import dev.sidereal.stack.Shelf;
import dev.sidereal.stack.Stack;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** A night as the driver sees it: its plan, its parts, and what has come of them. */
final class NightRun {

    private static final Shelf NOWHERE = new Shelf() {
        @Override
        public void put(Plane plane, int strip, ByteBuffer numbers) {
            throw new IllegalStateException("plan: expected nothing to be folded");
        }

        @Override
        public void get(Plane plane, int strip, ByteBuffer out) {
            throw new IllegalStateException("plan: expected nothing to be folded");
        }
    };

    private final int place;
    private final Night night;
    private final Recipe recipe;
    private final Plan plan;
    private final NightKind kind;
    private final TileLayout layout;
    private final int number;
    private final int parts;
    private final ClusterFrames source;
    private final Progress progress;
    private final List<FrameRecord> records;
    private final List<Optional<FrameGlance>> glances;
    private final List<JoinTask.Joined.Sum> sums = new ArrayList<>();
    private final long start = System.nanoTime();
    private Optional<Shelf> shelf = Optional.empty();

    private NightRun(
            int number,
            int place,
            Night night,
            Recipe recipe,
            Plan plan,
            int parts,
            ClusterFrames source,
            Progress progress) {
        this.number = number;
        this.place = place;
        this.night = night;
        this.recipe = recipe;
        this.plan = plan;
        this.source = source;
        this.kind = new NightKind(night.shape(), night.type(), recipe.planes(), recipe.curve());
        this.layout = TileLayout.of(kind);
        this.parts = parts;
        this.progress = progress;
        this.records = new ArrayList<>(
                night.entries().stream().map(Night.Entry::record).toList());
        this.glances = new ArrayList<>(Collections.nCopies(records.size(), Optional.empty()));
    }

    /**
     * Plans a night: what each task of it will take, and what each folds.
     *
     * @param number of the night among those that are folded
     * @param place  of its order
     * @param all    frames of all nights of the job
     */
    static NightRun plan(
            int number, int place, SparkNights.Order order, Night night, int all, Cluster cluster, Progress progress)
            throws UnusableNightException {
        Recipe recipe = cluster.forTask(order.recipe());
        Plan plan = Plan.of(recipe, night, order.source(), new Beginning.Fresh(Optional.of(NOWHERE)), 0);
        progress.on(new RunEvent.Planned(night, plan));
        List<Night.Entry> entries = night.entries();
        for (Night.Entry entry : entries) {
            Optional<String> reason = entry.record().skipped();
            if (reason.isPresent() && recipe.badFrames() == BadFrames.STOP) {
                throw stopped(entry.record());
            }
        }
        int parts = cluster.parts(entries.size(), all);
        return new NightRun(number, place, night, recipe, plan, parts, order.source(), progress);
    }

    /** Whether frames are to be looked at before any is folded. */
    boolean isGated() {
        return recipe.gate() == Gate.AUTO;
    }

    /** What was seen of some frames before any is folded. */
    void seen(int first, List<Optional<FrameGlance>> seen) {
        for (int i = 0; i < seen.size(); i++) {
            glances.set(first + i, seen.get(i));
        }
    }

    /** All frames were looked at: those unlike the night are left out, or it is said why none is. */
    void turnAway() {
        UnlikeFrames unlike = UnlikeFrames.of(glances);
        if (unlike.tooMany() || !unlike.judged()) {
            name(unlike);
            return;
        }
        unlike.reasons().forEach((i, reason) -> {
            FrameRecord frame = records.get(i);
            FrameRecord seen =
                    glances.get(i).map(glance -> frame.withSky(glance.level())).orElse(frame);
            records.set(i, seen.skip(reason));
        });
    }

    private void name(UnlikeFrames unlike) {
        List<FrameRecord> named = unlike.reasons().entrySet().stream()
                .map(entry -> records.get(entry.getKey()).skip(entry.getValue()))
                .toList();
        progress.on(new RunEvent.LooksUnlike(named, unlike));
    }

    /** What each task folds, as the list of frames now stands. */
    List<Part> parts() {
        List<Part> cut = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            cut.add(part((int) ((long) records.size() * i / parts), (int) ((long) records.size() * (i + 1) / parts)));
        }
        return cut;
    }

    private Part part(int from, int to) {
        return new Part(
                number,
                from,
                night.entries().subList(from, to).stream()
                        .map(entry -> source.address(entry.position()))
                        .toList(),
                records.subList(from, to).stream()
                        .map(frame ->
                                new FrameRecord(frame.name(), Optional.empty(), Optional.empty(), frame.skipped()))
                        .toList(),
                night.first().with(Coding.UNSAID),
                recipe,
                source.reading().mosaics(),
                source.readerBytes(),
                NativeLibraries.problem().isEmpty());
    }

    NightKind kind() {
        return kind;
    }

    TileLayout layout() {
        return layout;
    }

    /** Takes how frames fared, or a strip of all planes. */
    void take(Tile tile, byte[] bytes, SparkNights.Receiver receiver) throws IOException {
        if (tile.strip() == Tile.FRAMES) {
            sums.add(new JoinTask.Joined.Sum(tile.first(), PartTask.sum(bytes)));
            take(tile.first(), RecordBytes.read(bytes, Part.Outcomes.class).frames());
            return;
        }
        JoinTask.Joined joined = JoinTask.Joined.read(bytes);
        if (!joined.sums().equals(sums)) {
            throw new IOException(
                    night.first().name() + ": expected its night to be read twice alike after a machine was"
                            + " lost, found other frames or pictures; leave frames as they are meanwhile and start again");
        }
        if (shelf.isEmpty()) {
            shelf = Optional.of(receiver.shelf(place));
        }
        ByteBuffer numbers = joined.numbers();
        int samples = layout.samples(tile.strip());
        for (Plane plane : layout.order()) {
            ByteBuffer plain = TileState.order(ByteBuffer.allocate(layout.planeBytes(plane, tile.strip())));
            PackedNumbers.read(numbers, samples, layout.width(plane), plain);
            shelf.get().put(plane, tile.strip(), plain.flip());
        }
    }

    private void take(int first, List<Part.Outcome> outcomes) throws UnusableNightException {
        for (int i = 0; i < outcomes.size(); i++) {
            int number = first + i;
            Part.Outcome outcome = outcomes.get(i);
            FrameRecord frame = records.get(number);
            boolean wasUsed = frame.used();
            frame = outcome.sky().map(frame::withSky).orElse(frame);
            frame = outcome.skipped().isPresent() ? frame.skip(outcome.skipped().get()) : frame.use(outcome.content());
            records.set(number, frame);
            glances.set(number, outcome.glance());
            if (!frame.used()) {
                if (wasUsed && recipe.badFrames() == BadFrames.STOP) {
                    throw stopped(frame);
                }
                progress.on(new RunEvent.FrameSkipped(
                        frame.name(), frame.skipped().orElseThrow(), number + 1, records.size()));
            }
        }
    }

    private static UnusableNightException stopped(FrameRecord frame) {
        return new UnusableNightException(
                frame.name() + ": " + frame.skipped().orElseThrow() + "; nothing is written because of --strict");
    }

    /** All has come. */
    void finish(SparkNights.Receiver receiver) throws IOException, InterruptedException {
        if (records.stream().noneMatch(FrameRecord::used)) {
            receiver.unusable(
                    place,
                    new UnusableNightException("frames: expected at least one that can be read, found none of "
                            + records.size() + "; the reason for each is given above"));
            return;
        }
        UnlikeFrames unlike = UnlikeFrames.of(glances);
        if (!isGated() && !unlike.reasons().isEmpty()) {
            name(unlike);
        }
        Stack stack = Stack.startOn(shelf.orElseThrow(), night.first(), recipe.planes(), recipe.curve());
        stack.frames(records);
        progress.on(
                new RunEvent.Finished(new Report(stack.frames(), plan, Duration.ofNanos(System.nanoTime() - start))));
        receiver.folded(place, stack);
    }
}
