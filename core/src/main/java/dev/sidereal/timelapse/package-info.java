/** The pictures of a video, made of frames in their order: growing trails, trails of limited length, the frames themselves. */
@NullMarked
package dev.sidereal.timelapse;

import org.jspecify.annotations.NullMarked;
