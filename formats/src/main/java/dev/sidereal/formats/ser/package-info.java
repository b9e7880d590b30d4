/** SER version 3: the uncompressed video of planetary cameras, each picture of it a frame. */
@NullMarked
package dev.sidereal.formats.ser;

import org.jspecify.annotations.NullMarked;
