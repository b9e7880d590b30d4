/** What a format is: the roles of a codec, and what all codecs share. */
@NullMarked
package dev.sidereal.formats.codec;

import org.jspecify.annotations.NullMarked;
