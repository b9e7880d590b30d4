/** The keywords by which astronomers' programs describe a frame, whatever format carries them. */
@NullMarked
package dev.sidereal.formats.keyword;

import org.jspecify.annotations.NullMarked;
