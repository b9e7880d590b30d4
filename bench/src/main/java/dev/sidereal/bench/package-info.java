/** Whole programs measured from outside, beside a yardstick and rivals; may use {@code rival}. */
@NullMarked
package dev.sidereal.bench;

import org.jspecify.annotations.NullMarked;
