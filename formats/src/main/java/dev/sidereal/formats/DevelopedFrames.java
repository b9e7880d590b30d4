package dev.sidereal.formats;

import dev.sidereal.formats.codec.Format;
import dev.sidereal.formats.codec.FrameHeader;
import dev.sidereal.formats.raw.RawFormat;
import dev.sidereal.frame.Coding;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.Mosaic;
import dev.sidereal.frame.Reading;
import dev.sidereal.frame.UnreadableFrameException;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import dev.sidereal.mosaic.Mosaics;
import java.io.IOException;
import java.util.Optional;

/**
 * Makes colour frames of linear light of the mosaics of any format, where {@link Reading} asks for it: 16 bits of
 * mosaics of whole numbers (light below black becomes 0), float of float.
 */
final class DevelopedFrames {

    private static final double FULL = SampleType.UINT16.most();
    private static final int PICTURE_BYTES = 12;

    /** Reads a mosaic. */
    interface MosaicReading {
        void read(Raster mosaic) throws IOException;
    }

    private Optional<Raster> kept = Optional.empty();

    /** The header of the developed frame; empty where the frame is read as it is. */
    static Optional<FrameHeader> header(FrameHeader header, Format format, Reading reading)
            throws UnreadableFrameException {
        FrameInfo info = header.info();
        boolean isMosaic = info.coding().mosaic().isPresent();
        if (reading.mosaics() == Reading.Mosaics.KEPT && format instanceof RawFormat && !isMosaic) {
            throw new UnreadableFrameException("camera raw: expected a Bayer mosaic of known black and white, found "
                    + info.kind() + "; read it with --raw developed");
        }
        if (reading.mosaics() != Reading.Mosaics.DEVELOPED || !isMosaic) {
            return Optional.empty();
        }
        SampleType type = info.type() == SampleType.FLOAT32 ? SampleType.FLOAT32 : SampleType.UINT16;
        FrameInfo developed = new FrameInfo(
                info.name(),
                new Shape(info.shape().width(), info.shape().height(), 3),
                type,
                info.time(),
                info.exposure(),
                info.camera(),
                Coding.LINEAR,
                info.readout(),
                info.elapsed());
        return Optional.of(new FrameHeader(
                developed,
                header.readerBytes()
                        + Raster.bytes(info.shape(), info.type())
                        + PICTURE_BYTES * info.shape().samples()));
    }

    /** Reads a mosaic and develops it into a raster of the developed shape. */
    void read(MosaicReading reading, FrameInfo info, Raster into) throws IOException {
        Raster codes = kept.filter(raster -> raster.shape().equals(info.shape()) && raster.type() == info.type())
                .orElseGet(() -> Raster.allocate(info.shape(), info.type()));
        kept = Optional.of(codes);
        reading.read(codes);
        Mosaic mosaic = info.coding().mosaic().orElseThrow();
        Raster light = Mosaics.develop(codes, mosaic);
        boolean whole = into.type() == SampleType.UINT16;
        for (int i = 0; i < light.shape().samples(); i++) {
            double value = light.get(i);
            into.set(i, whole ? Math.rint(Math.max(0, Math.min(1, value)) * FULL) : value);
        }
    }
}
