/** The folded state of a night: planes and the list of frames. May use {@code fold}, {@code frame}, {@code image}. */
@NullMarked
package dev.sidereal.stack;

import org.jspecify.annotations.NullMarked;
