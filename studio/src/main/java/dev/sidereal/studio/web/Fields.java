package dev.sidereal.studio.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Named values of a request, from its address or its body; each is asked for by name and kind.
 *
 * <p>Every method throws {@link Problem} 400, with a sentence, where a value is missing or of another kind.
 */
public final class Fields {

    private static final int MOST_TEXT = 4096;

    private final Map<String, Object> values;

    public Fields(Map<String, Object> values) {
        this.values = Map.copyOf(values);
    }

    /** Makes sure that there are no others. */
    public Fields only(String... names) {
        Set<String> known = Set.of(names);
        values.keySet().stream()
                .filter(name -> !known.contains(name))
                .sorted()
                .findFirst()
                .ifPresent(name -> {
                    throw Problem.wrong(shown(name) + ": expected only " + String.join(", ", names) + "; leave it out");
                });
        return this;
    }

    public Optional<String> maybeText(String name) {
        return value(name, String.class, "text").map(text -> {
            if (text.length() > MOST_TEXT || text.indexOf('\0') >= 0) {
                throw Problem.wrong(
                        name + ": expected at most " + MOST_TEXT + " characters without zeros, found others");
            }
            return text;
        });
    }

    public String text(String name) {
        return maybeText(name).orElseThrow(() -> missing(name, "text"));
    }

    public String text(String name, String usual) {
        return maybeText(name).orElse(usual);
    }

    /** A number; in an address it is written out. */
    public Optional<Double> maybeNumber(String name) {
        Optional<Object> value = Optional.ofNullable(values.get(name));
        if (value.orElse("") instanceof String text && value.isPresent()) {
            if (!text.matches("-?[0-9]{1,15}(\\.[0-9]{1,15})?([eE]-?[0-9]{1,2})?")) {
                throw wrongKind(name, "a number", text);
            }
            return Optional.of(Double.parseDouble(text));
        }
        return value(name, Double.class, "a number").map(number -> {
            if (number.isNaN() || number.isInfinite()) {
                throw wrongKind(name, "a number", number);
            }
            return number;
        });
    }

    public double number(String name, double usual) {
        return maybeNumber(name).orElse(usual);
    }

    /** A whole number within bounds, both included. */
    public int whole(String name, int least, int most) {
        double number = maybeNumber(name).orElseThrow(() -> missing(name, "a whole number"));
        if (number != Math.rint(number) || number < least || number > most) {
            throw wrongKind(name, "a whole number from " + least + " to " + most, number);
        }
        return (int) number;
    }

    public boolean flag(String name) {
        return value(name, Boolean.class, "true or false").orElse(false);
    }

    /** Whole numbers from 0; none if there is no such field. */
    public List<Integer> wholes(String name, int most) {
        return list(name).stream()
                .map(member -> new Fields(Map.of(name, member)).whole(name, 0, most))
                .toList();
    }

    /** A list; empty if there is no such field. */
    @SuppressWarnings("unchecked")
    public List<Object> list(String name) {
        return (List<Object>) value(name, List.class, "a list").orElse(List.of());
    }

    /** An object; empty if there is no such field. */
    @SuppressWarnings("unchecked")
    public Map<String, Object> object(String name) {
        return (Map<String, Object>) value(name, Map.class, "an object").orElse(Map.of());
    }

    private <T> Optional<T> value(String name, Class<T> kind, String expected) {
        Optional<Object> value = Optional.ofNullable(values.get(name));
        if (value.isPresent() && !kind.isInstance(value.get())) {
            throw wrongKind(name, expected, value.get());
        }
        return value.map(kind::cast);
    }

    private static Problem missing(String name, String expected) {
        return Problem.wrong(name + ": expected " + expected + ", found nothing");
    }

    private static Problem wrongKind(String name, String expected, Object found) {
        return Problem.wrong(name + ": expected " + expected + ", found " + shown(String.valueOf(found)));
    }

    /* What comes from outside goes back short, and on one line. */
    static String shown(String text) {
        String line = text.replaceAll("\\p{Cntrl}", "?");
        return line.length() > 60 ? line.substring(0, 60) + "..." : line;
    }
}
