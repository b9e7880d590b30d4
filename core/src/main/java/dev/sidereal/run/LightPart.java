package dev.sidereal.run;

import dev.sidereal.calibrate.Calibration;
import dev.sidereal.calibrate.StandingOut;
import dev.sidereal.frame.FrameSource;
import dev.sidereal.frame.Night;
import dev.sidereal.image.Raster;
import dev.sidereal.image.Rows;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import dev.sidereal.integrate.Drizzling;
import dev.sidereal.integrate.DropSums;
import dev.sidereal.integrate.LightDrops;
import dev.sidereal.integrate.Sight;
import dev.sidereal.integrate.StandOuts;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/**
 * Some lights of a session, read and calibrated by threads of the machine that this is called on: the work that an engine of many
 * machines asks of each, and that one machine does with all of them.
 */
public final class LightPart {

    private final Night part;
    private final FrameSource source;
    private final int threads;

    /** Lights of {@code part}, whose positions are those of {@code source}. */
    public LightPart(Night part, FrameSource source, int threads) {
        this.part = part;
        this.source = source;
        this.threads = threads;
    }

    /** Hears of each light; called by many threads. */
    public interface Seen {

        /** What a light shows. */
        void light(int row, Sight sight) throws IOException;

        /** A light that cannot be read. */
        void bad(int row, String reason) throws IOException;
    }

    /**
     * Looks at some lights.
     *
     * @param rows        of the part
     * @param standingOut sees each before its faulty samples are replaced
     */
    public void look(List<Integer> rows, Calibration calibration, Optional<StandingOut> standingOut, Seen seen)
            throws IOException, InterruptedException {
        Shape shape = calibration.shape();
        new Lights(source, part, threads).each(rows, calibration, standingOut, () -> new Lights.Work() {

            private final Optional<Raster> luminance = shape.channels() == 1
                    ? Optional.empty()
                    : Optional.of(Raster.allocate(new Shape(shape.width(), shape.height(), 1), SampleType.FLOAT32));

            @Override
            public void take(int row, Raster picture) throws IOException {
                seen.light(row, Sight.of(picture, luminance));
            }

            @Override
            public void fail(int row, String reason) throws IOException {
                seen.bad(row, reason);
            }
        });
    }

    /** Hears of each light that is laid; called by many threads. */
    public interface Laid {
        void light(int row);
    }

    /**
     * Lets the samples of some lights fall as drops on the band that was begun.
     *
     * @param rows    of the part
     * @param numbers of the lights, by their rows
     * @param clean   calibration that knows all faulty samples
     * @throws IOException also if a light cannot be read, which could be before
     */
    public void drizzle(
            List<Integer> rows,
            IntUnaryOperator numbers,
            Calibration clean,
            Drizzling drizzling,
            DropSums sums,
            Laid laid)
            throws IOException, InterruptedException {
        new Lights(source, part, threads).each(rows, clean.samplesOnly(), Optional.empty(), () -> new Lights.Work() {

            private final LightDrops drops = new LightDrops(drizzling, sums);

            @Override
            public void take(int row, Raster samples) {
                drops.lay(numbers.applyAsInt(row), samples);
                laid.light(row);
            }

            @Override
            public void fail(int row, String reason) throws IOException {
                throw gone(row, reason);
            }
        });
    }

    private IOException gone(int row, String reason) {
        return new IOException(part.entries().get(row).record().name()
                + ": expected the light that was there before, found: " + reason);
    }

    /**
     * Lays some lights on the canvas.
     *
     * @param rows    of the part
     * @param numbers of the lights in the overlay, by their rows
     * @param clean   calibration that knows all faulty samples
     * @param beside  a picture of all lights: what stands out of it is left out
     * @param band    of the canvas, from a multiple of {@link Overlay#CHUNK_ROWS} on for the same bits as without bands
     * @param into    takes rows; called by many threads
     * @throws IOException also if a light cannot be read, which could be before
     */
    public void lay(
            List<Integer> rows,
            IntUnaryOperator numbers,
            Calibration clean,
            Overlay overlay,
            Optional<Raster> beside,
            Rows band,
            Overlay.Into into,
            Laid laid)
            throws IOException, InterruptedException {
        new Lights(source, part, threads).each(rows, clean, Optional.empty(), () -> new Lights.Work() {

            private final Overlay.Laying laying = overlay.new Laying();
            private final Optional<StandOuts> standOuts =
                    beside.map(joined -> new StandOuts(joined, overlay.canvas(), overlay.aim(), clean.shape()));

            @Override
            public void take(int row, Raster picture) {
                int number = numbers.applyAsInt(row);
                standOuts.ifPresent(
                        found -> found.empty(picture, overlay.contributions().get(number)));
                laying.lay(number, picture, band, into);
                laid.light(row);
            }

            @Override
            public void fail(int row, String reason) throws IOException {
                throw gone(row, reason);
            }
        });
    }
}
