/** XISF 1.0: PixInsight's pictures, in one file. */
@NullMarked
package dev.sidereal.formats.xisf;

import org.jspecify.annotations.NullMarked;
