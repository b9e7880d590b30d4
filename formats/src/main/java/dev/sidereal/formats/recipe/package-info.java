/** Recipes as JSON. */
@NullMarked
package dev.sidereal.formats.recipe;

import org.jspecify.annotations.NullMarked;
