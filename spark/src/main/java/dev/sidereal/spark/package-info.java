/** The same engine on Apache Spark: frames are read and folded where the executors are, tiles of rows travel, no frame does. */
@NullMarked
package dev.sidereal.spark;

import org.jspecify.annotations.NullMarked;
