/** Frames and where they come from: what is known of a frame, which frames make a night, in what order. May use {@code image}. */
@NullMarked
package dev.sidereal.frame;

import org.jspecify.annotations.NullMarked;
