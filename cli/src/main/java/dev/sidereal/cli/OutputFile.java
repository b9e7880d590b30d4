package dev.sidereal.cli;

import dev.sidereal.develop.Product;
import java.nio.file.Path;

/**
 * A picture file that is to be written.
 *
 * @param product what it shows
 * @param isOwn   whether it is the verb's own product, to which the options of the look apply
 */
record OutputFile(Path path, Product product, boolean isOwn) {}
