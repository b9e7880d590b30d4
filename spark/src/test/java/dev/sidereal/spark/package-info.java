@NullMarked
package dev.sidereal.spark;

import org.jspecify.annotations.NullMarked;
