package dev.sidereal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MixedFolderTest {

    @Test
    void pictures_made_before_are_no_frames_of_the_folder_they_lie_in(@TempDir Path folder) throws IOException {
        Path night = folder.resolve("night");
        List<Path> frames = NightFiles.jpegs(night, 3);
        for (String ending : List.of("jpg", "png", "tif")) {
            assertThat(Shell.run("trails", night, "-o", night.resolve("made." + ending), "-q"))
                    .isEqualTo(new Shell.Outcome(0, "", ""));
        }
        Path out = folder.resolve("out.png");
        Shell.Outcome outcome = Shell.run("trails", night, "-o", out, "-v");
        assertThat(outcome.errLines())
                .containsSequence(
                        "3 pictures that were made of frames are passed over; type their names to use them",
                        "ignored " + night.resolve("made.jpg") + ": a picture made of frames",
                        "ignored " + night.resolve("made.png") + ": a picture made of frames",
                        "ignored " + night.resolve("made.tif") + ": a picture made of frames");
        assertThat(outcome.err()).contains("\n3 frames in ");
        NightFiles.requireMaximum(out, frames);
        assertThat(Shell.run("info", night).outLines().get(5))
                .isEqualTo("night: 3 frames of 64x48 colour, 8-bit, in order of time");
    }

    @Test
    void they_are_frames_when_they_are_typed_or_all_there_is(@TempDir Path folder) throws IOException {
        List<Path> frames = NightFiles.jpegs(folder.resolve("night"), 4);
        Path made = folder.resolve("made");
        Files.createDirectories(made);
        Shell.run("trails", frames.get(0), frames.get(1), "-o", made.resolve("a.png"), "-q");
        Shell.run("trails", frames.get(2), frames.get(3), "-o", made.resolve("b.png"), "-q");
        Path all = folder.resolve("all.png");
        assertThat(Shell.run("trails", made, "-o", all).err())
                .doesNotContain("passed over")
                .contains("2 frames in ");
        NightFiles.requireMaximum(all, frames);
        Shell.Outcome typed = Shell.run("info", made.resolve("a.png"), frames.get(0));
        assertThat(typed.err()).isEmpty();
        assertThat(typed.outLines().get(1)).startsWith("a.png ");
    }

    @Test
    void thumbnails_beside_their_pictures_are_passed_over(@TempDir Path folder) throws IOException {
        List<Path> frames = NightFiles.jpegs(folder, 2);
        Files.copy(frames.get(0), folder.resolve("IMG_0001-thumb.jpg"));
        Files.copy(frames.get(1), folder.resolve("IMG_0002-thumb.jpg"));
        Shell.Outcome outcome = Shell.run("info", folder, "-v");
        assertThat(outcome.errLines())
                .containsExactly(
                        "ignored " + folder.resolve("IMG_0001-thumb.jpg") + ": thumbnail beside its picture",
                        "ignored " + folder.resolve("IMG_0002-thumb.jpg") + ": thumbnail beside its picture",
                        "2 thumbnails beside their pictures are passed over");
        assertThat(Shell.run("info", folder).errLines())
                .containsExactly("2 thumbnails beside their pictures are passed over");
    }

    @Test
    void files_of_other_programs_are_ignored_and_named_on_request(@TempDir Path folder) throws IOException {
        NightFiles.jpegs(folder, 1);
        for (String name : List.of("._IMG_0001.jpg", "IMG_0001.xmp", "IMG_0001.thm", "Thumbs.db", "IMG_0001.jpg.pp3")) {
            Files.writeString(folder.resolve(name), "text");
        }
        NightFiles.jpegs(folder.resolve("thumbnails"), 1);
        assertThat(Shell.run("info", folder).err()).isEmpty();
        assertThat(Shell.run("info", folder, "-v").errLines())
                .containsExactly(
                        "ignored " + folder.resolve("._IMG_0001.jpg") + ": hidden",
                        "ignored " + folder.resolve("IMG_0001.jpg.pp3") + ": not the name of a picture",
                        "ignored " + folder.resolve("IMG_0001.thm") + ": not the name of a picture",
                        "ignored " + folder.resolve("IMG_0001.xmp") + ": not the name of a picture",
                        "ignored " + folder.resolve("Thumbs.db") + ": not the name of a picture",
                        "ignored " + folder.resolve("thumbnails") + ": a folder in a folder");
    }

    @Test
    void a_pattern_does_not_reach_into_folders_of_thumbnails(@TempDir Path folder) throws IOException {
        NightFiles.jpegs(folder, 2);
        NightFiles.jpegs(folder.resolve("thumbs"), 2);
        assertThat(Shell.run("info", folder + "/*", "-v").errLines())
                .containsExactly("ignored " + folder.resolve("thumbs") + ": a folder of thumbnails");
    }
}
