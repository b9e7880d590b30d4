/** The native decoder: where its libraries are and whether they work. */
@NullMarked
package dev.sidereal.formats.natives;

import org.jspecify.annotations.NullMarked;
