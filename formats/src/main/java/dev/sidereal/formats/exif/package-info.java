/** Exif: what cameras write beside the pixels, read and written. */
@NullMarked
package dev.sidereal.formats.exif;

import org.jspecify.annotations.NullMarked;
