package dev.sidereal.formats.file;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One file for each shot where a folder holds several: the camera's raw file and the JPEG that it developed, a picture and
 * its thumbnail. Told by names alone: the same folder, the same name but for the ending.
 *
 * <p>Of raw file and JPEG the kind is taken that more shots of the night have, the JPEG when both are as many, since it is read
 * faster. A thumbnail is a file whose name is that of a picture beside it with {@code thumb} or {@code thumbnail} added.
 *
 * @param files   one for each shot, in the order they were given
 * @param ignored what was passed over, and why, a line for each file
 * @param said    the same in a line for each reason
 */
public record Shots(List<Path> files, List<String> ignored, List<String> said) {

    private static final Set<String> RAW = Set.of("cr2", "cr3", "nef", "arw", "raf", "orf", "rw2", "dng", "pef", "srw");
    private static final Set<String> JPEG = Set.of("jpg", "jpeg", "jpe");
    private static final Pattern THUMBNAIL =
            Pattern.compile("(?:(.+)[-_. ]thumb(?:nail)?|thumb(?:nail)?[-_. ](.+))", Pattern.CASE_INSENSITIVE);

    /** Finds the shots; files that {@code kept} names stay, whatever lies beside them. */
    public static Shots of(List<Path> files, Predicate<Path> kept) {
        Set<String> raw = names(files, RAW);
        Set<String> jpeg = names(files, JPEG);
        Set<String> pictures = new HashSet<>();
        files.forEach(file -> pictures.add(shot(file)));
        boolean takeRaw = raw.size() > jpeg.size();
        List<Path> taken = new ArrayList<>();
        List<String> ignored = new ArrayList<>();
        Map<String, Integer> reasons = new HashMap<>();
        for (Path file : files) {
            Optional<String> reason = Optional.empty();
            if (!kept.test(file)) {
                if (pictureOf(file).filter(pictures::contains).isPresent()) {
                    reason = Optional.of("thumbnail");
                } else if (takeRaw && JPEG.contains(ending(file)) && raw.contains(shot(file))) {
                    reason = Optional.of("JPEG");
                } else if (!takeRaw && RAW.contains(ending(file)) && jpeg.contains(shot(file))) {
                    reason = Optional.of("RAW file");
                }
            }
            if (reason.isEmpty()) {
                taken.add(file);
            } else {
                ignored.add(file + ": " + beside(reason.get(), 1));
                reasons.merge(reason.get(), 1, Integer::sum);
            }
        }
        List<String> said = reasons.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getValue() + " " + beside(entry.getKey(), entry.getValue())
                        + (entry.getValue() == 1 ? " is" : " are") + " passed over")
                .toList();
        return new Shots(List.copyOf(taken), List.copyOf(ignored), said);
    }

    private static String beside(String what, int count) {
        return switch (what) {
            case "JPEG" ->
                count == 1 ? "JPEG beside a RAW file of the same name" : "JPEGs beside RAW files of the same name";
            case "RAW file" ->
                count == 1 ? "RAW file beside a JPEG of the same name" : "RAW files beside JPEGs of the same name";
            default -> count == 1 ? "thumbnail beside its picture" : "thumbnails beside their pictures";
        };
    }

    private static Set<String> names(List<Path> files, Set<String> endings) {
        Set<String> names = new HashSet<>();
        files.stream().filter(file -> endings.contains(ending(file))).forEach(file -> names.add(shot(file)));
        return names;
    }

    private static Optional<String> pictureOf(Path file) {
        Matcher matcher = THUMBNAIL.matcher(base(file));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String picture = Optional.ofNullable(matcher.group(1)).orElseGet(() -> matcher.group(2));
        return Optional.of(file.resolveSibling(picture).toString().toLowerCase(Locale.ROOT));
    }

    /* Cameras write IMG_1.CR2 beside IMG_1.jpg: letters count without regard to case. */
    private static String shot(Path file) {
        return file.resolveSibling(base(file)).toString().toLowerCase(Locale.ROOT);
    }

    private static String base(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    private static String ending(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
