/** Lights freed of what the camera adds: dark current, bias, vignetting, dust, faulty pixels. */
@NullMarked
package dev.sidereal.calibrate;

import org.jspecify.annotations.NullMarked;
