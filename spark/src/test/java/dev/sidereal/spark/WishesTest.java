package dev.sidereal.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sidereal.fold.Plane;
import dev.sidereal.frame.OptionException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class WishesTest {

    @Test
    void options_may_be_written_in_two_ways_and_end_with_two_dashes() {
        Arguments given = Arguments.of(
                Arrays.asList("trails a.jpg --planes=max,when -o x.png --save-stack s.fits -- -b.jpg".split(" ")));
        assertThat(given.names()).containsExactly("a.jpg", "-b.jpg");
        Wishes wishes = Wishes.of(given);
        assertThat(wishes.kept()).isEqualTo(EnumSet.of(Plane.MAX, Plane.WHEN));
        assertThat(wishes.outputs()).containsExactly("x.png", "s.fits");
    }

    @Test
    void a_saved_stack_keeps_what_it_keeps_on_one_machine() {
        assertThat(wishes("average a.jpg --save-stack s.fits").kept()).isEqualTo(Plane.USUAL);
        assertThat(wishes("average a.jpg -o x.png").kept()).isEqualTo(Set.of());
    }

    @Test
    void what_cannot_be_meant_is_refused() {
        refused("timelapse a.jpg", "verb: expected trails, average or deepsky on a cluster, found timelapse");
        refused("trails a.jpg", "--output: expected a file to write, found none; for example: -o picture.jpg");
        refused("trails -o x.png", "FRAMES: expected names of files, folders or patterns, found none");
        refused(
                "trails a.jpg -o x.png --exact",
                "--exact: expected an option that works on a cluster, found another; docs/cluster.md lists them");
        refused("trails a.jpg -o", "-o: expected a value after it, found none");
        refused("trails a.jpg -o x.png --sum", "--sum: expected it with average, found trails");
        refused("trails a.jpg -o x.png --every 0", "--every: expected a whole number from 1 on, found 0");
        refused(
                "trails a.jpg -o x.png --group-by night",
                "x.png: expected {group} in it with --group-by and nowhere else, found none");
        refused(
                "trails a.jpg -o {group}.png",
                "{group}.png: expected {group} in it with --group-by and nowhere else, found it without --group-by");
        refused(
                "trails a.jpg -o x.png --planes max",
                "--planes: expected --save-stack FILE.fits with it, in which they are kept, found none");
        refused(
                "trails a.jpg -o x.png --also keogram=k.png",
                "--also: expected a product of planes on a cluster, found keogram; sidereal keogram makes one where"
                        + " frames come in order");
        refused(
                "trails a.jpg -o x.png --ground median",
                "--ground: expected mean or max on a cluster, found median; keep the stack with --save-stack, sidereal"
                        + " composite puts any picture below it");
        refused(
                "trails a.jpg -o x.png --mask m.png",
                "--mask: expected --ground with it, the earth below the sky, found none");
        refused(
                "average a.jpg -o x.png --ground mean",
                "--ground, --save-mask: expected them with trails, found average");
        refused("average a.jpg -o x.png --comet", "--comet: expected it with trails, found average");
        refused(
                "trails a.jpg -o x.png --tail 3",
                "--tail, --fade, --head, --tint: expected --comet with them, found none");
        refused("trails a.jpg -o x.png --gamma bright", "--gamma: expected a number, found bright");
        refused("trails a.jpg -o x.png --gate wide", "--gate: expected auto or off, found wide");
        refused("trails a.jpg -o x.png -o x.png", "--output: expected each output once, found one twice");
    }

    @Test
    void what_cannot_be_meant_of_a_session_is_refused() {
        refusedSession("deepsky a.fits", "--output: expected a file to write, found none; for example: -o picture.jpg");
        refusedSession("deepsky a.fits -o x.fits --scale-dark", "--scale-dark: expected --dark with it, found none");
        refusedSession("deepsky a.fits -o x.fits --dark-flat d", "--dark-flat: expected --flat with it, found none");
        refusedSession(
                "deepsky a.fits -o x.fits --reject-limits 3,3",
                "--reject-limits: expected --reject sigma, winsorized or linear-fit with it, found gesd");
        refusedSession(
                "deepsky a.fits -o x.fits --report r.txt", "r.txt: expected a name that ends in .html, found r.txt");
        refusedSession(
                "deepsky a.fits -o x.fits --report r.html --transforms r.json",
                "--output: expected each output once, found one twice");
        refusedSession(
                "deepsky a.fits -o x.fits --group-by folder",
                "x.fits: expected {group} in it with --group-by and nowhere else, found none");
        refusedSession(
                "deepsky a.fits -o {group}.fits --group-by folder --use-transforms t.json",
                "--reference, --use-transforms: expected neither with --group-by, found one; each group has a reference"
                        + " of its own");
        refusedSession(
                "deepsky a.fits -o x.fits --debayer superpixel",
                "--debayer: expected an option that works on a cluster, found another; docs/cluster.md lists them");
    }

    private static void refusedSession(String line, String message) {
        assertThatThrownBy(() -> SessionWishes.of(Arguments.of(Arrays.asList(line.split(" ")))))
                .isInstanceOf(OptionException.class)
                .hasMessage(message);
    }

    private static void refused(String line, String message) {
        assertThatThrownBy(() -> wishes(line))
                .isInstanceOf(OptionException.class)
                .hasMessage(message);
    }

    private static Wishes wishes(String line) {
        return Wishes.of(Arguments.of(Arrays.asList(line.split(" "))));
    }
}
