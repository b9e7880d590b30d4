/** Videos: the frames in them, read and written by the program ffmpeg in a process of its own. */
@NullMarked
package dev.sidereal.formats.video;

import org.jspecify.annotations.NullMarked;
