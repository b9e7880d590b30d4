package dev.sidereal.formats.fits;

import dev.sidereal.develop.Picture;
import dev.sidereal.fold.NumberType;
import dev.sidereal.formats.codec.Depth;
import dev.sidereal.formats.codec.PictureFormat;
import dev.sidereal.formats.colour.ProfileCurve;
import dev.sidereal.formats.exif.ExifBlock;
import dev.sidereal.formats.file.NewFile;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.image.Raster;
import dev.sidereal.image.Rows;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import dev.sidereal.image.ToneCurve;
import dev.sidereal.stack.Strips;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import nom.tam.fits.Header;

/**
 * Writes FITS 4.0 pictures of 32-bit float, 1.0 being full scale, missing data NaN: mono in two axes, colour in three
 * planes. The frames are named in HISTORY.
 */
public final class FitsPicture implements PictureFormat {

    /** Whether a file says that it is a picture or a stack that Sidereal made of frames; one that cannot be read says nothing. */
    public static boolean isStacked(Path file) {
        try (FitsInput input = FitsInput.open(file)) {
            return isStacked(HeaderBlocks.first(input));
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    static boolean isStacked(Header primary) {
        return Provenance.CREATOR.equals(primary.getStringValue("CREATOR")) && primary.containsKey("NCOMBINE");
    }

    @Override
    public List<String> endings() {
        return List.of("fits", "fit", "fts");
    }

    @Override
    public List<Depth> depths() {
        return List.of(Depth.FLOAT);
    }

    /* FITS usually holds light; codes are called by their curve, so that whoever reads the file can undo it. */
    private static void putEncoding(Cards cards, FrameInfo first) {
        boolean isLight = first.type() == SampleType.FLOAT32 && first.profile().isEmpty();
        Optional<ToneCurve> curve =
                first.coding().curve().or(() -> first.profile().flatMap(ProfileCurve::of));
        cards.put(
                "ENCODING",
                curve.map(ToneCurve::name)
                        .orElse(isLight ? "linear" : first.profile().isPresent() ? "profile" : "srgb"),
                "numbers to light");
        if (curve.orElse(null) instanceof ToneCurve.Gamma gamma) {
            cards.put("GAMMA", gamma.exponent(), "light = number ^ GAMMA");
        }
    }

    @Override
    public void write(Picture picture, Depth depth, NewFile file) throws IOException {
        write(picture, depth, file, RowOrder.TOP_DOWN, cards -> {});
    }

    /** The same in an order of rows, with cards of its own. */
    static void write(Picture picture, Depth depth, NewFile file, RowOrder order, Consumer<Cards> more)
            throws IOException {
        Raster raster = picture.raster();
        Shape shape = raster.shape();
        Cards cards = Cards.primary(Planar.bitpix(NumberType.FLOAT32), shape);
        putEncoding(cards, picture.first());
        Provenance.put(cards, order, picture.first(), picture.frames());
        more.accept(cards);
        ExifBlock.frameList(picture).lines().forEach(cards::history);
        Strips strips = Strips.of(shape, SampleType.FLOAT32);
        Planar planar = new Planar(shape, strips, NumberType.FLOAT32);
        new HduWriter(file)
                .write(
                        cards.header(),
                        sink -> planar.write(
                                (strip, out) -> put(raster, strips.rows().get(strip), depth, order, out), sink));
    }

    private static void put(Raster raster, Rows rows, Depth depth, RowOrder order, ByteBuffer out) {
        if (order != RowOrder.BOTTOM_UP) {
            out.put(depth.rows(raster, rows, ByteOrder.BIG_ENDIAN));
            return;
        }
        for (int row = rows.first(); row < rows.end(); row++) {
            Rows fromBelow = new Rows(raster.shape().height() - 1 - row, 1);
            out.put(depth.rows(raster, fromBelow, ByteOrder.BIG_ENDIAN));
        }
    }
}
