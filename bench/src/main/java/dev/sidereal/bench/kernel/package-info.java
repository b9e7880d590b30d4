/** JMH benchmarks of single kernels; may use {@code core}. Imports nothing else of this module. */
@NullMarked
package dev.sidereal.bench.kernel;

import org.jspecify.annotations.NullMarked;
