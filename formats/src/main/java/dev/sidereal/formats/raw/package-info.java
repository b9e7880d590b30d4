/** Camera raw: DNG by ourselves, everything else by LibRaw's programs in processes of their own. */
@NullMarked
package dev.sidereal.formats.raw;

import org.jspecify.annotations.NullMarked;
