package dev.sidereal.frame;

/** Something given as a frame: readable as far as its header goes, or not. */
public sealed interface Candidate {

    /** The file's name. */
    String name();

    /** A frame whose header was understood. */
    record Recognised(FrameInfo info) implements Candidate {
        @Override
        public String name() {
            return info.name();
        }
    }

    /** Something that is no frame, and why. */
    record Unreadable(String name, String reason) implements Candidate {}
}
