package dev.sidereal.spark;

import dev.sidereal.develop.Product;
import dev.sidereal.frame.OptionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A picture that is to be written.
 *
 * @param file as it was typed
 * @param own  whether it is the verb's: looks and {@code --depth} are for those alone
 */
record Output(String file, Product product, boolean own) {

    private static final String MASK = "mask=";
    private static final Set<String> ONE_MACHINE = Set.of("keogram", "timelapse");

    /** Those of {@code -o} and {@code --also}. */
    static List<Output> of(Arguments given, Product product) {
        List<Output> outputs = new ArrayList<>();
        given.all("--output").forEach(file -> outputs.add(new Output(file, product, true)));
        for (String texts : given.all("--also")) {
            for (String text : texts.split(",", -1)) {
                if (!isMask(text)) {
                    outputs.add(also(text));
                }
            }
        }
        return List.copyOf(outputs);
    }

    /** Files of masks that {@code --also} names. */
    static List<String> masks(Arguments given) {
        return given.all("--also").stream()
                .flatMap(texts -> Stream.of(texts.split(",", -1)))
                .filter(Output::isMask)
                .map(text -> text.substring(MASK.length()))
                .toList();
    }

    private static boolean isMask(String text) {
        return text.startsWith(MASK) && text.length() > MASK.length();
    }

    private static Output also(String text) {
        int equals = text.indexOf('=');
        if (equals < 1 || equals == text.length() - 1) {
            throw new OptionException(
                    "--also: expected a product and a file such as average=ground.tif, found " + text);
        }
        String name = text.substring(0, equals);
        if (ONE_MACHINE.contains(name)) {
            throw new OptionException("--also: expected a product of planes on a cluster, found " + name + "; sidereal "
                    + name + " makes one where frames come in order");
        }
        return new Output(text.substring(equals + 1), Product.named("--also", name), false);
    }
}
