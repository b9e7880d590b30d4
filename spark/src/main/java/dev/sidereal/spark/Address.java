package dev.sidereal.spark;

/**
 * Where a frame lies.
 *
 * @param file  a URI of any file system that Hadoop knows
 * @param index of the picture in the file
 */
record Address(String file, int index) {}
