package dev.sidereal.formats.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sidereal.align.Lens;
import dev.sidereal.align.Model;
import dev.sidereal.align.Registration;
import dev.sidereal.align.Transform;
import dev.sidereal.frame.UnreadableFrameException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransformsFileTest {

    private static final List<TransformsFile.Row> ROWS = List.of(
            new TransformsFile.Row("a.fits", 30, 20, new Registration.Registered(Transform.IDENTITY, 0, 90, 1)),
            new TransformsFile.Row("b \"2\".fits", 0, 0, new Registration.Unregistered("stars: none", 2)),
            new TransformsFile.Row(
                    "c.fits",
                    0,
                    0,
                    new Registration.Registered(
                            Transform.of(
                                    Model.HOMOGRAPHY,
                                    List.of(1.0, 0.1, 3.0, -0.1, 1.0, 4.0, 1e-7, 2e-7, 1.0),
                                    new Lens(100, 50, 111, 0.01, 0)),
                            0.125,
                            40,
                            0.999)));

    @Test
    void what_was_written_is_read_back(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("t.json");
        TransformsFile.write(file, ROWS);
        assertThat(TransformsFile.read(file)).isEqualTo(ROWS);
    }

    @Test
    void a_line_says_file_matrix_residual_and_stars() {
        assertThat(TransformsFile.text(ROWS).lines())
                .startsWith(
                        "[",
                        "  {\"file\":\"a.fits\",\"matrix\":[[1.0,0.0,0.0],[0.0,1.0,0.0],[0.0,0.0,1.0]],"
                                + "\"residualPixels\":0.0,\"stars\":90,\"confidence\":1.0,\"model\":\"shift\",\"width\":30,\"height\":20},",
                        "  {\"file\":\"b \\\"2\\\".fits\",\"matrix\":null,\"residualPixels\":null,\"stars\":2,"
                                + "\"reason\":\"stars: none\"},");
    }

    @Test
    void a_file_of_another_program_needs_no_more_than_the_matrix(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("t.json");
        Files.writeString(file, "[{\"file\": \"x\", \"matrix\": [[2,0,4],[0,2,6],[0,0,2]], \"by\": {\"who\": [1]}}]");
        Transform expected =
                Transform.of(Model.HOMOGRAPHY, List.of(1.0, 0.0, 2.0, 0.0, 1.0, 3.0, 0.0, 0.0, 1.0), Lens.NONE);
        assertThat(TransformsFile.read(file))
                .containsExactly(new TransformsFile.Row("x", 0, 0, new Registration.Registered(expected, 0, 0, 1)));
    }

    @Test
    void what_is_no_list_of_transforms_is_refused(@TempDir Path folder) throws IOException {
        requireRefused(folder, "{}", "transforms: expected a list, found something else, at entry 1");
        requireRefused(folder, "[{}]", "transforms: expected the name of a file, found something else, at entry 1");
        requireRefused(
                folder, "[{\"file\":\"x\",\"matrix\":[1,2]}]", "transforms: matrix: expected 9 numbers, found 2, at x");
        requireRefused(
                folder,
                "[{\"file\":\"x\",\"matrix\":[[1,0,1e999],[0,1,0],[0,0,1]]}]",
                "transforms: transform: expected finite numbers, found [1.0, 0.0, Infinity, 0.0, 1.0, 0.0, 0.0, 0.0],"
                        + " at x");
        requireRefused(
                folder,
                "[{\"file\":\"x\",\"matrix\":[[1,0,0],[1,0,0],[0,0,1]]}]",
                "transforms: matrix: expected one that can be inverted, found [1.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0,"
                        + " 1.0], at x");
        requireRefused(
                folder,
                "[{\"file\":\"x\",\"matrix\":\"no\"}]",
                "transforms: expected numbers, found something else, at entry 1");
    }

    private static void requireRefused(Path folder, String text, String message) throws IOException {
        Path file = folder.resolve("bad.json");
        Files.writeString(file, text);
        assertThatThrownBy(() -> TransformsFile.read(file))
                .isInstanceOf(UnreadableFrameException.class)
                .hasMessage(message);
    }
}
