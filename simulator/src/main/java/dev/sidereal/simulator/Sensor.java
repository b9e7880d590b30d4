package dev.sidereal.simulator;

/**
 * How the camera counts light. A sample of linear light v, where 1 is full scale, is v times {@code fullScale}
 * electrons; its noise has the variance {@code v * fullScale + readNoise^2} in electrons squared.
 *
 * @param fullScale electrons that give the largest code, 100 to 10000000
 * @param readNoise standard deviation in electrons, 0 to 1000
 * @param hotPixels number of pixels that glow in every frame, 0 to 1000000, at most a hundredth of the pixels
 */
public record Sensor(double fullScale, double readNoise, int hotPixels) {

    public Sensor {
        Expect.real("full scale electrons", fullScale, 100, 1e7);
        Expect.real("read noise electrons", readNoise, 0, 1000);
        Expect.whole("hot pixels", hotPixels, 0, 1_000_000);
    }

    /** A camera at ISO 1600: 12000 electrons, read noise 4, a hot pixel in 40000. */
    public static Sensor of(Field field) {
        return new Sensor(12_000, 4, (int) ((long) field.width() * field.height() / 40_000));
    }

    /** The same camera at another gain: {@code factor} times the noise relative to full scale, 0.1 to 10. */
    public Sensor noisier(double factor) {
        Expect.real("noise factor", factor, 0.1, 10);
        return new Sensor(fullScale / (factor * factor), readNoise / factor, hotPixels);
    }
}
