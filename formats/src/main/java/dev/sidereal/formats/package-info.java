/** Bytes to frames and pictures to bytes: the formats, each in a package of its own, and the files that hold them. */
@NullMarked
package dev.sidereal.formats;

import org.jspecify.annotations.NullMarked;
