/** Stars found, frames registered on each other by them, and resampled. Knows pixels and what frames say of them. */
@NullMarked
package dev.sidereal.align;

import org.jspecify.annotations.NullMarked;
