package dev.sidereal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidereal.formats.fits.StackFile;
import dev.sidereal.frame.FrameRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that are killed go on as if nothing had happened. */
class CheckpointTest {

    private static final int KILLS = Integer.getInteger("sidereal.kills", 4);
    private static final int FRAMES = 60;

    @TempDir
    private static Path simulated = Path.of("");

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void simulate() {
        assertThat(Shell.run(
                                "simulate",
                                "-o",
                                simulated.resolve("night"),
                                "--frames",
                                FRAMES,
                                "--size",
                                "900x600",
                                "--no-truth",
                                "--quiet")
                        .exit())
                .isZero();
    }

    @BeforeEach
    void copy() throws IOException {
        Path night = Files.createDirectory(folder.resolve("night"));
        for (String name : NightFiles.names(simulated.resolve("night"))) {
            Files.copy(simulated.resolve("night").resolve(name), night.resolve(name));
        }
    }

    @Test
    void a_run_killed_again_and_again_ends_with_the_bytes_of_an_unbroken_one() throws Exception {
        Path whole = folder.resolve("whole.fits");
        assertThat(Shell.run(
                                "trails",
                                folder.resolve("night"),
                                "-o",
                                folder.resolve("whole.tif"),
                                "--save-stack",
                                whole)
                        .exit())
                .isZero();
        Random random = new Random(7);
        int kills = 0;
        int resumed = 0;
        while (kills < KILLS) {
            Process process = run().start();
            if (kills % 3 != 2) {
                waitForNewCheckpoint(process);
            }
            boolean ended = process.waitFor(random.nextInt(kills % 3 == 2 ? 2000 : 200), TimeUnit.MILLISECONDS);
            process.destroyForcibly().waitFor();
            if (ended) {
                assertThat(process.exitValue()).isZero();
                requireSameAs(whole);
                Files.delete(folder.resolve("night.fits"));
                Files.delete(folder.resolve("night.tif"));
            }
            kills++;
            resumed += Files.exists(checkpoint()) ? 1 : 0;
        }
        Shell.Outcome last = Shell.finish(run().start());
        assertThat(last.exit()).as(last.err()).isZero();
        requireSameAs(whole);
        assertThat(resumed).as("checkpoints found after a kill").isPositive();
        assertThat(NightFiles.names(folder))
                .containsExactly("night", "night.fits", "night.tif", "whole.fits", "whole.tif");
    }

    @Test
    void a_checkpoint_is_a_stack_whose_list_says_what_is_still_to_be_read() throws Exception {
        interrupted();
        List<FrameRecord> frames = StackFile.read(checkpoint()).stack().frames();
        assertThat(frames).hasSize(FRAMES);
        assertThat(frames.stream().filter(FrameRecord::used)).isNotEmpty();
        assertThat(frames.stream().filter(frame -> !frame.used())).isNotEmpty().allMatch(FrameRecord::isPending);
    }

    @Test
    void changed_frames_and_changed_options_are_not_resumed() throws Exception {
        interrupted();
        byte[] kept = Files.readAllBytes(checkpoint());
        assertThat(resume("--every", "2"))
                .isEqualTo(new Shell.Outcome(
                        2,
                        "",
                        "sidereal: --resume: expected the options of the checkpoint, every 1, found 2; give the same"
                                + " options, or start anew without --resume\n"));
        Path first = folder.resolve("night/IMG_0001.jpg");
        byte[] frame = Files.readAllBytes(first);
        Files.copy(folder.resolve("night/IMG_0002.jpg"), folder.resolve("night/IMG_0001b.jpg"));
        assertThat(resume())
                .isEqualTo(new Shell.Outcome(
                        2,
                        "",
                        "sidereal: --resume: expected the frames of the checkpoint, found IMG_0001.jpg as number 1; give"
                                + " the same frames, or start anew without --resume\n"));
        Files.delete(folder.resolve("night/IMG_0001b.jpg"));
        frame[frame.length - 100] ^= 1;
        Files.write(first, frame);
        assertThat(resume())
                .isEqualTo(new Shell.Outcome(
                        2,
                        "",
                        "sidereal: --resume: expected IMG_0001.jpg as the checkpoint holds it, found other bytes; put it"
                                + " back, or start anew without --resume\n"));
        assertThat(checkpoint()).hasBinaryContent(kept);
    }

    @Test
    void without_a_checkpoint_a_resumed_run_starts_anew_over_what_is_there() throws Exception {
        Files.writeString(folder.resolve("night.tif"), "an older picture");
        assertThat(resume()).isEqualTo(new Shell.Outcome(0, "", ""));
        assertThat(Files.size(folder.resolve("night.tif"))).isGreaterThan(1000);
        assertThat(checkpoint()).doesNotExist();
    }

    /* Ended by a signal, a run keeps what it has. */
    private void interrupted() throws Exception {
        Process process = run().start();
        waitForNewCheckpoint(process);
        process.destroy();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(checkpoint()).exists();
    }

    private void waitForNewCheckpoint(Process process) throws Exception {
        Optional<Object> before = identity();
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (identity().equals(before) && process.isAlive() && System.nanoTime() < patience) {
            Thread.sleep(5);
        }
    }

    /* Each checkpoint is a file of its own that takes the place of the last. */
    private Optional<Object> identity() {
        try {
            return Optional.of(Files.getLastModifiedTime(checkpoint()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private ProcessBuilder run() {
        return Shell.process(folder, line("--checkpoint", "0.05").toArray())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
    }

    private Shell.Outcome resume(String... more) {
        return Shell.run(line(more).toArray());
    }

    private List<Object> line(String... more) {
        List<Object> line = new ArrayList<>(List.of(
                "trails",
                folder.resolve("night"),
                "-o",
                folder.resolve("night.tif"),
                "--save-stack",
                folder.resolve("night.fits"),
                "--resume",
                "--quiet",
                "--threads",
                "2"));
        line.addAll(List.of(more));
        return line;
    }

    private Path checkpoint() {
        return folder.resolve("night.fits.checkpoint");
    }

    private void requireSameAs(Path whole) {
        assertThat(folder.resolve("night.fits")).hasSameBinaryContentAs(whole);
        assertThat(folder.resolve("night.tif")).hasSameBinaryContentAs(folder.resolve("whole.tif"));
        assertThat(checkpoint()).doesNotExist();
    }
}
