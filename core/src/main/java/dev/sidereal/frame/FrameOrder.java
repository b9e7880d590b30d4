package dev.sidereal.frame;

/** What the frames of a night are ordered by. */
public enum FrameOrder {
    /** Start of exposure; frames of one moment by name. */
    TIME,
    /** Name, with the numbers in it by value. */
    NAME
}
