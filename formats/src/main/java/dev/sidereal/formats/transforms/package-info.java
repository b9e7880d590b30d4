/** The file of transforms: where frames lie on their reference. */
@NullMarked
package dev.sidereal.formats.transforms;

import org.jspecify.annotations.NullMarked;
