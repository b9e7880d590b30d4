@NullMarked
package dev.sidereal.bench;

import org.jspecify.annotations.NullMarked;
