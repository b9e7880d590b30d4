/**
 * Programs that lighten a night, each behind the same small door: what it is called, whether it is here, how it is
 * started. Imports nothing else of this module.
 */
@NullMarked
package dev.sidereal.bench.rival;

import org.jspecify.annotations.NullMarked;
