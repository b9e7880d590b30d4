/** A night as one column of each frame, side by side on an axis of time. May use {@code develop} and what is left of it. */
@NullMarked
package dev.sidereal.keogram;

import org.jspecify.annotations.NullMarked;
