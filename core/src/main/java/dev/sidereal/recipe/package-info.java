/** Every option of a run, validated once. May use {@code develop} and what is left of it. */
@NullMarked
package dev.sidereal.recipe;

import org.jspecify.annotations.NullMarked;
