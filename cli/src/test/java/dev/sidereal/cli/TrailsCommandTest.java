package dev.sidereal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrailsCommandTest {

    @Test
    void the_picture_is_the_maximum_of_all_frames(@TempDir Path folder) throws IOException {
        List<Path> frames = NightFiles.pngs(folder.resolve("night"), 7);
        Path output = folder.resolve("trails.png");
        Shell.Outcome outcome = Shell.run("trails", folder.resolve("night"), "-o", output, "--depth", "8");
        assertThat(outcome.exit()).isZero();
        NightFiles.requireMaximum(output, frames);
    }

    @Test
    void a_person_hears_what_is_done_and_how_far_it_is(@TempDir Path folder) throws IOException {
        NightFiles.jpegs(folder.resolve("night"), 8);
        Path output = folder.resolve("trails.tif");
        Shell.Outcome outcome = Shell.run("trails", folder.resolve("night"), "-o", output, "--threads", 1);
        assertThat(outcome.exit()).isZero();
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.errLines()).hasSize(5);
        assertThat(outcome.errLines().get(0)).isEqualTo("reading the headers of 8 files");
        assertThat(outcome.errLines().get(1))
                .isEqualTo("8 frames of 64x48 colour, 8-bit, in order of time; 1 worker, 126 MB of memory");
        assertThat(outcome.errLines().get(2)).matches("8/8 frames, [0-9.]+/s, [0-9]+ MB");
        assertThat(outcome.errLines().get(3)).matches("8 frames in [0-9.]+ s");
        assertThat(outcome.errLines().get(4)).isEqualTo(output + ": star trails of 8 frames, 240 s");
    }

    @Test
    void quiet_says_nothing_on_a_clean_night(@TempDir Path folder) throws IOException {
        NightFiles.jpegs(folder.resolve("night"), 3);
        assertThat(Shell.run("trails", folder.resolve("night"), "-o", folder.resolve("trails.jpg"), "--quiet"))
                .isEqualTo(new Shell.Outcome(0, "", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"trails.png", "trails.tif", "trails.jpg"})
    void bytes_depend_neither_on_threads_nor_on_memory_nor_on_the_order_of_arguments(String name, @TempDir Path folder)
            throws IOException {
        List<Path> frames = NightFiles.jpegs(folder.resolve("night"), 12);
        Path reference = folder.resolve(name);
        assertThat(Shell.run("trails", folder.resolve("night"), "-o", reference, "--threads", 1)
                        .exit())
                .isZero();
        for (int threads : new int[] {2, 3, 8}) {
            List<Object> words = new ArrayList<>(frames);
            Collections.shuffle(words, new Random(threads));
            Path output = folder.resolve(threads + name);
            words.addAll(0, List.of("trails", "-o", output, "--threads", threads, "--memory", "150M"));
            assertThat(Shell.run(words.toArray()).exit()).isZero();
            assertThat(output).hasSameBinaryContentAs(reference);
        }
    }

    @Test
    void one_run_writes_several_formats(@TempDir Path folder) throws IOException {
        NightFiles.jpegs(folder.resolve("night"), 2);
        Path outputs = Files.createDirectory(folder.resolve("out"));
        Shell.Outcome outcome = Shell.run(
                "trails",
                "--output=" + outputs.resolve("a.jpg"),
                folder.resolve("night"),
                "-o",
                outputs.resolve("b.png"),
                "-o" + outputs.resolve("c.tif"));
        assertThat(outcome.exit()).isZero();
        assertThat(NightFiles.names(outputs)).containsExactly("a.jpg", "b.png", "c.tif");
    }

    @Test
    void a_part_of_the_night_is_counted_from_one_with_both_ends(@TempDir Path folder) throws IOException {
        List<Path> frames = NightFiles.pngs(folder.resolve("night"), 12);
        Path output = folder.resolve("trails.png");
        Shell.Outcome outcome = Shell.run(
                "trails", folder.resolve("night"), "-o", output, "--depth=8", "--from=2", "--to=11", "--every=4");
        assertThat(outcome.errLines()).contains(output + ": star trails of 3 frames");
        NightFiles.requireMaximum(output, List.of(frames.get(1), frames.get(5), frames.get(9)));
    }

    @Test
    void a_part_of_the_night_may_be_given_in_time(@TempDir Path folder) throws IOException {
        NightFiles.jpegs(folder.resolve("night"), 6);
        Shell.Outcome outcome = Shell.run(
                "trails", folder.resolve("night"), "-o", folder.resolve("x.jpg"), "--from", "31s", "--to", "1.04m");
        assertThat(outcome.errLines()).contains(folder.resolve("x.jpg") + ": star trails of 2 frames, 60 s");
    }

    @Test
    void a_part_without_frames_is_wrong_use(@TempDir Path folder) throws IOException {
        NightFiles.jpegs(folder.resolve("night"), 4);
        Shell.Outcome outcome =
                Shell.run("trails", folder.resolve("night"), "-o", folder.resolve("x.jpg"), "--from", 5);
        assertThat(outcome.exit()).isEqualTo(2);
        assertThat(outcome.errLines())
                .containsExactly(
                        "reading the headers of 4 files",
                        "sidereal: --from, --to: expected a part of the night with frames that can be read, found none;"
                                + " the night has 4 frames");
    }

    @Test
    void patterns_arrive_unexpanded_and_one_without_a_match_is_said(@TempDir Path folder) throws IOException {
        NightFiles.jpegs(folder.resolve("night"), 12);
        String none = folder + "/night/*.png";
        Shell.Outcome outcome =
                Shell.run("trails", folder + "/night/IMG_000*.jpg", none, "-o", folder.resolve("x.jpg"));
        assertThat(outcome.exit()).isZero();
        assertThat(outcome.errLines())
                .startsWith("ignored " + none + ": no file matches", "reading the headers of 9 files");
    }

    @Test
    void a_pattern_that_is_none_is_the_name_of_a_file(@TempDir Path folder) {
        Shell.Outcome outcome = Shell.run("trails", folder + "/[x", "-o", folder.resolve("x.jpg"));
        assertThat(outcome.exit()).isEqualTo(3);
        assertThat(outcome.errLines())
                .containsExactly(
                        "reading the headers of 1 file",
                        "sidereal: frames: expected at least one that can be read, found none of 1",
                        "  [x: no such file");
    }

    @Test
    void a_list_may_have_blank_lines_foreign_line_ends_and_a_byte_order_mark(@TempDir Path folder) throws IOException {
        List<Path> frames = NightFiles.jpegs(folder.resolve("night"), 3);
        Path list = Files.writeString(
                folder.resolve("list.txt"), "\uFEFF" + frames.get(0) + "\r\n\r\n  \n" + frames.get(2) + "\r\n");
        Shell.Outcome outcome = Shell.run("trails", "@" + list, "-o", folder.resolve("x.jpg"));
        assertThat(outcome.exit()).isZero();
        assertThat(outcome.errLines()).startsWith("reading the headers of 2 files");
    }

    @Test
    void a_list_that_is_missing_or_no_text_is_named(@TempDir Path folder) throws IOException {
        Path list = folder.resolve("list.txt");
        assertThat(Shell.run("trails", "@" + list, "-o", folder.resolve("x.jpg")))
                .isEqualTo(new Shell.Outcome(
                        3, "", "sidereal: " + list + ": expected a list of frames, found no such file\n"));
        Files.write(list, new byte[] {'c', 'a', 'f', (byte) 0xE9, '\n'});
        assertThat(Shell.run("trails", "@" + list, "-o", folder.resolve("x.jpg")))
                .isEqualTo(new Shell.Outcome(
                        4,
                        "",
                        "sidereal: " + list
                                + ": expected names in UTF-8, found other bytes; save the list as UTF-8\n"));
    }

    @Test
    void a_dash_reads_the_list_from_standard_input(@TempDir Path folder) throws IOException {
        List<Path> frames = NightFiles.jpegs(folder.resolve("night"), 3);
        String list = frames.get(2) + "\n" + frames.get(0);
        Shell.Outcome outcome = Shell.runWithInput(list, "trails", "-", "-o", folder.resolve("x.jpg"));
        assertThat(outcome.exit()).isZero();
        assertThat(outcome.errLines()).startsWith("reading the headers of 2 files");
        assertThat(Shell.runWithInput("", "trails", "-", "-o", folder.resolve("y.jpg")))
                .isEqualTo(new Shell.Outcome(
                        3,
                        "",
                        "sidereal: -: expected pictures (.jpg, .png, .tif), found none;"
                                + " name a folder or files that hold some\n"));
    }

    @Test
    void a_file_given_twice_is_two_frames(@TempDir Path folder) throws IOException {
        Path frame = NightFiles.jpegs(folder.resolve("night"), 1).get(0);
        Shell.Outcome outcome = Shell.run("trails", frame, frame, frame, "-o", folder.resolve("x.jpg"));
        assertThat(outcome.errLines()).contains(folder.resolve("x.jpg") + ": star trails of 3 frames, 90 s");
    }

    @Test
    void a_folder_without_pictures_holds_no_frames(@TempDir Path folder) throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThat(Shell.run("trails", empty, "-o", folder.resolve("x.jpg")))
                .isEqualTo(new Shell.Outcome(
                        3,
                        "",
                        "sidereal: " + empty + ": expected pictures (.jpg, .png, .tif), found none;"
                                + " name a folder or files that hold some\n"));
    }

    @Test
    void verbose_names_what_was_ignored_in_folders(@TempDir Path folder) throws IOException {
        Path night = folder.resolve("night");
        NightFiles.jpegs(night, 2);
        Files.writeString(night.resolve("notes.txt"), "clear");
        Files.writeString(night.resolve(".hidden.jpg"), "");
        Files.createDirectory(night.resolve("raw.jpg"));
        assertThat(Shell.run("trails", night, "-o", folder.resolve("x.jpg"), "-v")
                        .errLines())
                .startsWith(
                        "ignored " + night.resolve(".hidden.jpg") + ": hidden",
                        "ignored " + night.resolve("notes.txt") + ": not the name of a picture",
                        "ignored " + night.resolve("raw.jpg") + ": a folder in a folder",
                        "reading the headers of 2 files");
        assertThat(Shell.run("trails", night, "-o", folder.resolve("y.jpg")).errLines())
                .startsWith("reading the headers of 2 files");
    }

    @Test
    void a_dry_run_says_what_would_be_done_and_writes_nothing(@TempDir Path folder) throws IOException {
        Path night = folder.resolve("night");
        NightFiles.jpegs(night, 5);
        Path output = folder.resolve("x.png");
        Shell.Outcome outcome = Shell.run("trails", night, "-o", output, "--dry-run", "--threads", 2);
        assertThat(outcome).isEqualTo(new Shell.Outcome(0, "", """
                        reading the headers of 5 files
                        5 frames of 64x48 colour, 8-bit, in order of time; 2 workers, 126 MB of memory
                        memory:
                          planes     0.0 MB  the stack itself
                          buffers    0.0 MB  decoded frames: 2 workers with 2 frames each
                          readers    0.0 MB  what decoders need besides
                          program    126 MB  Java and its libraries
                          total      126 MB  however many frames there are
                        would write %s
                        """.formatted(output)));
        assertThat(NightFiles.names(folder)).containsExactly("night");
    }

    @Test
    void too_little_memory_is_refused_with_the_number_that_would_do(@TempDir Path folder) throws IOException {
        NightFiles.jpegs(folder.resolve("night"), 2);
        Shell.Outcome outcome =
                Shell.run("trails", folder.resolve("night"), "-o", folder.resolve("x.jpg"), "--memory", "10M");
        assertThat(outcome.exit()).isEqualTo(2);
        assertThat(outcome.errLines())
                .contains("sidereal: --memory: expected at least 121M for frames of 64x48 colour, 8-bit, found 10M;"
                        + " allow more");
    }

    @Test
    void names_may_hold_anything_a_file_system_holds(@TempDir Path folder) throws IOException {
        Path night = Files.createDirectory(folder.resolve("a night, “clear”"));
        Path frame = NightFiles.jpegs(folder.resolve("frames"), 1).get(0);
        List<String> names =
                List.of("-dash.jpg", "a b.jpg", "new\nline.jpg", "q'uo\"te.jpg", "x[1].jpg", "ñandú.jpg", "星.jpg");
        List<Object> words = new ArrayList<>(List.of("trails", "-o", night.resolve("ö.tif"), "--"));
        for (String name : names) {
            words.add(Files.copy(frame, night.resolve(name)));
        }
        Shell.Outcome outcome = Shell.run(words.toArray());
        assertThat(outcome.exit()).isZero();
        assertThat(outcome.errLines()).contains(night.resolve("ö.tif") + ": star trails of 7 frames, 210 s");
    }
}
