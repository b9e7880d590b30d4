/** The room most people live in: frames are chosen, a recipe is run, its stack is looked at and saved. */
@NullMarked
package dev.sidereal.studio;

import org.jspecify.annotations.NullMarked;
