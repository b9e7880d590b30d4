/** Registered lights joined: brought to one level and scale, weighed, freed of what is in few of them, averaged. */
@NullMarked
package dev.sidereal.integrate;

import org.jspecify.annotations.NullMarked;
