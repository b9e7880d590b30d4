/** What ICC profiles say of codes and light. */
@NullMarked
package dev.sidereal.formats.colour;

import org.jspecify.annotations.NullMarked;
