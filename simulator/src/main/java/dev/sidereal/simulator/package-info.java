/**
 * A synthetic night of camera frames with known truth, in plain Java: the same parameters give the same bits on any
 * machine, and every frame can be made on its own. May use {@code image} and {@code frame}.
 *
 * <p>Left to right: {@code NightScene} (what is asked for) -> {@code SyntheticNight} (what is in the sky and on the
 * ground) -> light of a frame, band by band -> noise -> codes. {@code NightTruth} tells what was drawn.
 */
@NullMarked
package dev.sidereal.simulator;

import org.jspecify.annotations.NullMarked;
