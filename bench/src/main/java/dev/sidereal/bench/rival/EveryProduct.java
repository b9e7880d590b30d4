package dev.sidereal.bench.rival;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Sidereal with every product that one reading of the frames can give, but for videos: what encoders cost is theirs. */
public record EveryProduct(Sidereal sidereal) implements Contender {

    private static final List<String> PRODUCTS = List.of("clean", "comet", "average", "sigma", "min", "keogram");

    @Override
    public String name() {
        return sidereal.name();
    }

    @Override
    public Optional<String> version() {
        return sidereal.version()
                .map(version -> version + ", trails over a ground with " + String.join(", ", PRODUCTS));
    }

    @Override
    public Invocation stack(Night night, Path out, Path scratch) {
        List<String> also = PRODUCTS.stream()
                .flatMap(product -> Stream.of("--also", product + "=" + scratch.resolve(product + ".jpg")))
                .toList();
        Invocation trails = sidereal.stack(night, out, scratch);
        return Invocation.of(
                scratch,
                Stream.of(trails.command(), List.of("--ground", "mean"), also)
                        .flatMap(List::stream)
                        .toList());
    }
}
