/** What is told of a deep-sky session besides its pictures: sentences, a page, an object for programs. */
@NullMarked
package dev.sidereal.formats.session;

import org.jspecify.annotations.NullMarked;
