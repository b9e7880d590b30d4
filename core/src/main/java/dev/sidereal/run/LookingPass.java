package dev.sidereal.run;

import dev.sidereal.calibrate.Defects;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.integrate.DeepSkyFrame;
import dev.sidereal.integrate.Sight;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Reads and calibrates every light once and keeps what it shows: its sky, its noise and its stars, fewer of each light the more lights
 * there are, so that they take the same memory.
 */
final class LookingPass {

    /* All stars that are kept, and how many of a light at least. */
    private static final int SESSION_STARS = 240_000;
    private static final int LEAST_STARS = 200;
    private static final long STAR_BYTES = 80;

    private final DeepSkyJob job;
    private final SessionReading reading;

    LookingPass(DeepSkyJob job, SessionReading reading) {
        this.job = job;
        this.reading = reading;
    }

    /**
     * What was seen.
     *
     * @param frames  a row for each light of the night, without a place
     * @param defects samples that stand out in most lights
     */
    record Looked(List<DeepSkyFrame> frames, Defects defects) {}

    /**
     * Looks at all lights.
     *
     * @throws UnusableNightException if no light can be read
     */
    Looked look() throws IOException, InterruptedException {
        List<DeepSkyFrame> looked = new ArrayList<>(job.night().entries().stream()
                .map(entry -> frame(entry.record(), Optional.empty()))
                .toList());
        List<Integer> rows = IntStream.range(0, looked.size())
                .filter(row -> looked.get(row).record().used())
                .boxed()
                .toList();
        for (DeepSkyFrame frame : looked) {
            if (!frame.record().used()) {
                job.leave(frame.record(), frame.record().skipped().orElse(""), 0, rows.size());
            }
        }
        int[] done = new int[1];
        Defects defects = reading.look(job, rows, new LightPart.Seen() {
            @Override
            public void light(int row, Sight sight) {
                synchronized (looked) {
                    Sight kept = sight.withStars(mostStars(rows.size()));
                    looked.set(row, frame(looked.get(row).record(), Optional.of(kept)));
                    job.progress().on(new RunEvent.Looked(++done[0], rows.size()));
                }
            }

            @Override
            public void bad(int row, String reason) throws IOException {
                synchronized (looked) {
                    job.leave(looked.get(row).record(), reason, ++done[0], rows.size());
                    looked.set(row, looked.get(row).skip(reason));
                }
            }
        });
        if (looked.stream().allMatch(frame -> frame.sight().isEmpty())) {
            throw new UnusableNightException("lights: expected at least one that can be read, found none of "
                    + looked.size() + "; the reason for each is given above");
        }
        return new Looked(List.copyOf(looked), defects);
    }

    /* Places are no worse for it: the brightest stars have most of the weight. */
    private static int mostStars(int lights) {
        return Math.max(LEAST_STARS, SESSION_STARS / Math.max(1, lights));
    }

    /** Bytes that the stars of a session take at most: the same for any number of lights but for very many. */
    static long starBytes(int lights) {
        return STAR_BYTES * Math.max(SESSION_STARS, (long) LEAST_STARS * lights);
    }

    private static DeepSkyFrame frame(FrameRecord record, Optional<Sight> sight) {
        FrameRecord seen = sight.map(Sight::skyLevel)
                .filter(level -> !level.isNaN())
                .map(record::withSky)
                .orElse(record);
        return new DeepSkyFrame(seen, sight, Optional.empty(), Double.NaN, 0, Optional.empty(), Optional.empty());
    }
}
