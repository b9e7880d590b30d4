package dev.sidereal.formats.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidereal.frame.FrameRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileContentTest {

    @Test
    void the_hash_is_that_of_the_standard(@TempDir Path folder) throws IOException {
        /* FIPS 180-4, the example of one block. */
        Path file = Files.writeString(folder.resolve("abc"), "abc");
        assertThat(FileContent.of(file))
                .isEqualTo(
                        new FrameRecord.Content(3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    }

    @Test
    void the_whole_of_a_large_file_counts(@TempDir Path folder) throws IOException {
        byte[] bytes = new byte[1 << 20];
        FrameRecord.Content zeros = FileContent.of(Files.write(folder.resolve("a"), bytes));
        bytes[bytes.length - 1] = 1;
        FrameRecord.Content other = FileContent.of(Files.write(folder.resolve("b"), bytes));
        assertThat(zeros.size()).isEqualTo(other.size());
        assertThat(zeros.sha256()).isNotEqualTo(other.sha256());
    }

    @Test
    void frames_of_one_file_are_told_apart() {
        FrameRecord.Content file = new FrameRecord.Content(3, "ba7816bf");
        assertThat(FileContent.of(file, 1))
                .isNotEqualTo(FileContent.of(file, 2))
                .isEqualTo(FileContent.of(file, 1));
    }
}
