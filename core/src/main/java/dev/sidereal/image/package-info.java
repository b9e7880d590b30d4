/** Pixels and where they are: shapes, sample types, rasters, blocks of rows. Imports nothing of ours. */
@NullMarked
package dev.sidereal.image;

import org.jspecify.annotations.NullMarked;
