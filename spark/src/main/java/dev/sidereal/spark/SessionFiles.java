package dev.sidereal.spark;

import dev.sidereal.formats.PictureFiles;
import dev.sidereal.formats.codec.Depth;
import dev.sidereal.formats.session.DeepSkyReport;
import dev.sidereal.frame.OptionException;
import dev.sidereal.image.SampleType;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Files that a deep-sky session writes; {@value Wishes#GROUP} stands for the name of a group.
 *
 * @param pictures   where the joined light goes
 * @param depth      of those
 * @param coverage   where the numbers of lights go
 * @param rejections where the numbers of rejected lights go
 * @param transforms where the places of lights go
 * @param page       where is told what became of each light
 */
record SessionFiles(
        List<String> pictures,
        Optional<Depth> depth,
        Optional<String> coverage,
        Optional<String> rejections,
        Optional<String> transforms,
        Optional<String> page) {

    static final Set<String> VALUED =
            Set.of("--output", "--depth", "--coverage", "--rejection-map", "--transforms", "--report");

    /** Reads a command line. */
    static SessionFiles of(Arguments given) {
        SessionFiles files = new SessionFiles(
                given.all("--output"),
                given.value("--depth").map(Wishes::depth),
                given.value("--coverage"),
                given.value("--rejection-map"),
                given.value("--transforms"),
                given.value("--report"));
        if (files.pictures.isEmpty()) {
            throw new OptionException("--output: expected a file to write, found none; for example: -o picture.jpg");
        }
        files.pictures.forEach(file -> files.depth(file, SampleType.UINT8));
        return files;
    }

    /** All of them. */
    List<String> all() {
        return Stream.of(
                        pictures.stream(),
                        coverage.stream(),
                        rejections.stream(),
                        transforms.stream(),
                        page.stream(),
                        page.map(DeepSkyReport::beside).stream())
                .flatMap(files -> files)
                .toList();
    }

    /** The depth of a file, of pictures as asked for. */
    Depth depth(String file, SampleType type) {
        Optional<Depth> asked = pictures.contains(file) ? depth : Optional.empty();
        return PictureFiles.depth(PictureFiles.format(Path.of(file)), type, asked);
    }
}
