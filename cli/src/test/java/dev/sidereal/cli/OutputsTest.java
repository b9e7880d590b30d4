package dev.sidereal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No output replaces what nobody wanted to lose, and what cannot be written is refused before the work. */
class OutputsTest {

    @Test
    void an_existing_file_is_overwritten_with_force_only(@TempDir Path folder) throws IOException {
        NightFiles.jpegs(folder.resolve("night"), 2);
        Path output = Files.writeString(folder.resolve("x.jpg"), "old");
        assertThat(Shell.run("trails", folder.resolve("night"), "-o", output))
                .isEqualTo(refusal(2, output + ": expected no such file, found one; --force overwrites it"));
        assertThat(output).hasContent("old");
        assertThat(Shell.run("trails", folder.resolve("night"), "-o", output, "--force")
                        .exit())
                .isZero();
        assertThat(Files.size(output)).isGreaterThan(3);
    }

    @Test
    void a_frame_is_not_overwritten_even_with_force(@TempDir Path folder) throws IOException {
        List<Path> frames = NightFiles.jpegs(folder, 3);
        Path victim = frames.get(1);
        byte[] before = Files.readAllBytes(victim);
        Shell.Outcome refused =
                refusal(2, victim + ": expected a new file, found one of the frames; choose another name");
        assertThat(Shell.run("trails", frames.get(0), victim, "-o", victim, "--force"))
                .isEqualTo(refused);
        assertThat(Shell.run("trails", folder, "-o", victim, "--force")).isEqualTo(refused);
        assertThat(Shell.run("trails", folder + "/*.jpg", "-o", victim, "--force"))
                .isEqualTo(refused);
        assertThat(victim).hasBinaryContent(before);
    }

    @Test
    void last_nights_picture_in_the_folder_of_frames_is_no_frame(@TempDir Path folder) throws IOException {
        NightFiles.jpegs(folder, 3);
        for (String name : List.of("trails.jpg", "trails.png", "trails.tif")) {
            Path output = folder.resolve(name);
            assertThat(Shell.run("trails", folder, "-o", output).exit()).isZero();
            byte[] before = Files.readAllBytes(output);
            Shell.Outcome again = Shell.run("trails", folder, "-o", output, "--force", "-v");
            assertThat(again.errLines())
                    .startsWith("ignored " + output + ": the output itself", "reading the headers of 3 files");
            assertThat(output).hasBinaryContent(before);
            Files.delete(output);
        }
    }

    @Test
    void an_ending_nobody_writes_is_refused(@TempDir Path folder) throws IOException {
        NightFiles.jpegs(folder.resolve("night"), 2);
        Path gif = folder.resolve("x.gif");
        Path none = folder.resolve("x");
        assertThat(Shell.run("trails", folder.resolve("night"), "-o", gif))
                .isEqualTo(refusal(2, gif + ": expected a name that ends in .jpg, .png, .tif, .fits, found .gif"));
        assertThat(Shell.run("trails", folder.resolve("night"), "-o", none))
                .isEqualTo(
                        refusal(2, none + ": expected a name that ends in .jpg, .png, .tif, .fits, found no ending"));
        assertThat(Shell.run("trails", folder.resolve("night"), "-o", ""))
                .isEqualTo(refusal(2, "--output: expected the name of a file, found an empty one"));
    }

    @Test
    void a_folder_is_no_output(@TempDir Path folder) throws IOException {
        Path output = Files.createDirectory(folder.resolve("x.jpg"));
        assertThat(Shell.run("trails", folder, "-o", output, "--force"))
                .isEqualTo(refusal(2, output + ": expected the name of a file, found a folder"));
    }

    @Test
    void the_same_output_twice_is_refused(@TempDir Path folder) throws IOException {
        NightFiles.jpegs(folder.resolve("night"), 2);
        Path detour = folder.resolve("night/../x.jpg");
        assertThat(Shell.run("trails", folder.resolve("night"), "-o", folder.resolve("x.jpg"), "-o", detour))
                .isEqualTo(refusal(2, detour + ": expected each output once, found it twice"));
    }

    @Test
    void a_missing_folder_is_a_fault_of_the_disk(@TempDir Path folder) throws IOException {
        NightFiles.jpegs(folder.resolve("night"), 2);
        Path output = folder.resolve("none/x.jpg");
        assertThat(Shell.run("trails", folder.resolve("night"), "-o", output))
                .isEqualTo(refusal(
                        4, output + ": expected the folder " + folder.resolve("none") + ", found none; make it first"));
    }

    @Test
    void a_folder_without_permission_is_refused_before_the_work(@TempDir Path folder) throws IOException {
        NightFiles.jpegs(folder.resolve("night"), 2);
        Path locked = Files.createDirectory(folder.resolve("locked"));
        Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("r-xr-xr-x"));
        assumeThat(Files.isWritable(locked)).as("permissions bind this user").isFalse();
        Path output = locked.resolve("x.jpg");
        assertThat(Shell.run("trails", folder.resolve("night"), "-o", output))
                .isEqualTo(refusal(
                        4,
                        output + ": expected a folder that may be written, found " + locked
                                + " without permission; choose another"));
    }

    @Test
    void a_place_where_no_file_can_be_made_is_refused_before_the_work(@TempDir Path folder) throws IOException {
        assumeThat(Path.of("/proc/self/status")).exists();
        NightFiles.jpegs(folder.resolve("night"), 2);
        Shell.Outcome outcome = Shell.run("trails", folder.resolve("night"), "-o", "/proc/x.jpg");
        assertThat(outcome.exit()).isEqualTo(4);
        assertThat(outcome.err()).contains("sidereal: /proc/x.jpg: expected ").doesNotContain("2/2 frames");
    }

    @Test
    void a_depth_that_a_format_lacks_is_refused(@TempDir Path folder) throws IOException {
        NightFiles.jpegs(folder.resolve("night"), 2);
        assertThat(Shell.run("trails", folder.resolve("night"), "-o", folder.resolve("x.jpg"), "--depth", "16"))
                .isEqualTo(refusal(2, "--depth: expected 8 for .jpg, found 16"));
    }

    private static Shell.Outcome refusal(int exit, String sentence) {
        return new Shell.Outcome(exit, "", "sidereal: " + sentence + "\n");
    }
}
