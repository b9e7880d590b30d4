package dev.sidereal.align;

/** The kinds of transforms in the order of their freedom, each one containing those before it. */
public enum Model {
    /** The same everywhere: two parameters. */
    SHIFT(2),
    /** Shift, rotation, scale, and a mirror where there is one: four. */
    SIMILARITY(4),
    /** Parallels stay parallel: six. */
    AFFINE(6),
    /** Lines stay lines: eight. What a fixed camera without distortion sees of a turning sky. */
    HOMOGRAPHY(8);

    private final int parameters;

    Model(int parameters) {
        this.parameters = parameters;
    }

    /** Free numbers; each pair of stars gives two. */
    public int parameters() {
        return parameters;
    }
}
