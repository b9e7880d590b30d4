/**
 * FITS 4.0: frames, pictures and stack files. Rows are written top-down, as {@code ROWORDER} says. Headers are nom-tam-fits';
 * pixels and tables are streamed, and no header makes the reader take memory that the file does not hold.
 */
@NullMarked
package dev.sidereal.formats.fits;

import org.jspecify.annotations.NullMarked;
