package dev.sidereal.simulator;

/** A thing that stands before the sky. Places are pixels; shapes are laid out in heights of the picture. */
interface Silhouette {

    /** First column that it may cover. */
    int left();

    /** Last column that it may cover. */
    int right();

    /** First row that it may cover. */
    int top();

    /** Part of a pixel that it covers, 0 to 1. */
    double cover(int x, int y);

    /** Its linear light in a pixel. */
    Colour colour(int x, int y);
}
