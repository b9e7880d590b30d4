package dev.sidereal.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class StarTracksTest {

    @Test
    void stars_turn_counter_clockwise_once_in_a_sidereal_day() {
        Field field = Field.of(400, 300);
        StarTracks tracks = new StarTracks(field, Cadence.of(2), List.of());
        Star right = new Star(0, 0, 1, 1, 1, 50, 0);

        Point start = tracks.at(right, 0.0);
        Point quarter = tracks.at(right, StarTracks.SIDEREAL_DAY / 4);
        Point turned = tracks.at(right, StarTracks.SIDEREAL_DAY);

        assertThat(start.x()).isEqualTo(field.pole().x() + 50);
        assertThat(quarter.y()).as("up, with y down").isCloseTo(field.pole().y() - 50, within(1e-9));
        assertThat(turned.distance(start)).isCloseTo(0, within(1e-9));
        // 15.041 arc seconds of angle in a second of time.
        assertThat(Math.toDegrees(tracks.turn(1)) * 3600).isCloseTo(15.041, within(5e-4));
    }

    @Test
    void the_southern_sky_turns_clockwise() {
        Field field = new Field(400, 300, new Point(200, 100), false);
        Star right = new Star(0, 0, 1, 1, 1, 50, 0);

        Point quarter = new StarTracks(field, Cadence.of(2), List.of()).at(right, StarTracks.SIDEREAL_DAY / 4);

        assertThat(quarter.y()).isCloseTo(150, within(1e-9));
    }

    @Test
    void an_isolated_star_is_where_its_track_says() {
        // Also in a ten-minute exposure: a long curved streak, whose centroid is that of the arc.
        for (double exposure : new double[] {20, 600}) {
            int tested = 0;
            for (int seed = 1; tested < 5; seed++) {
                NightScene scene = oneStar(seed, exposure);
                SyntheticNight with = SyntheticNight.of(scene);
                StarTracks tracks = with.truth().tracks();
                Point middle = tracks.at(tracks.stars().get(0), 1);
                if (middle.x() < 20 || middle.x() > 280 || middle.y() < 20 || middle.y() > 100) {
                    continue;
                }
                tested++;
                SyntheticNight without = SyntheticNight.of(scene.withStarfield(new Starfield(0, 3, 3, 2.2)));
                Point found = centroid(difference(with, without));

                // The centroid of an arc lies inside of it, at sin(h) / h of the radius, h half of its angle.
                double half = tracks.turn(exposure) / 2;
                Point expected = scene.field().pole().towards(middle, StrictMath.sin(half) / half);
                assertThat(found.distance(expected)).as("seed " + seed).isLessThan(0.01);
                assertThat(found.distance(middle)).isLessThan(exposure > 20 ? 0.1 : 0.05);
            }
        }
    }

    /* The pole so high that the star stays above the ground. */
    private static NightScene oneStar(int seed, double exposure) {
        Field field = new Field(300, 200, new Point(150, 60), true);
        Cadence cadence = new Cadence(3, LocalDateTime.of(2026, 1, 1, 0, 0), exposure, 1, List.of());
        return NightScene.of(300, 200, 3, seed)
                .withField(field)
                .withCadence(cadence)
                .withPassers(Passers.NONE)
                .withSensor(Scenes.PLAIN)
                .withStarfield(new Starfield(1, 2, 2, 2.2));
    }

    private static Raster difference(SyntheticNight with, SyntheticNight without) {
        Raster star = with.noiseFree(1, SampleType.FLOAT32, Content.CLEAN);
        Raster sky = without.noiseFree(1, SampleType.FLOAT32, Content.CLEAN);
        for (int i = 0; i < star.shape().samples(); i++) {
            star.set(i, star.get(i) - sky.get(i));
        }
        return star;
    }

    private static Point centroid(Raster raster) {
        double light = 0;
        double x = 0;
        double y = 0;
        for (int row = 0; row < raster.shape().height(); row++) {
            for (int column = 0; column < raster.shape().width(); column++) {
                double value = raster.get(column, row, 1);
                light += value;
                x += value * column;
                y += value * row;
            }
        }
        return new Point(x / light, y / light);
    }

    @Test
    void tracks_are_written_as_a_table() throws IOException {
        StringBuilder text = new StringBuilder();
        Cadence cadence = new Cadence(2, LocalDateTime.of(2026, 1, 1, 0, 0), 10, 0, List.of());
        Star star = new Star(0, -0.5, 1, 0.25, 0.1, 50, 0);

        new StarTracks(new Field(400, 300, new Point(20, 100), true), cadence, List.of(star)).writeTo(text);

        assertThat(text).hasToString("""
                star,magnitude,red,green,blue,frame,x,y
                0,-0.500,1.000,0.250,0.100,0,70.000,99.982
                0,-0.500,1.000,0.250,0.100,1,70.000,99.945
                """);
    }
}
