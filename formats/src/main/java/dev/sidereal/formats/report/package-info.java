/** What became of a session, as a page. */
@NullMarked
package dev.sidereal.formats.report;

import org.jspecify.annotations.NullMarked;
