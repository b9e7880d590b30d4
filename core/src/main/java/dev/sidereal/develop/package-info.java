/** Pictures from a stack. May use {@code stack} and what is left of it. */
@NullMarked
package dev.sidereal.develop;

import org.jspecify.annotations.NullMarked;
