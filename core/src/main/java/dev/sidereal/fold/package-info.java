/** Arithmetic over frames: start, add, merge, finish. Knows pixels only; may use {@code image}. */
@NullMarked
package dev.sidereal.fold;

import org.jspecify.annotations.NullMarked;
