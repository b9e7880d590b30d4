package dev.sidereal.bench;

import dev.sidereal.frame.Candidate;
import dev.sidereal.frame.FrameReader;
import dev.sidereal.frame.FrameSource;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.simulator.SyntheticFrames;
import dev.sidereal.simulator.SyntheticNight;
import java.util.List;

/**
 * A simulated night of 8 bits with something in its way that makes its mask harder: clouds that drift over the sky, or a lamp
 * that lights the ground in some frames. Drawn in codes, which is near enough for what a mask looks at.
 */
record Weather(Kind kind, SyntheticNight night, FrameSource clear, Raster sky) implements FrameSource {

    enum Kind {
        CLEAR,
        CLOUDS,
        LAMP
    }

    private static final double CLOUD_CODE = 120;

    static Weather of(Kind kind, SyntheticNight night) {
        return new Weather(
                kind,
                night,
                SyntheticFrames.drawn(night, SampleType.UINT8),
                night.truth().skyMask());
    }

    @Override
    public List<Candidate> candidates() {
        return clear.candidates();
    }

    @Override
    public long readerBytes() {
        return clear.readerBytes();
    }

    @Override
    public FrameReader open() {
        return new FrameReader() {
            @Override
            public void read(int position, Raster into) {
                night.draw(position, into);
                if (kind != Kind.CLEAR) {
                    change(position, into);
                }
            }

            @Override
            public void close() {}
        };
    }

    private void change(int frame, Raster into) {
        int width = into.shape().width();
        for (int pixel = 0; pixel < into.shape().pixels(); pixel++) {
            double open = sky.get(pixel) / 255;
            double cloud = kind == Kind.CLOUDS ? open * cloud(frame, pixel % width, pixel / width, width) : 0;
            double lamp = kind == Kind.LAMP && frame % 10 == 3 ? 1 + 0.8 * (1 - open) : 1;
            for (int c = 0; c < 3; c++) {
                double code = into.get(3 * pixel + c);
                into.set(3 * pixel + c, Math.rint(Math.min(255, lamp * (code + cloud * (CLOUD_CODE - code)))));
            }
        }
    }

    /* Some waves that drift to the right at different speeds. */
    private static double cloud(int frame, int x, int y, int width) {
        double u = 30.0 * x / width;
        double v = 30.0 * y / width;
        double waves = StrictMath.sin(0.4 * u - 0.10 * frame + StrictMath.sin(0.5 * v))
                + StrictMath.sin(0.9 * v + 0.3 * u - 0.07 * frame)
                + 0.6 * StrictMath.sin(1.7 * u + 1.3 * v - 0.2 * frame);
        return Math.max(0, Math.min(0.8, waves / 2));
    }
}
