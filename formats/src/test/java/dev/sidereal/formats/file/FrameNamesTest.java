package dev.sidereal.formats.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameNamesTest {

    @TempDir
    Path folder;

    @BeforeEach
    void make_a_night() throws IOException {
        for (String name : List.of("b.JPG", "a.jpg", "c.tiff", "notes.txt", ".hidden.jpg", "old.xmp", "jpg")) {
            Files.createFile(folder.resolve(name));
        }
        Files.createFile(Files.createDirectory(folder.resolve("dark.jpg")).resolve("d.jpg"));
    }

    @Test
    void a_folder_stands_for_the_pictures_directly_in_it() throws IOException {
        FrameNames found = find(folder.toString());
        assertThat(found.files()).containsExactly(at("a.jpg"), at("b.JPG"), at("c.tiff"));
        assertThat(found.ignored())
                .containsExactly(
                        at(".hidden.jpg") + ": hidden",
                        at("dark.jpg") + ": a folder in a folder",
                        at("jpg") + ": not the name of a picture",
                        at("notes.txt") + ": not the name of a picture",
                        at("old.xmp") + ": not the name of a picture");
    }

    @Test
    void astronomers_pictures_are_pictures_and_other_packed_files_are_not() throws IOException {
        Path night = Files.createDirectory(folder.resolve("night"));
        for (String name :
                List.of("a.FIT", "b.fits", "c.fits.gz", "d.fits.fz", "e.ser", "f.xisf", "g.tar.gz", "h.gz")) {
            Files.createFile(night.resolve(name));
        }
        FrameNames found = find(night.toString());
        assertThat(found.files().stream().map(file -> file.getFileName().toString()))
                .containsExactly("a.FIT", "b.fits", "c.fits.gz", "d.fits.fz", "e.ser", "f.xisf");
        assertThat(found.ignored()).hasSize(2);
    }

    @Test
    void an_output_in_the_folder_is_no_frame() throws IOException {
        FrameNames found = find(List.of(at("sub/../a.jpg")), folder.toString());
        assertThat(found.files()).containsExactly(at("b.JPG"), at("c.tiff"));
        assertThat(found.ignored()).contains(at("a.jpg") + ": the output itself");
    }

    @Test
    void an_output_is_known_through_a_link_to_its_folder() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder);
        assertThat(find(List.of(link.resolve("a.jpg")), folder.toString()).files())
                .containsExactly(at("b.JPG"), at("c.tiff"));
    }

    @Test
    void stars_and_question_marks_stand_for_letters() throws IOException {
        assertThat(find(at("*.jpg").toString()).files()).containsExactly(at("a.jpg"), at("dark.jpg/d.jpg"));
        assertThat(find(at("?.*").toString()).files()).containsExactly(at("a.jpg"), at("b.JPG"), at("c.tiff"));
        assertThat(find(at("[ab].*").toString()).files()).containsExactly(at("a.jpg"), at("b.JPG"));
        assertThat(find(at("{a,c}.*").toString()).files()).containsExactly(at("a.jpg"), at("c.tiff"));
    }

    @Test
    void hidden_files_are_left_out_of_patterns_too() throws IOException {
        FrameNames found = find(at("*hidden*").toString());
        assertThat(found.files()).isEmpty();
        assertThat(found.ignored()).containsExactly(at(".hidden.jpg") + ": hidden");
    }

    @Test
    void folders_may_be_patterns() throws IOException {
        for (String night : List.of("night1", "night2", "other", ".night")) {
            Files.createFile(Files.createDirectory(folder.resolve(night)).resolve("x.jpg"));
        }
        assertThat(find(at("night?/*.jpg").toString()).files()).containsExactly(at("night1/x.jpg"), at("night2/x.jpg"));
        assertThat(find(at("*/x.jpg").toString()).files())
                .containsExactly(at("night1/x.jpg"), at("night2/x.jpg"), at("other/x.jpg"));
    }

    @Test
    void a_pattern_that_matches_folders_stands_for_the_pictures_in_them() throws IOException {
        Files.createFile(Files.createDirectory(folder.resolve("night1")).resolve("x.jpg"));
        assertThat(find(at("night*").toString()).files()).containsExactly(at("night1/x.jpg"));
    }

    @Test
    void a_pattern_that_matches_nothing_is_named() throws IOException {
        FrameNames found = find(at("*.png").toString(), at("none/*.jpg").toString());
        assertThat(found.files()).isEmpty();
        assertThat(found.ignored())
                .containsExactly(at("*.png") + ": no file matches", at("none/*.jpg") + ": no file matches");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a b.jpg", "[1].jpg", "{x}.jpg", "star*.jpg", "-dash.jpg", "@at.jpg", "ночь ☆.jpg", "[.jpg"})
    void a_file_that_exists_is_meant_by_its_name_whatever_its_letters(String name) throws IOException {
        Path file = Files.createFile(folder.resolve(name));
        assertThat(find(file.toString()).files()).containsExactly(file);
        assertThat(find(folder.toString()).files()).contains(file);
    }

    @Test
    void a_folder_that_exists_is_meant_by_its_name_before_a_pattern() throws IOException {
        Path night = Files.createDirectory(folder.resolve("night [1]"));
        Files.createFile(night.resolve("x.jpg"));
        Files.createFile(Files.createDirectory(folder.resolve("night 1")).resolve("y.jpg"));
        assertThat(find(night + "/*.jpg").files()).containsExactly(night.resolve("x.jpg"));
    }

    @Test
    void a_bracket_without_its_partner_is_a_letter_of_a_name() throws IOException {
        assertThat(find(at("img[7.jpg").toString()).files()).containsExactly(at("img[7.jpg"));
    }

    @Test
    void a_name_that_does_not_exist_is_kept_so_that_it_can_be_reported() throws IOException {
        assertThat(find(at("missing.jpg").toString()).files()).containsExactly(at("missing.jpg"));
    }

    @Test
    void a_name_given_twice_stands_there_twice() throws IOException {
        assertThat(find(
                                at("a.jpg").toString(),
                                at("a.jpg").toString(),
                                at("a.*").toString())
                        .files())
                .containsExactly(at("a.jpg"), at("a.jpg"), at("a.jpg"));
    }

    @Test
    void a_list_holds_a_name_on_every_line() throws IOException {
        Path list = Files.writeString(
                folder.resolve("list.txt"),
                "\uFEFF" + at("a.jpg") + "\r\n\n   \n" + at("ночь.jpg") + "\n" + at("?.JPG") + "\n-\n@x");
        assertThat(find("@" + list).files())
                .containsExactly(at("a.jpg"), at("ночь.jpg"), at("b.JPG"), Path.of("-"), Path.of("@x"));
    }

    @Test
    void a_dash_stands_for_a_list_on_the_input() throws IOException {
        FrameNames found = FrameNames.find(
                List.of("-"), List.of(), new BufferedReader(new StringReader(at("a.jpg") + "\n" + folder)));
        assertThat(found.files()).containsExactly(at("a.jpg"), at("a.jpg"), at("b.JPG"), at("c.tiff"));
    }

    @Test
    void a_list_that_is_missing_or_no_text_is_an_error() throws IOException {
        assertThatThrownBy(() -> find("@" + at("none.txt"))).isInstanceOf(NoSuchFileException.class);
        Path latin =
                Files.write(folder.resolve("latin.txt"), "n\u00e4chte.jpg\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> find("@" + latin))
                .isInstanceOf(IOException.class)
                .hasMessage(latin + ": expected names in UTF-8, found other bytes; save the list as UTF-8");
    }

    @Test
    void links_are_followed_and_a_loop_does_no_harm() throws IOException {
        Path loop = folder.resolve("loop.jpg");
        Files.createSymbolicLink(loop, loop);
        Path same = Files.createSymbolicLink(folder.resolve("same.jpg"), at("a.jpg"));
        Path inside = Files.createSymbolicLink(folder.resolve("inside"), folder);
        assertThat(find(folder.toString()).files()).containsExactly(at("a.jpg"), at("b.JPG"), at("c.tiff"), loop, same);
        assertThat(find(inside + "/a*").files()).containsExactly(inside.resolve("a.jpg"));
    }

    private FrameNames find(String... names) throws IOException {
        return find(List.of(), names);
    }

    private static FrameNames find(List<Path> outputs, String... names) throws IOException {
        return FrameNames.find(Arrays.asList(names), outputs, new BufferedReader(new StringReader("")));
    }

    private Path at(String name) {
        return folder.resolve(name);
    }
}
