package dev.sidereal.studio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidereal.develop.Product;
import dev.sidereal.formats.FrameFiles;
import dev.sidereal.recipe.Recipe;
import dev.sidereal.run.LocalEngine;
import dev.sidereal.run.Progress;
import dev.sidereal.sky.Brush;
import dev.sidereal.sky.SkyMask;
import dev.sidereal.sky.SkyOverGround;
import dev.sidereal.stack.Stack;
import dev.sidereal.studio.web.Fields;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class StackDarkroomTest {

    @TempDir
    static Path home;

    @SuppressWarnings("NullAway.Init")
    private static Stack stack;

    @BeforeAll
    static void fold() throws Exception {
        Path night = Nightfall.into(home.resolve("night"), 300, 200, 10);
        try (Stream<Path> files = Files.list(night)) {
            List<Path> frames = files.sorted().toList();
            stack = new LocalEngine()
                    .run(Recipe.of(Product.CLEAN.bestPlanes()), FrameFiles.probe(frames, 2), Progress.NONE);
        }
    }

    private static Fields view(Product product, double brightness, Map<String, Object> more) {
        Map<String, Object> view = new HashMap<>(more);
        view.put("product", product.toString());
        view.put("brightness", brightness);
        return new Fields(view);
    }

    private static byte[] small(StackDarkroom darkroom, Product product, double brightness) {
        try {
            return darkroom.small(view(product, brightness, Map.of()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @Timeout(60)
    void sliders_and_files_and_the_mask_answer_while_clean_trails_are_found() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        StackDarkroom darkroom = new StackDarkroom(stack, Product.TRAILS, (product, developer, comet) -> {
            if (product == Product.CLEAN) {
                begun.countDown();
                try {
                    mayEnd.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            return SkyOverGround.light(product, developer, comet);
        });
        darkroom.mask().paint(mask -> {});
        CompletableFuture<byte[]> clean = CompletableFuture.supplyAsync(() -> small(darkroom, Product.CLEAN, 1));
        begun.await();
        byte[] plain = small(darkroom, Product.TRAILS, 1);
        assertThat(small(darkroom, Product.TRAILS, 1.5)).isNotEqualTo(plain);
        assertThat(darkroom.histogram(view(Product.AVERAGE, 1, Map.of())).channels())
                .hasSize(3);
        assertThat(darkroom.tile(view(Product.TRAILS, 2, Map.of()), 0, 0)).isNotEmpty();
        assertThat(darkroom.smallMask()).isNotEmpty();
        assertThat(darkroom.lit(100, 50)).isNotEmpty();
        assertThat(clean).isNotDone();
        mayEnd.countDown();
        assertThat(clean.get()).isEqualTo(small(new StackDarkroom(stack, Product.TRAILS), Product.CLEAN, 1));
    }

    @Test
    void a_mask_that_is_painted_on_changes_the_picture_over_the_ground_and_not_one_taken_before() throws IOException {
        StackDarkroom darkroom = new StackDarkroom(stack, Product.TRAILS);
        Fields over = view(Product.TRAILS, 1, Map.of("ground", "mean"));
        byte[] before = darkroom.small(over);
        darkroom.mask()
                .paint(mask -> mask.paint(new Brush(40, 0.5, SkyMask.GROUND), List.of(new Brush.Point(150, 40))));
        byte[] painted = darkroom.small(over);
        assertThat(painted).isNotEqualTo(before);
        darkroom.mask().paint(MaskEasel::undo);
        assertThat(darkroom.small(over)).isEqualTo(before);
    }
}
