package dev.sidereal.formats.fits;

import dev.sidereal.develop.Picture;
import dev.sidereal.fold.NumberType;
import dev.sidereal.formats.codec.Depth;
import dev.sidereal.formats.codec.PictureFormat;
import dev.sidereal.formats.exif.ExifBlock;
import dev.sidereal.formats.file.NewFile;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import dev.sidereal.image.ToneCurve;
import dev.sidereal.stack.Strips;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Writes FITS 4.0 pictures of 32-bit float, 1.0 being full scale, missing data NaN: mono in two axes, colour in three
 * planes. The frames are named in HISTORY.
 */
public final class FitsPicture implements PictureFormat {

    @Override
    public List<String> endings() {
        return List.of("fits", "fit", "fts");
    }

    @Override
    public List<Depth> depths() {
        return List.of(Depth.FLOAT);
    }

    /* FITS usually holds light; codes are called by their curve. */
    private static String encoding(FrameInfo first) {
        boolean isLight = first.type() == SampleType.FLOAT32 && first.profile().isEmpty();
        return first.coding()
                .curve()
                .map(ToneCurve::name)
                .orElse(isLight ? "linear" : first.profile().isPresent() ? "profile" : "srgb");
    }

    @Override
    public void write(Picture picture, Depth depth, NewFile file) throws IOException {
        Raster raster = picture.raster();
        Shape shape = raster.shape();
        Cards cards = Cards.primary(Planar.bitpix(NumberType.FLOAT32), shape);
        cards.put("ENCODING", encoding(picture.first()), "numbers to light");
        Provenance.put(cards, picture.first(), picture.frames());
        ExifBlock.frameList(picture).lines().forEach(cards::history);
        Strips strips = Strips.of(shape, SampleType.FLOAT32);
        Planar planar = new Planar(shape, strips, NumberType.FLOAT32);
        new HduWriter(file)
                .write(
                        cards.header(),
                        sink -> planar.write(
                                (strip, out) ->
                                        out.put(depth.rows(raster, strips.rows().get(strip), ByteOrder.BIG_ENDIAN)),
                                sink));
    }
}
