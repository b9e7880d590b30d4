package dev.sidereal.studio;

import dev.sidereal.formats.FrameFiles;
import dev.sidereal.formats.file.FrameNames;
import dev.sidereal.formats.file.Shots;
import dev.sidereal.frame.Cadence;
import dev.sidereal.frame.Camera;
import dev.sidereal.frame.Candidate;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.frame.Night;
import dev.sidereal.frame.Selection;
import dev.sidereal.run.LocalEngine;
import dev.sidereal.run.UnusableNightException;
import dev.sidereal.studio.web.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The frames of a folder, their headers read, in the order of the night.
 *
 * @param id     names it in addresses
 * @param name   of the folder, for people
 * @param place  the folder's name below the roots
 * @param folder where the frames lie
 * @param files  the frames, without pictures that were made of frames
 * @param night  all of them, in order
 */
record OpenNight(String id, String name, String place, Path folder, FrameFiles files, Night night) {

    /**
     * Reads the headers of the frames in a folder, as the command line does for a folder.
     *
     * @throws UnusableNightException if there is no frame
     */
    static OpenNight open(String id, String place, Path folder) throws IOException, InterruptedException {
        Shots shots = Shots.of(
                FrameNames.find(List.of(folder.toString()), List.of(), new BufferedReader(Reader.nullReader()))
                        .files(),
                file -> false);
        FrameFiles all = FrameFiles.probe(shots.files(), Runtime.getRuntime().availableProcessors());
        Set<Integer> stacked = IntStream.range(0, all.candidates().size())
                .filter(all::isStacked)
                .boxed()
                .collect(Collectors.toSet());
        boolean onlyStacked = stacked.size()
                == all.candidates().stream()
                        .filter(Candidate.Recognised.class::isInstance)
                        .count();
        FrameFiles files = onlyStacked ? all : all.without(stacked);
        String name =
                Optional.ofNullable(folder.getFileName()).map(Path::toString).orElse(folder.toString());
        return new OpenNight(id, name, place, folder, files, LocalEngine.night(Selection.ALL, files));
    }

    /**
     * The place of a frame in its source.
     *
     * @param place in the night, from 0
     * @throws Problem 404 if there is none
     */
    int position(int place) {
        if (place >= night.entries().size()) {
            throw Problem.missing("frame: expected one of " + night.entries().size() + ", found " + place);
        }
        return night.entries().get(place).position();
    }

    /** What the page needs to know. */
    Map<String, Object> describe() {
        List<Map<String, Object>> frames = new ArrayList<>();
        List<FrameInfo> infos = new ArrayList<>();
        for (Night.Entry entry : night.entries()) {
            FrameRecord record = entry.record();
            Map<String, Object> frame = new LinkedHashMap<>();
            frame.put("name", record.name());
            frame.put("time", record.time().map(time -> time.local().toString()));
            frame.put("exposure", record.exposure().map(exposure -> exposure.toNanos() / 1e9));
            frame.put("refused", record.skipped());
            frames.add(frame);
            if (files.candidates().get(entry.position()) instanceof Candidate.Recognised recognised && record.used()) {
                infos.add(recognised.info());
            }
        }
        Cadence cadence = Cadence.of(infos);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("night", id);
        answer.put("name", name);
        answer.put("folder", place);
        answer.put("kind", night.first().kind());
        answer.put("width", night.shape().width());
        answer.put("height", night.shape().height());
        answer.put("camera", camera(night.first().camera()));
        answer.put("seconds", cadence.span().toMillis() / 1e3);
        answer.put("frames", frames);
        answer.put(
                "gaps",
                cadence.gaps().stream()
                        .map(gap -> Map.<String, Object>of(
                                "before",
                                gap.before(),
                                "after",
                                gap.after(),
                                "seconds",
                                gap.length().toMillis() / 1e3))
                        .toList());
        return answer;
    }

    private static String camera(Camera camera) {
        List<String> words = new ArrayList<>();
        camera.model().or(camera::make).ifPresent(words::add);
        camera.lens().ifPresent(words::add);
        camera.focalLength().ifPresent(mm -> words.add(Math.round(mm) + " mm"));
        camera.fNumber().ifPresent(f -> words.add("f/" + f));
        camera.iso().ifPresent(iso -> words.add("ISO " + iso));
        return String.join(", ", words);
    }
}
