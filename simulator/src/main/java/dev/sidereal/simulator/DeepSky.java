package dev.sidereal.simulator;

import dev.sidereal.align.Lens;
import dev.sidereal.align.Point;
import dev.sidereal.align.Transform;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A session of deep-sky frames that never was, made on demand: any frame, in any order, by any number of threads.
 *
 * <p>One channel, linear: code = bias + electrons / gain. A star's light is integrated over pixels (8 places along each axis for
 * Gaussians, 5x5 for Moffat's profile); shot and read noise are normal. In 16 bits codes are rounded and cut; in float they are
 * exact, divided by 65535. Equal scenes give equal bits.
 */
public final class DeepSky {

    private static final double SIGMAS_IN_FWHM = 2.3548200450309493;
    private static final double MOST_CODE = 65_535;
    private static final int FINE = 8;
    private static final int COARSE = 5;

    private final DeepSkyScene scene;
    private final List<DeepSkyStar> stars;
    private final int[] hot;
    private final float[] glow;

    private DeepSky(DeepSkyScene scene, List<DeepSkyStar> stars, int[] hot, float[] glow) {
        this.scene = scene;
        this.stars = stars;
        this.hot = hot;
        this.glow = glow;
    }

    /** Draws stars and hot pixels of a session. */
    public static DeepSky of(DeepSkyScene scene) {
        Dice dice = new Dice(scene.seed(), "deep sky stars");
        double reach = Math.hypot(scene.width(), scene.height())
                        / 2
                        * (1 + Math.abs(scene.pointing().k1()))
                + 2 * scene.pointing().dither()
                + 20;
        double density = scene.stars() / ((double) scene.width() * scene.height());
        int count = (int) Math.round(density * 4 * reach * reach);
        List<DeepSkyStar> stars = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            double x = (scene.width() - 1) / 2.0 + dice.uniform(-reach, reach);
            double y = (scene.height() - 1) / 2.0 + dice.uniform(-reach, reach);
            double electrons = 1 / dice.uniform(1 / scene.brightest(), 1 / scene.faintest());
            stars.add(new DeepSkyStar(x, y, electrons));
        }
        Dice defects = new Dice(scene.seed(), "deep sky hot pixels");
        int[] hot = new int[scene.detector().hotPixels()];
        float[] glow = new float[hot.length];
        for (int i = 0; i < hot.length; i++) {
            hot[i] = defects.below(scene.width() * scene.height());
            glow[i] = (float) (scene.detector().full() / 10 * defects.uniform());
        }
        return new DeepSky(scene, List.copyOf(stars), hot, glow);
    }

    public DeepSkyScene scene() {
        return scene;
    }

    public Shape shape() {
        return new Shape(scene.width(), scene.height(), 1);
    }

    /** All stars, also those that no frame shows. */
    public List<DeepSkyStar> stars() {
        return stars;
    }

    /** Where a star lies in a frame. */
    public Point place(DeepSkyStar star, int index) {
        return toReference(index).inverse().apply(star.x(), star.y());
    }

    /** Where the pixels of a frame lie in frame 0. */
    public Transform toReference(int index) {
        Expect.whole("frame", index, 0, scene.frames() - 1);
        double middleX = (scene.width() - 1) / 2.0;
        double middleY = (scene.height() - 1) / 2.0;
        double k1 = scene.pointing().k1();
        Lens lens = k1 == 0 ? Lens.NONE : new Lens(middleX, middleY, Math.hypot(middleX, middleY), k1, 0);
        if (index == 0) {
            return Transform.IDENTITY.with(lens);
        }
        Dice dice = new Dice(scene.seed() + index * Dice.STEP, "deep sky pointing");
        double dx = scene.pointing().dither() * dice.uniform(-1, 1);
        double dy = scene.pointing().dither() * dice.uniform(-1, 1);
        boolean flipped =
                scene.pointing().flipFrom().filter(from -> index >= from).isPresent();
        double angle = scene.pointing().rotation() * dice.uniform(-1, 1) + (flipped ? Math.PI : 0);
        Transform turned = Transform.similarity(1, angle, 0, 0);
        Point moved = turned.apply(middleX, middleY);
        return Transform.similarity(1, angle, middleX - moved.x() + dx, middleY - moved.y() + dy)
                .with(lens);
    }

    /** Width of stars in a frame, pixels not counted. */
    public double fwhm(int index) {
        Dice dice = new Dice(scene.seed() + index * Dice.STEP, "deep sky seeing");
        return scene.fwhm() * (1 + scene.seeing() * dice.uniform(-1, 1));
    }

    /** The share of light that comes through the air in a frame. */
    public double transparency(int index) {
        Dice dice = new Dice(scene.seed() + index * Dice.STEP, "deep sky air");
        return 1 - scene.sky().loss() * dice.uniform();
    }

    /** The electrons of a frame without noise: the mean of infinitely many. */
    public float[] electrons(int index) {
        float[] light = new float[scene.width() * scene.height()];
        sky(index, light);
        double through = transparency(index);
        Transform back = toReference(index).inverse();
        for (DeepSkyStar star : stars) {
            Point at = back.apply(star.x(), star.y());
            draw(light, at.x(), at.y(), star.electrons() * through, fwhm(index));
        }
        vignette(light);
        for (int i = 0; i < hot.length; i++) {
            light[hot[i]] += glow[i];
        }
        return light;
    }

    /** A frame as the camera stores it, with noise. */
    public Raster frame(int index, SampleType type) {
        Raster raster = Raster.allocate(shape(), type);
        draw(index, raster);
        return raster;
    }

    /**
     * Fills a raster with a frame as the camera stores it.
     *
     * @param into one channel, 16 bits or float
     */
    public void draw(int index, Raster into) {
        if (!into.shape().equals(shape()) || into.type() == SampleType.UINT8) {
            throw new IllegalArgumentException(
                    "raster: expected " + shape() + " of 16 bits or float, found " + into.shape() + ", " + into.type());
        }
        float[] light = electrons(index);
        DeepSkyScene.Detector detector = scene.detector();
        double readVariance = detector.readNoise() * detector.readNoise();
        long counter = Dice.stream(scene.seed() + index * Dice.STEP, "deep sky noise");
        for (int i = 0; i < light.length; i++) {
            counter += Dice.STEP;
            double noisy = light[i] + Math.sqrt(light[i] + readVariance) * Noise.normal((int) Dice.mix(counter));
            double code = detector.bias() + Math.min(noisy, detector.full()) / detector.gain();
            if (into.type() == SampleType.UINT16) {
                into.set(i, Math.rint(Math.max(0, Math.min(MOST_CODE, code))));
            } else {
                into.set(i, code / MOST_CODE);
            }
        }
    }

    private void sky(int index, float[] light) {
        Dice dice = new Dice(scene.seed() + index * Dice.STEP, "deep sky gradient");
        double turn = 2 * Math.PI * dice.uniform();
        double alongX = scene.sky().gradient() * StrictMath.cos(turn) / scene.width();
        double alongY = scene.sky().gradient() * StrictMath.sin(turn) / scene.width();
        for (int y = 0; y < scene.height(); y++) {
            for (int x = 0; x < scene.width(); x++) {
                double slope = 1 + alongX * (x - scene.width() / 2.0) + alongY * (y - scene.height() / 2.0);
                light[y * scene.width() + x] = (float) (scene.sky().electrons() * Math.max(0, slope));
            }
        }
    }

    private void vignette(float[] light) {
        double most = scene.detector().vignetting();
        if (most == 0) {
            return;
        }
        double middleX = (scene.width() - 1) / 2.0;
        double middleY = (scene.height() - 1) / 2.0;
        double corner = middleX * middleX + middleY * middleY;
        for (int i = 0; i < light.length; i++) {
            int row = i / scene.width();
            double dx = i % scene.width() - middleX;
            double dy = row - middleY;
            light[i] *= (float) (1 - most * (dx * dx + dy * dy) / corner);
        }
    }

    private void draw(float[] light, double x, double y, double electrons, double fwhm) {
        double reach = scene.beta().isPresent() ? 12 * fwhm : 3 * fwhm;
        int left = (int) Math.max(0, Math.ceil(x - reach));
        int right = (int) Math.min(scene.width() - 1.0, Math.floor(x + reach));
        int top = (int) Math.max(0, Math.ceil(y - reach));
        int bottom = (int) Math.min(scene.height() - 1.0, Math.floor(y + reach));
        if (left > right || top > bottom) {
            return;
        }
        if (scene.beta().isPresent()) {
            drawMoffat(light, x, y, electrons, fwhm, scene.beta().get(), left, right, top, bottom);
            return;
        }
        double[] across = profile(x, left, right, fwhm / SIGMAS_IN_FWHM);
        double[] down = profile(y, top, bottom, fwhm / SIGMAS_IN_FWHM);
        for (int v = top; v <= bottom; v++) {
            for (int u = left; u <= right; u++) {
                light[v * scene.width() + u] += (float) (electrons * across[u - left] * down[v - top]);
            }
        }
    }

    /* The share of a Gaussian in each pixel. */
    private static double[] profile(double centre, int from, int to, double sigma) {
        double[] shares = new double[to - from + 1];
        double scale = 1 / (Math.sqrt(2 * Math.PI) * sigma * FINE);
        Arrays.setAll(shares, i -> {
            double sum = 0;
            for (int part = 0; part < FINE; part++) {
                double t = (from + i - 0.5 + (part + 0.5) / FINE - centre) / sigma;
                sum += StrictMath.exp(-t * t / 2);
            }
            return sum * scale;
        });
        return shares;
    }

    /* (beta - 1) / (pi a^2) (1 + r^2 / a^2)^-beta (A. F. J. Moffat 1969). */
    private void drawMoffat(
            float[] light,
            double x,
            double y,
            double electrons,
            double fwhm,
            double beta,
            int left,
            int right,
            int top,
            int bottom) {
        double a = fwhm / (2 * Math.sqrt(StrictMath.pow(2, 1 / beta) - 1));
        double scale = electrons * (beta - 1) / (Math.PI * a * a * COARSE * COARSE);
        for (int v = top; v <= bottom; v++) {
            for (int u = left; u <= right; u++) {
                double sum = 0;
                for (int part = 0; part < COARSE * COARSE; part++) {
                    int row = part / COARSE;
                    double dx = u - 0.5 + (part % COARSE + 0.5) / COARSE - x;
                    double dy = v - 0.5 + (row + 0.5) / COARSE - y;
                    sum += StrictMath.pow(1 + (dx * dx + dy * dy) / (a * a), -beta);
                }
                light[v * scene.width() + u] += (float) (scale * sum);
            }
        }
    }
}
