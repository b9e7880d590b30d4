/** Colour pictures from the samples of a colour filter array. Knows pixels and what frames say of them. */
@NullMarked
package dev.sidereal.mosaic;

import org.jspecify.annotations.NullMarked;
