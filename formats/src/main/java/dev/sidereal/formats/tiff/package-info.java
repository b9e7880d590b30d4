/** TIFF 6.0, 8 and 16 bits and float. */
@NullMarked
package dev.sidereal.formats.tiff;

import org.jspecify.annotations.NullMarked;
