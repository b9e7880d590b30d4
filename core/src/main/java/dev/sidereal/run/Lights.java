package dev.sidereal.run;

import dev.sidereal.calibrate.Calibration;
import dev.sidereal.calibrate.StandingOut;
import dev.sidereal.frame.FrameReader;
import dev.sidereal.frame.FrameSource;
import dev.sidereal.frame.Night;
import dev.sidereal.frame.UnreadableFrameException;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Reads and calibrates lights with several threads and hands each to some work. */
final class Lights {

    private final FrameSource source;
    private final Night night;
    private final int workers;

    Lights(FrameSource source, Night night, int workers) {
        this.source = source;
        this.night = night;
        this.workers = workers;
    }

    /** What is done with a light; each thread has one. */
    interface Work {

        /** A calibrated light, which may be changed. */
        void take(int row, Raster picture) throws IOException;

        /** A light that cannot be read. */
        void fail(int row, String reason) throws IOException;
    }

    /** Makes the work of one thread. */
    interface Works {
        Work open();
    }

    /**
     * Goes once through some lights.
     *
     * @param rows        of the night
     * @param standingOut sees each light before its faulty samples are replaced
     */
    void each(List<Integer> rows, Calibration calibration, Optional<StandingOut> standingOut, Works works)
            throws IOException, InterruptedException {
        source.expect(rows.stream().map(this::position).toList());
        AtomicInteger next = new AtomicInteger();
        Crew.work(workers, "sidereal-light", () -> {
            read(rows, next, calibration, standingOut, works.open());
            return null;
        });
    }

    private int position(int row) {
        return night.entries().get(row).position();
    }

    private void read(
            List<Integer> rows,
            AtomicInteger next,
            Calibration calibration,
            Optional<StandingOut> standingOut,
            Work work)
            throws IOException, InterruptedException {
        try (FrameReader reader = source.open()) {
            Raster codes = reader.buffer(night.shape(), night.type());
            Raster picture = Raster.allocate(calibration.shape(), SampleType.FLOAT32);
            Calibration.Room room = calibration.open();
            for (int i = next.getAndIncrement(); i < rows.size(); i = next.getAndIncrement()) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                int row = rows.get(i);
                try {
                    reader.read(position(row), codes);
                } catch (UnreadableFrameException e) {
                    if (Thread.interrupted()) {
                        throw new InterruptedException(); // reading ended because the run does
                    }
                    work.fail(row, String.valueOf(e.getMessage()));
                    continue;
                }
                calibration.apply(codes, room, standingOut, picture);
                work.take(row, picture);
            }
        }
    }
}
