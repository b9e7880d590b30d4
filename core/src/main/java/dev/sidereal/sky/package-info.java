/** Sky and ground of a night told apart and joined again. May use {@code develop} and what is left of it. */
@NullMarked
package dev.sidereal.sky;

import org.jspecify.annotations.NullMarked;
