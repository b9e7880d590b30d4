package dev.sidereal.simulator;

import java.util.ArrayList;
import java.util.List;

/**
 * What stands on the ground, from far to near: mountains, a wooded ridge, a meadow with firs and a tower.
 *
 * @param silhouettes from far to near
 * @param tower       one of them
 */
record Landscape(List<Silhouette> silhouettes, Tower tower) {

    private static final Colour MOUNTAINS = Colour.srgb(35, 41, 55);
    private static final Colour WOODS = Colour.srgb(29, 33, 38);
    private static final Colour MEADOW = Colour.srgb(38, 42, 34);

    static Landscape of(Field field, long seed) {
        double aspect = (double) field.width() / field.height();
        ValueNoise crests = new ValueNoise(seed, "crests");
        ValueNoise texture = new ValueNoise(seed, "texture");
        Dice dice = new Dice(seed, "landscape");
        double towerX = aspect * dice.uniform(0.69, 0.73);

        List<Silhouette> things = new ArrayList<>();
        things.add(new Ridge(field, x -> mountains(crests, x), texture, MOUNTAINS, 0.4, 45, 65));
        things.add(new Ridge(field, x -> woods(crests, x, aspect), texture, WOODS, 0.7, 110, 90));
        double foot = meadow(crests, towerX, towerX, aspect);
        Tower tower = new Tower(field, towerX, foot + 0.01, dice.uniform(0.21, 0.24), texture);
        things.add(tower);
        plant(things, field, crests, texture, towerX, dice);
        things.add(new Ridge(field, x -> meadow(crests, x, towerX, aspect), texture, MEADOW, 0.9, 210, 95));
        return new Landscape(List.copyOf(things), tower);
    }

    private static double mountains(ValueNoise crests, double x) {
        return 0.755 + 0.13 * crests.at(x * 1.9, 0.5, 7);
    }

    /* Spiky from the tops of distant trees. */
    private static double woods(ValueNoise crests, double x, double aspect) {
        double trees = Math.abs(crests.at(x * 95, 3.5, 2));
        return 0.835 - 0.03 * x / aspect + 0.07 * crests.at(x * 1.4, 9.5, 5) - 0.018 * trees;
    }

    /* Higher on the left, and a knoll for the tower. */
    private static double meadow(ValueNoise crests, double x, double towerX, double aspect) {
        double slope = 0.05 * (1 - x / aspect) * (1 - x / aspect);
        double d = (x - towerX) / 0.17;
        double knoll = 0.035 / (1 + d * d * d * d);
        double grass = 0.006 * crests.at(x * 160, 7.5, 2);
        return 0.905 - slope - knoll + 0.035 * crests.at(x * 1.6, 20.5, 4) + grass;
    }

    /* A group at the left, framing the picture, and a few at the right edge; small ones first. */
    private static void plant(
            List<Silhouette> things, Field field, ValueNoise crests, ValueNoise texture, double towerX, Dice dice) {
        double aspect = (double) field.width() / field.height();
        double[] places = {0.255, 0.185, 0.015, 0.135, 0.05, 0.09, 0.87, 0.985, 0.93};
        double[] heights = {0.08, 0.13, 0.20, 0.21, 0.33, 0.28, 0.07, 0.12, 0.15};
        for (int i = 0; i < places.length; i++) {
            double x = aspect * (places[i] + dice.uniform(-0.012, 0.012));
            double height = heights[i] * dice.uniform(0.88, 1.12);
            double foot = meadow(crests, x, towerX, aspect) + 0.012;
            things.add(new Conifer(field, x, foot, height, dice, texture));
        }
    }
}
