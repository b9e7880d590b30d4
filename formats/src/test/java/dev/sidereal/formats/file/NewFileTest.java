package dev.sidereal.formats.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewFileTest {

    @TempDir
    Path folder;

    @Test
    void a_file_appears_only_when_it_is_whole() throws IOException {
        Path target = folder.resolve("out.png");
        try (NewFile file = NewFile.create(target)) {
            file.write(bytes("half"));
            assertThat(target).doesNotExist();
            assertThat(names())
                    .singleElement()
                    .asString()
                    .startsWith(".out.png.")
                    .endsWith(".part");
            file.commit();
            assertThat(target).hasContent("half");
        }
        assertThat(target).hasContent("half");
        assertThat(names()).containsExactly("out.png");
    }

    @Test
    void nothing_is_left_behind_without_commit() throws IOException {
        try (NewFile file = NewFile.create(folder.resolve("out.png"))) {
            file.write(bytes("half"));
        }
        assertThat(names()).isEmpty();
    }

    @Test
    void an_existing_file_stays_as_it_was_until_a_whole_one_replaces_it() throws IOException {
        Path target = Files.writeString(folder.resolve("out.png"), "before");
        try (NewFile file = NewFile.create(target)) {
            file.write(bytes("half"));
        }
        assertThat(target).hasContent("before");
        try (NewFile file = NewFile.create(target)) {
            file.write(bytes("whole"));
            assertThat(target).hasContent("before");
            file.commit();
        }
        assertThat(target).hasContent("whole");
        assertThat(names()).containsExactly("out.png");
    }

    @Test
    void a_commit_that_fails_leaves_what_was_there() throws IOException {
        Path target = Files.createDirectory(folder.resolve("out.png"));
        Files.writeString(target.resolve("inside"), "before");
        try (NewFile file = NewFile.create(target)) {
            file.write(bytes("whole"));
            assertThatThrownBy(file::commit).isInstanceOf(IOException.class);
        }
        assertThat(target.resolve("inside")).hasContent("before");
        assertThat(names()).containsExactly("out.png");
    }

    @Test
    void bytes_are_replaced_without_moving_the_end() throws IOException {
        Path target = folder.resolve("out.tif");
        try (NewFile file = NewFile.create(target)) {
            file.write(bytes("????, "));
            file.write(ByteBuffer.wrap(bytes("world")));
            file.rewrite(0, bytes("Hola"));
            assertThat(file.size()).isEqualTo(11);
            file.write(bytes("!"));
            file.commit();
        }
        assertThat(target).hasContent("Hola, world!");
    }

    @Test
    void a_folder_that_is_missing_is_named() {
        Path missing = folder.resolve("missing");
        assertThatThrownBy(() -> NewFile.create(missing.resolve("out.png")))
                .isInstanceOf(IOException.class)
                .hasMessage(missing + ": expected a folder that can be written, found none; make it first");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.map(child -> child.getFileName().toString()).toList();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
