package dev.sidereal.simulator;

import dev.sidereal.image.Rows;
import java.util.ArrayList;
import java.util.List;

/** The light that reaches the sensor in each frame, before any noise: glow, stars, passers, ground, hot pixels. */
final class NightLight {

    private final Field field;
    private final SkyGlow glow;
    private final StarLight stars;
    private final PasserLight passers;
    private final Foreground ground;
    private final HotPixels hotPixels;

    NightLight(NightScene scene, StarTracks tracks, List<Passer> passers, Foreground ground, HotPixels hotPixels) {
        this.field = scene.field();
        this.glow = new SkyGlow(scene, tracks);
        this.stars = new StarLight(scene, tracks);
        this.passers = new PasserLight(scene, passers);
        this.ground = ground;
        this.hotPixels = hotPixels;
    }

    /** Something to do with the rows of a frame. */
    @FunctionalInterface
    interface Visitor {
        /** The band is used again for the next rows. */
        void visit(Band band);
    }

    /** Computes a frame from top to bottom and shows it band by band. */
    void show(int frame, Content content, Visitor visitor) {
        float[] nodes = glow.of(frame);
        List<Streak> streaks = new ArrayList<>();
        stars.during(frame, streaks::add);
        if (content == Content.ALL) {
            passers.during(frame, streaks::add);
        }
        Band band = new Band(field);
        for (Rows rows : new Rows(0, field.height()).split(Band.HEIGHT)) {
            band.move(rows);
            glow.addTo(band, nodes);
            for (Streak streak : streaks) {
                streak.addTo(band);
            }
            ground.cover(band);
            if (content == Content.ALL) {
                hotPixels.addTo(band);
            }
            visitor.visit(band);
        }
    }

    /** Bytes that showing a frame takes, from above. */
    long bytes() {
        long band = (long) Band.HEIGHT * field.width() * 3 * 8;
        return band + glow.bytes() + stars.bytes();
    }
}
