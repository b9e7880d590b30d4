package dev.sidereal.spark;

import dev.sidereal.run.Overlay;

/**
 * How lights are joined on a cluster.
 *
 * @param overlay how they are laid on each other
 * @param strips  in which the canvas is joined
 */
record CanvasKit(Overlay overlay, CanvasStrips strips) {}
