/** Who calls the folds: the plan, the engine, its progress and its report. May use every other package of core. */
@NullMarked
package dev.sidereal.run;

import org.jspecify.annotations.NullMarked;
