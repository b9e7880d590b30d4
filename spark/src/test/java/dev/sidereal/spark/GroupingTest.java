package dev.sidereal.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sidereal.frame.Camera;
import dev.sidereal.frame.Candidate;
import dev.sidereal.frame.CaptureTime;
import dev.sidereal.frame.Coding;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.OptionException;
import dev.sidereal.frame.Reading;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;

final class GroupingTest {

    private final List<ClusterFrames.Found> found = new ArrayList<>();

    @Test
    void a_night_lasts_from_noon_to_noon() {
        add("s3a://b/1.jpg", "2026-08-12T12:00:00");
        add("s3a://b/2.jpg", "2026-08-13T11:59:59");
        add("s3a://b/3.jpg", "2026-08-13T12:00:00");
        assertThat(groups("night")).isEqualTo(Map.of("2026-08-12", List.of(0, 1), "2026-08-13", List.of(2)));
    }

    @Test
    void an_unreadable_file_goes_with_its_neighbour() {
        found.add(new ClusterFrames.Found(
                new Address("s3a://b/0.jpg", 0), new Candidate.Unreadable("0.jpg", "broken"), 0, false));
        add("s3a://b/1.jpg", "2026-08-12T22:00:00");
        found.add(new ClusterFrames.Found(
                new Address("s3a://b/2.jpg", 0), new Candidate.Unreadable("2.jpg", "broken"), 0, false));
        assertThat(groups("night")).isEqualTo(Map.of("2026-08-12", List.of(0, 1, 2)));
    }

    @Test
    void a_frame_without_a_time_belongs_to_no_night() {
        add("s3a://b/1.jpg", "");
        assertThatThrownBy(() -> groups("night"))
                .isInstanceOf(OptionException.class)
                .hasMessage(
                        "--group-by: expected a capture time in every frame, found none in 1.jpg; group by folder or by"
                                + " a pattern");
    }

    @Test
    void folders_are_named_from_where_they_part() {
        add("hdfs://h/sky/2026/a/1.jpg", "");
        add("hdfs://h/sky/2026/b/c/1.jpg", "");
        add("hdfs://h/sky/2026/2.jpg", "");
        assertThat(groups("folder")).isEqualTo(Map.of("a", List.of(0), "b-c", List.of(1), "2026", List.of(2)));
    }

    @Test
    void a_pattern_names_groups_by_its_first_group() {
        add("hdfs://h/sky/cam7_1.jpg", "");
        add("hdfs://h/sky/cam8_1.jpg", "");
        assertThat(groups("(cam[0-9])_")).isEqualTo(Map.of("cam7", List.of(0), "cam8", List.of(1)));
        assertThatThrownBy(() -> groups("cam7"))
                .isInstanceOf(OptionException.class)
                .hasMessage("--group-by: expected a pattern that is found in every frame's address, found cam7 not in"
                        + " /sky/cam8_1.jpg");
    }

    private Map<String, List<Integer>> groups(String by) {
        return Grouping.named(by).of(new ClusterFrames(found, new Configuration(false), Reading.USUAL));
    }

    private void add(String file, String time) {
        FrameInfo info = new FrameInfo(
                file.substring(file.lastIndexOf('/') + 1),
                new Shape(4, 4, 1),
                SampleType.UINT8,
                time.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new CaptureTime(LocalDateTime.parse(time), Optional.empty())),
                Optional.empty(),
                Camera.UNKNOWN,
                Coding.UNSAID);
        found.add(new ClusterFrames.Found(new Address(file, 0), new Candidate.Recognised(info), 0, false));
    }
}
