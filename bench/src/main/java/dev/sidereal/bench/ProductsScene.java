package dev.sidereal.bench;

import dev.sidereal.bench.rival.Contender;
import dev.sidereal.bench.rival.EveryProduct;
import dev.sidereal.bench.rival.Night;
import dev.sidereal.bench.rival.Yardstick;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;

/** Every product but videos from one decode, written. */
@Command(name = "products", description = "Trails over a ground and every other product beside the limit.")
final class ProductsScene extends Race {

    private ProductsScene() {
        super("Every product");
    }

    public static void main(String[] words) {
        System.exit(Scenes.run(new ProductsScene(), words));
    }

    @Override
    Yardstick.Work work() {
        return Yardstick.Work.PLANES;
    }

    @Override
    Contender sidereal(Setting setting) {
        return new EveryProduct(setting.sidereal("trails"));
    }

    @Override
    List<Contender> rivals() {
        return List.of();
    }

    @Override
    Optional<Judge> judge(Workshop workshop, Yardstick yardstick, Night night) throws IOException {
        return Optional.empty();
    }
}
