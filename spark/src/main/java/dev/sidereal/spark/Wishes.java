package dev.sidereal.spark;

import dev.sidereal.develop.Comet;
import dev.sidereal.develop.Look;
import dev.sidereal.develop.Product;
import dev.sidereal.fold.Plane;
import dev.sidereal.formats.PictureFiles;
import dev.sidereal.formats.Print;
import dev.sidereal.formats.codec.Depth;
import dev.sidereal.formats.colour.Encodings;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.FrameOrder;
import dev.sidereal.frame.OptionException;
import dev.sidereal.frame.Position;
import dev.sidereal.frame.Reading;
import dev.sidereal.frame.Selection;
import dev.sidereal.image.SampleType;
import dev.sidereal.recipe.BadFrames;
import dev.sidereal.recipe.Budget;
import dev.sidereal.recipe.Gate;
import dev.sidereal.recipe.Identity;
import dev.sidereal.recipe.Recipe;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What was asked for, each option checked before anything is read.
 *
 * @param product  the verb's picture
 * @param pictures what is written, and where; {@value #GROUP} stands for the name of a group
 * @param comet    how trails fade, for comets
 * @param look     of the verb's own pictures
 * @param ground   what lies below the sky
 * @param stack    where the stack is written
 * @param kept     planes of the stack beyond those of the picture
 */
record Wishes(
        Product product,
        List<Output> pictures,
        Comet comet,
        LookWords look,
        GroundWords ground,
        Optional<String> stack,
        Set<Plane> kept,
        Grouping grouping,
        Selection selection,
        Reading reading,
        BadFrames badFrames,
        Gate gate,
        Optional<Long> memory,
        Optional<String> encoding,
        Optional<Depth> depth,
        boolean force) {

    static final String GROUP = "{group}";

    private static final int USUAL_RANKS = 4;
    private static final Pattern BYTES = Pattern.compile("([0-9]{1,9})([KMG])");

    /** Reads a command line. */
    static Wishes of(Arguments given) {
        Optional<String> stack = given.value("--save-stack");
        Product product = product(given);
        Wishes wishes = new Wishes(
                product,
                Output.of(given, product),
                CometWords.comet(given),
                LookWords.of(given),
                GroundWords.of(given, Output.masks(given)),
                stack,
                stack.isEmpty() ? Set.of() : planes(given.value("--planes")),
                Grouping.of(given),
                selection(given),
                reading(given.value("--raw")),
                given.has("--strict") ? BadFrames.STOP : BadFrames.SKIP,
                gate(given.value("--gate").orElse("off")),
                memory(given),
                given.value("--encoding"),
                given.value("--depth").map(Wishes::depth),
                given.has("--force"));
        wishes.check(given);
        return wishes;
    }

    private void check(Arguments given) {
        if (outputs().isEmpty()) {
            throw new OptionException("--output: expected a file to write, found none; for example: -o picture.jpg");
        }
        if (stack.isEmpty() && given.has("--planes")) {
            throw new OptionException(
                    "--planes: expected --save-stack FILE.fits with it, in which they are kept, found none");
        }
        pictures.forEach(picture -> depth(picture, SampleType.UINT8));
        if (CometWords.areGiven(given) && pictures.stream().noneMatch(picture -> picture.product() == Product.COMET)) {
            throw new OptionException("--tail, --fade, --head, --tint: expected --comet with them, found none");
        }
        if (stack.isPresent() && !stack.get().toLowerCase(Locale.ROOT).matches(".+\\.(fits|fit|fts)")) {
            throw new OptionException("--save-stack: expected a name that ends in .fits, found " + stack.get());
        }
        grouping.check(outputs());
        if (outputs().stream().distinct().count() < outputs().size()) {
            throw new OptionException("--output: expected each output once, found one twice");
        }
    }

    /** All files of one group; the stack is the last. */
    List<String> outputs() {
        return Stream.of(pictures.stream().map(Output::file), ground.saved().stream(), stack.stream())
                .flatMap(files -> files)
                .toList();
    }

    /** The depth of a picture's file for frames of a type. */
    Depth depth(Output picture, SampleType type) {
        return PictureFiles.depth(
                PictureFiles.format(Path.of(picture.file())), type, picture.own() ? depth : Optional.empty());
    }

    /** How a picture is developed. */
    Print print(Output picture) {
        return new Print(picture.product(), comet, picture.own() ? look::look : Look::plain);
    }

    /** The recipe for a night. */
    Recipe recipe(FrameInfo first) {
        Set<Plane> planes = EnumSet.noneOf(Plane.class);
        planes.addAll(kept);
        planes.addAll(ground.planes());
        pictures.forEach(picture -> planes.addAll(picture.product().bestPlanes()));
        return new Recipe(
                selection,
                planes,
                badFrames,
                new Budget(1, memory),
                Encodings.curve(encoding, first),
                stack.isPresent() ? Identity.HASHED : Identity.UNKNOWN,
                gate);
    }

    private static Product product(Arguments given) {
        boolean isTrails = given.verb().equals("trails");
        for (String other : isTrails ? List.of("--sum") : List.of("--clean", CometWords.COMET)) {
            if (given.has(other)) {
                throw new OptionException(
                        other + ": expected it with " + (isTrails ? "average" : "trails") + ", found " + given.verb());
            }
        }
        if (given.has("--clean") && given.has(CometWords.COMET)) {
            throw new OptionException(
                    "--clean, --comet: expected one of them, found both; comets are clean as they are");
        }
        if (!isTrails) {
            return given.has("--sum") ? Product.SUM : Product.AVERAGE;
        }
        return given.has("--clean") ? Product.CLEAN : given.has(CometWords.COMET) ? Product.COMET : Product.TRAILS;
    }

    /** What {@code --gate} means. */
    static Gate gate(String text) {
        return switch (text) {
            case "auto" -> Gate.AUTO;
            case "off" -> Gate.OFF;
            default -> throw new OptionException("--gate: expected auto or off, found " + text);
        };
    }

    private static Set<Plane> planes(Optional<String> asked) {
        if (asked.isEmpty()) {
            return Plane.USUAL;
        }
        Set<Plane> planes = EnumSet.noneOf(Plane.class);
        for (String name : asked.get().split(",", -1)) {
            if (name.matches("extremes(:[2-" + Plane.MOST_RANKS + "])?")) {
                planes.addAll(Plane.extremes(name.contains(":") ? name.charAt(name.length() - 1) - '0' : USUAL_RANKS));
            } else {
                planes.add(Plane.USUAL.stream()
                        .filter(plane -> plane.name().toLowerCase(Locale.ROOT).equals(name))
                        .findFirst()
                        .orElseThrow(() -> new OptionException("--planes: expected count, max, when, min, sum, sumsq"
                                + " or extremes, found " + (name.isEmpty() ? "an empty name" : name))));
            }
        }
        return planes;
    }

    /** Which frames, in what order. */
    static Selection selection(Arguments given) {
        Optional<FrameOrder> order = given.value("--order").map(text -> switch (text) {
            case "time" -> FrameOrder.TIME;
            case "name" -> FrameOrder.NAME;
            default -> throw new OptionException("--order: expected time or name, found " + text);
        });
        int every = given.value("--every").map(text -> number("--every", text)).orElse(1);
        return new Selection(
                order,
                given.value("--from").map(text -> position("--from", text)),
                given.value("--to").map(text -> position("--to", text)),
                every);
    }

    private static Position position(String option, String text) {
        return CometWords.duration(text)
                .<Position>map(Position.Elapsed::new)
                .orElseGet(() -> new Position.Nth(number(option, text)));
    }

    private static int number(String option, String text) {
        if (!text.matches("[1-9][0-9]{0,8}")) {
            throw new OptionException(option + ": expected a whole number from 1 on, found " + text);
        }
        return Integer.parseInt(text);
    }

    /** What {@code --raw} means. */
    static Reading reading(Optional<String> raw) {
        return raw.map(text -> switch (text) {
                    case "developed" -> new Reading(Reading.Mosaics.DEVELOPED);
                    case "mosaic" -> new Reading(Reading.Mosaics.KEPT);
                    default -> throw new OptionException("--raw: expected developed or mosaic, found " + text);
                })
                .orElse(Reading.USUAL);
    }

    /** The memory of one task, where it was asked for. */
    static Optional<Long> memory(Arguments given) {
        return given.value("--memory").map(Wishes::bytes);
    }

    private static long bytes(String text) {
        Matcher bytes = BYTES.matcher(text);
        if (!bytes.matches()) {
            throw new OptionException("--memory: expected a size of one task such as 500M or 2G, found " + text);
        }
        return Long.parseLong(bytes.group(1)) << (10 * ("KMG".indexOf(bytes.group(2)) + 1));
    }

    /** What {@code --depth} means. */
    static Depth depth(String text) {
        return switch (text) {
            case "8" -> Depth.EIGHT;
            case "16" -> Depth.SIXTEEN;
            case "32f" -> Depth.FLOAT;
            default -> throw new OptionException("--depth: expected 8, 16 or 32f, found " + text);
        };
    }
}
