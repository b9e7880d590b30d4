/** JPEG (ITU-T T.81) with Exif and ICC. */
@NullMarked
package dev.sidereal.formats.jpeg;

import org.jspecify.annotations.NullMarked;
