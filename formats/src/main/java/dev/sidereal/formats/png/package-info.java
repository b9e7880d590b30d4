/** PNG (third edition), 8 and 16 bits. */
@NullMarked
package dev.sidereal.formats.png;

import org.jspecify.annotations.NullMarked;
