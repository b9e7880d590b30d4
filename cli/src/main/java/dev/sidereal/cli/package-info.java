/** The command line: arguments become a recipe, events become lines, errors become exit codes. No arithmetic. */
@NullMarked
package dev.sidereal.cli;

import org.jspecify.annotations.NullMarked;
