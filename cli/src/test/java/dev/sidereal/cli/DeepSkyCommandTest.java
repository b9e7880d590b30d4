package dev.sidereal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidereal.image.SampleType;
import dev.sidereal.simulator.DeepSky;
import dev.sidereal.simulator.DeepSkyScene;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeepSkyCommandTest {

    private static final DeepSkyScene SCENE = DeepSkyScene.of(240, 180, 5, 4).withStars(80, 2000, 100_000);

    @TempDir
    private static Path shared;

    @BeforeAll
    static void simulate() throws IOException {
        SessionFiles.into(shared, SCENE);
        DeepSky dark = SessionFiles.darks(SCENE);
        SessionFiles.write(dark.frame(1, SampleType.FLOAT32), 30, shared.resolve("short.fits"));
        SessionFiles.write(dark.frame(2, SampleType.FLOAT32), 1, shared.resolve("burnt.fits"), 1);
    }

    @Test
    void places_that_were_written_are_used_again(@TempDir Path folder) throws IOException {
        Path lights = shared.resolve("lights");
        Path places = folder.resolve("t.json");
        Path found = folder.resolve("found.fits");
        Path used = folder.resolve("used.fits");
        Shell.Outcome first = Shell.run("deepsky", lights, "-o", found, "--transforms", places);
        assertThat(first.exit()).as(first.err()).isZero();
        Shell.Outcome second = Shell.run("deepsky", lights, "-o", used, "--use-transforms", places);
        assertThat(second.exit()).as(second.err()).isZero();
        assertThat(Files.readAllBytes(used)).isEqualTo(Files.readAllBytes(found));
        Files.write(
                places,
                Files.readAllLines(places).stream()
                        .filter(line -> !line.contains("light2.fits"))
                        .toList());
        Shell.Outcome less =
                Shell.run("deepsky", lights, "-o", folder.resolve("less.fits"), "--use-transforms", places);
        assertThat(less.err()).contains("light2.fits: transforms: expected its place, found none");
        assertThat(less.exit()).isZero();
    }

    @Test
    void lights_and_darks_become_a_picture_maps_masters_and_a_report(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("masters"));
        Shell.Outcome outcome = Shell.run(
                "deepsky",
                shared.resolve("lights"),
                "--dark",
                shared.resolve("darks"),
                "--save-masters",
                folder.resolve("masters"),
                "-o",
                folder.resolve("m.fits"),
                "-o",
                folder.resolve("m.png"),
                "--coverage",
                folder.resolve("c.fits"),
                "--rejection-map",
                folder.resolve("r.png"),
                "--report",
                folder.resolve("m.html"));
        assertThat(outcome.exit()).as(outcome.err()).isZero();
        assertThat(outcome.err())
                .contains("dark: mean of 1 frame\n")
                .contains("5 of 5 lights joined on light")
                .contains(folder.resolve("m.png") + ": stretched to show faint things");
        assertThat(NightFiles.names(folder))
                .containsExactly("c.fits", "m.fits", "m.html", "m.json", "m.png", "masters", "r.png");
        assertThat(Files.readString(folder.resolve("m.html")))
                .contains("light3.fits")
                .contains("<svg")
                .doesNotContain("http");
        assertThat(Files.readString(folder.resolve("m.json")))
                .contains("\"used\":5")
                .contains("\"fwhmPixels\":");
        Shell.Outcome again = Shell.run(
                "deepsky",
                shared.resolve("lights"),
                "--dark",
                folder.resolve("masters/master-dark.fits"),
                "-o",
                folder.resolve("again.fits"),
                "--threads",
                "1");
        assertThat(again.exit()).as(again.err()).isZero();
        assertThat(folder.resolve("again.fits")).hasSameBinaryContentAs(folder.resolve("m.fits"));
    }

    @Test
    void a_dark_of_another_exposure_is_used_and_said(@TempDir Path folder) throws IOException {
        Shell.Outcome outcome = Shell.run(
                "deepsky",
                shared.resolve("lights"),
                "--dark",
                shared.resolve("short.fits"),
                "-o",
                folder.resolve("m.fits"));
        assertThat(outcome.exit()).as(outcome.err()).isZero();
        assertThat(outcome.err())
                .contains("dark: expected an exposure of 60 s as the lights have, found 30 s; it is used as it is,"
                        + " --scale-dark with --bias scales it\n");
    }

    @Test
    void a_burnt_out_flat_is_refused_and_nothing_is_written(@TempDir Path folder) throws IOException {
        Shell.Outcome outcome = Shell.run(
                "deepsky",
                shared.resolve("lights"),
                "--flat",
                shared.resolve("burnt.fits"),
                "-q",
                "-o",
                folder.resolve("m.fits"));
        assertThat(outcome)
                .isEqualTo(new Shell.Outcome(
                        2,
                        "",
                        "sidereal: --flat: expected light below saturation, found 100 % of the samples saturated; take"
                                + " flats of half the full scale\n"));
        assertThat(NightFiles.names(folder)).isEmpty();
    }

    @Test
    void a_dry_run_promises_the_memory_and_writes_nothing(@TempDir Path folder) throws IOException {
        Shell.Outcome outcome =
                Shell.run("deepsky", shared.resolve("lights"), "--dry-run", "-o", folder.resolve("m.fits"));
        assertThat(outcome.exit()).isZero();
        assertThat(outcome.err()).contains("memory:").contains("would write " + folder.resolve("m.fits"));
        assertThat(NightFiles.names(folder)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --reject|kappa|--reject: expected none, sigma, gesd, winsorized, linear-fit or median, found kappa
                    --reject-limits|3,3|--reject-limits: expected --reject sigma, winsorized or linear-fit with it, found gesd
                    --weights|all|--weights: expected stars, noise or equal, found all
                    --canvas|big|--canvas: expected reference, union or intersection, found big
                    --stretch|log|--stretch: expected auto, auto-unlinked, asinh or none, found log
                    --debayer|vng|--debayer: expected best or superpixel, found vng
                    --debayer|superpixel|--debayer superpixel: expected lights under Bayer's filters, found 240x180 mono, 32-bit float; use --debayer best
                    --dark-flat|x.fits|--dark-flat: expected --flat with it, found none
                    --reference|x.fits|--reference: expected one of the lights, found x.fits
                    --report|report.txt|report.txt: expected a name that ends in .html, found report.txt
                    """)
    void a_wrong_option_is_refused_in_one_sentence(String option, String value, String message, @TempDir Path folder)
            throws IOException {
        Shell.Outcome outcome =
                Shell.run("deepsky", shared.resolve("lights"), option, value, "-q", "-o", folder.resolve("m.fits"));
        assertThat(outcome).isEqualTo(new Shell.Outcome(2, "", "sidereal: " + message + "\n"));
    }

    @Test
    void super_pixels_and_places_that_count_samples_do_not_go_together(@TempDir Path folder) throws IOException {
        Shell.Outcome outcome = Shell.run(
                "deepsky",
                shared.resolve("lights"),
                "--debayer",
                "superpixel",
                "--transforms",
                folder.resolve("t.json"),
                "-q",
                "-o",
                folder.resolve("m.fits"));
        assertThat(outcome)
                .isEqualTo(new Shell.Outcome(
                        2,
                        "",
                        "sidereal: --debayer superpixel: expected neither --transforms nor --use-transforms with it, whose"
                                + " places count samples; use --debayer best\n"));
    }

    @Test
    void darks_that_are_not_there_are_named(@TempDir Path folder) throws IOException {
        Shell.Outcome outcome = Shell.run(
                "deepsky", shared.resolve("lights"), "--dark", "nowhere.fits", "-q", "-o", folder.resolve("m.fits"));
        assertThat(outcome)
                .isEqualTo(new Shell.Outcome(
                        3, "", "sidereal: --dark: expected frames or a master, found none in nowhere.fits\n"));
    }
}
