/** Files by name: which ones are meant, and new ones that appear whole or not at all. */
@NullMarked
package dev.sidereal.formats.file;

import org.jspecify.annotations.NullMarked;
