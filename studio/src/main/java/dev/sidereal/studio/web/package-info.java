/** A small web server: who may ask, what is asked, what is answered. Knows no frames. */
@NullMarked
package dev.sidereal.studio.web;

import org.jspecify.annotations.NullMarked;
