package dev.sidereal.timelapse;

import dev.sidereal.develop.Comet;

/** What a picture of a timelapse shows. */
public sealed interface Show {

    /** In a word or two. */
    String title();

    /** The greatest codes of all frames so far: the last picture is that of the star trails. */
    record Growing() implements Show {
        @Override
        public String title() {
            return "growing star trails";
        }
    }

    /** The greatest codes of the frames just before, itself included. */
    record Trailing(Comet.Tail tail) implements Show {
        @Override
        public String title() {
            return "star trails of limited length";
        }
    }

    /**
     * Each frame by itself.
     *
     * @param deflicker whether its brightness is that of its neighbours; see {@link Deflicker}
     */
    record Frames(boolean deflicker) implements Show {
        @Override
        public String title() {
            return deflicker ? "timelapse without flicker" : "timelapse";
        }
    }
}
