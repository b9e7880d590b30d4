package dev.sidereal.simulator;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The pixels of a sensor that glow by themselves: few strong, many weak, each mostly in one colour of the mosaic. */
final class HotPixels {

    private final List<HotPixel> pixels;

    private HotPixels(List<HotPixel> pixels) {
        this.pixels = pixels;
    }

    /** The hot pixels of a scene, no two in one place. */
    static HotPixels of(NightScene scene) {
        Dice dice = new Dice(scene.seed(), "hot pixels");
        Set<Long> places = new HashSet<>();
        List<HotPixel> pixels = Stream.generate(() -> pixel(scene.field(), dice))
                .filter(pixel -> places.add((long) pixel.y() << 32 | pixel.x()))
                .limit(scene.sensor().hotPixels())
                .toList();
        return new HotPixels(pixels);
    }

    private static HotPixel pixel(Field field, Dice dice) {
        double u = dice.uniform();
        double strength = 0.04 + 0.7 * u * u * u * u;
        double spill = 0.15 * strength;
        int channel = dice.below(3);
        return new HotPixel(
                dice.below(field.width()),
                dice.below(field.height()),
                channel == 0 ? strength : spill,
                channel == 1 ? strength : spill,
                channel == 2 ? strength : spill);
    }

    List<HotPixel> pixels() {
        return pixels;
    }

    /** Adds their light to the rows of a band. */
    void addTo(Band band) {
        float[] light = band.light();
        for (HotPixel pixel : pixels) {
            if (pixel.y() >= band.rows().first() && pixel.y() < band.rows().end()) {
                int i = band.index(pixel.x(), pixel.y());
                light[i] += (float) pixel.red();
                light[i + 1] += (float) pixel.green();
                light[i + 2] += (float) pixel.blue();
            }
        }
    }
}
