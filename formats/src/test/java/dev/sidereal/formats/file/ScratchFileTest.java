package dev.sidereal.formats.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sidereal.fold.Plane;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchFileTest {

    @TempDir
    Path folder = Path.of("replaced");

    @Test
    void gives_back_what_was_put_in_any_order() throws Exception {
        try (ScratchFile scratch = ScratchFile.beside(folder.resolve("trails.jpg"))) {
            scratch.put(Plane.SUM, 3, ByteBuffer.wrap(new byte[] {1, 2, 3}));
            scratch.put(Plane.MAX, 0, ByteBuffer.wrap(new byte[] {4}));
            scratch.put(Plane.SUM, 4, ByteBuffer.wrap(new byte[] {5, 6}));
            assertThat(got(scratch, Plane.SUM, 4, 2)).containsExactly(5, 6);
            assertThat(got(scratch, Plane.MAX, 0, 1)).containsExactly(4);
            assertThat(got(scratch, Plane.SUM, 3, 3)).containsExactly(1, 2, 3);
            assertThatThrownBy(() -> got(scratch, Plane.MAX, 1, 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Place[plane=MAX, strip=1]: expected a strip that was put");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void unused_it_leaves_no_trace() throws Exception {
        try (ScratchFile scratch = ScratchFile.beside(folder.resolve("trails.jpg"))) {
            assertThat(scratch).isNotNull();
            assertThat(folder).isEmptyDirectory();
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_folder_that_is_not_there_is_said() throws Exception {
        Path missing = folder.resolve("missing");
        try (ScratchFile scratch = ScratchFile.beside(missing.resolve("trails.jpg"))) {
            assertThatThrownBy(() -> scratch.put(Plane.SUM, 0, ByteBuffer.allocate(1)))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining(missing + ": expected to write planes that wait on disk, found: ")
                    .hasMessageEndingWith("; make room, or allow more with --memory");
        }
    }

    private static byte[] got(ScratchFile scratch, Plane plane, int strip, int bytes) {
        ByteBuffer out = ByteBuffer.allocate(bytes);
        scratch.get(plane, strip, out);
        return out.array();
    }
}
