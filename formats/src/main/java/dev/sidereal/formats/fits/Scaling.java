package dev.sidereal.formats.fits;

import dev.sidereal.formats.codec.SampleCopy;
import dev.sidereal.formats.codec.StoredNumber;
import dev.sidereal.formats.keyword.Keywords;
import dev.sidereal.frame.UnreadableFrameException;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The rule by which the numbers of a FITS picture become samples; {@code docs/formats.md} has it as a table.
 *
 * <p>The physical value is BZERO + BSCALE times the stored number, NaN for an integer that is BLANK. Unsigned numbers of 8 and 16
 * bits stay as they are; everything else becomes float, the physical value divided by a full scale that the header
 * gives, so that the frames of a night are all treated alike.
 */
final class Scaling {

    /** Full scale of physical values that count what a converter of 16 bits counts. */
    static final double COUNTS = 65535;

    /* By this BZERO the unsigned bytes of FITS stand for signed ones. */
    private static final double SIGNED_BYTE = -128;

    private static final ByteOrder ORDER = ByteOrder.BIG_ENDIAN;
    private static final Set<String> COUNT_UNITS =
            Set.of("adu", "dn", "count", "counts", "electron", "electrons", "e-", "e", "photon", "photons", "ct");

    private Scaling() {}

    /** The rule for a picture; empty for floats whose header leaves open whether they count from 0 to 1 or ADU. */
    static Optional<SampleCopy> of(PictureUnit unit) throws UnreadableFrameException {
        Keywords own = new Keywords(unit::own);
        double zero = own.number("BZERO").orElse(0.0);
        double scale = own.number("BSCALE").orElse(1.0);
        if (scale == 0) {
            throw new UnreadableFrameException("FITS: expected a BSCALE that is not 0, found 0, at card BSCALE");
        }
        StoredNumber stored = stored(unit.bitpix());
        if (unit.bitpix() < 0) {
            boolean isCount = isCount(unit);
            return isCount || isOurs(unit) ? Optional.of(floats(unit, isCount ? COUNTS : 1)) : Optional.empty();
        }
        OptionalLong blank = blank(unit);
        boolean isUnit = scale == 1;
        double unsigned = unit.bitpix() == 8 ? 0 : Math.scalb(1.0, unit.bitpix() - 1);
        if (isUnit && zero == unsigned && blank.isEmpty() && unit.bitpix() <= 16) {
            return Optional.of(SampleCopy.codes(stored, ORDER));
        }
        if (isUnit
                && zero == 0
                && unit.bitpix() == 32
                && unit.value("PROGRAM").orElse("").startsWith("PixInsight")) {
            return Optional.of(SampleCopy.floats(stored, ORDER, unsigned, 1, 2 * unsigned - 1, blank));
        }
        double signed = unit.bitpix() == 8 ? SIGNED_BYTE : unsigned;
        boolean isPlain = isUnit && (zero == 0 || zero == signed);
        double fullScale = isPlain ? zero + stored.greatest() : COUNTS;
        return Optional.of(SampleCopy.floats(stored, ORDER, zero, scale, fullScale, blank));
    }

    /** The rule for floats once it is known what is full scale. */
    static SampleCopy floats(PictureUnit unit, double fullScale) throws UnreadableFrameException {
        Keywords own = new Keywords(unit::own);
        return SampleCopy.floats(
                stored(unit.bitpix()),
                ORDER,
                own.number("BZERO").orElse(0.0),
                own.number("BSCALE").orElse(1.0),
                fullScale,
                OptionalLong.empty());
    }

    private static boolean isCount(PictureUnit unit) {
        return COUNT_UNITS.contains(unit.value("BUNIT").orElse("").toLowerCase(Locale.ROOT));
    }

    private static boolean isOurs(PictureUnit unit) {
        return unit.value("CREATOR").orElse("").equals(Provenance.CREATOR);
    }

    private static OptionalLong blank(PictureUnit unit) throws UnreadableFrameException {
        Optional<String> text = unit.own("BLANK");
        if (text.isEmpty() && unit.isTiled()) {
            text = unit.own("ZBLANK");
        }
        try {
            return text.isPresent() ? OptionalLong.of(Long.parseLong(text.get())) : OptionalLong.empty();
        } catch (NumberFormatException e) {
            throw new UnreadableFrameException(
                    "FITS: expected a whole number, found " + text.get() + ", at card BLANK", e);
        }
    }

    private static StoredNumber stored(int bitpix) throws UnreadableFrameException {
        return switch (bitpix) {
            case 8 -> StoredNumber.UINT8;
            case 16 -> StoredNumber.INT16;
            case 32 -> StoredNumber.INT32;
            case 64 -> StoredNumber.INT64;
            case -32 -> StoredNumber.FLOAT32;
            case -64 -> StoredNumber.FLOAT64;
            default ->
                throw new UnreadableFrameException(
                        "damaged FITS: expected BITPIX 8, 16, 32, 64, -32 or -64, found " + bitpix);
        };
    }
}
