package dev.sidereal.simulator;

/**
 * All that decides a synthetic night: equal scenes give equal bits on any machine.
 *
 * @param field     size of the picture and where the sky turns
 * @param seed      chooses stars, landscape, events and noise
 * @param cadence   when the shutter was open
 * @param starfield stars
 * @param passers   plane, satellite, meteor
 * @param sensor    noise and hot pixels
 */
public record NightScene(Field field, long seed, Cadence cadence, Starfield starfield, Passers passers, Sensor sensor) {

    public NightScene {
        Expect.whole("hot pixels", sensor.hotPixels(), 0, (long) field.width() * field.height() / 100);
    }

    /**
     * A night that looks like a photograph at any size: see the {@code of} methods of its parts.
     *
     * @param width  32 to 20000 pixels
     * @param height 32 to 20000 pixels
     * @param frames 1 to 100000
     */
    public static NightScene of(int width, int height, int frames, long seed) {
        Field field = Field.of(width, height);
        return new NightScene(
                field, seed, Cadence.of(frames), Starfield.of(field), Passers.ONE_OF_EACH, Sensor.of(field));
    }

    public NightScene withField(Field other) {
        return new NightScene(other, seed, cadence, starfield, passers, sensor);
    }

    public NightScene withCadence(Cadence other) {
        return new NightScene(field, seed, other, starfield, passers, sensor);
    }

    public NightScene withStarfield(Starfield other) {
        return new NightScene(field, seed, cadence, other, passers, sensor);
    }

    public NightScene withPassers(Passers other) {
        return new NightScene(field, seed, cadence, starfield, other, sensor);
    }

    public NightScene withSensor(Sensor other) {
        return new NightScene(field, seed, cadence, starfield, passers, other);
    }

    /** Number of frames. */
    public int frames() {
        return cadence.frames();
    }
}
