package dev.sidereal.formats.raw;

import dev.sidereal.formats.codec.Format;
import dev.sidereal.formats.codec.FrameHeader;
import dev.sidereal.formats.codec.PixelReader;
import dev.sidereal.formats.codec.UnchangedFrame;
import dev.sidereal.formats.exif.Exif;
import dev.sidereal.frame.Coding;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.UnreadableFrameException;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import dev.sidereal.image.ToneCurve;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Camera raw that LibRaw's programs decode: CR2, CR3, NEF, ARW, RAF, ORF, RW2, PEF, SRW and others, and DNG of the kinds
 * that {@link DngFormat} leaves.
 *
 * <p>A frame is a mosaic where the sensor is Bayer's and its black and white levels are known; else it is developed by
 * LibRaw: X-Trans, small raws of three colours, Foveon.
 */
public final class RawFormat implements Format {

    private static final int DNG_VERSION = 50706;
    private static final int COMPRESSION = 259;
    private static final int BITS_PER_SAMPLE = 258;
    /* Nikon, Sony, Samsung, Pentax, Kodak: makers' own compressions, of which no other TIFF is. */
    private static final List<Long> MAKERS_COMPRESSIONS =
            List.of(34713L, 32767L, 32769L, 32770L, 32772L, 65535L, 65000L);
    /* Of LibRaw for a pixel: the mosaic and, when it develops, four samples and the picture. */
    private static final long CHILD_BYTES_MOSAIC = 4;
    private static final long CHILD_BYTES_DEVELOPED = 16;

    private final LibRaw programs;

    public RawFormat() {
        this(LibRaw.ofThisMachine());
    }

    public RawFormat(LibRaw programs) {
        this.programs = programs;
    }

    @Override
    public String name() {
        return "RAW";
    }

    @Override
    public boolean recognises(ByteBuffer head) {
        return isTiff(head) || Signature.of(head).isPresent();
    }

    static boolean isTiff(ByteBuffer head) {
        return head.limit() >= 8 && (head.getInt(0) == 0x49492A00 || head.getInt(0) == 0x4D4D002A);
    }

    @Override
    public boolean owns(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer head = TiffDirectory.bytes(channel, 0, (int) Math.min(16, channel.size()), ByteOrder.BIG_ENDIAN);
            if (Signature.of(head).isPresent()) {
                return true;
            }
            for (TiffDirectory directory : TiffDirectory.read(channel)) {
                if (directory.isMosaic()
                        || directory.has(DNG_VERSION)
                        || MAKERS_COMPRESSIONS.contains(directory.number(COMPRESSION, 0))) {
                    return true;
                }
            }
        } catch (UnreadableFrameException e) {
            return false;
        }
        return false;
    }

    @Override
    public List<FrameHeader> probe(Path file) throws IOException {
        try (RawWorkshop workshop = RawWorkshop.open(programs)) {
            RawHeader header = header(file, workshop);
            Exif exif = RawExif.read(file);
            FrameInfo info = new FrameInfo(
                    String.valueOf(file.getFileName()),
                    shape(header),
                    SampleType.UINT16,
                    exif.time(),
                    exif.exposure(),
                    exif.camera(),
                    new Coding(
                            Optional.empty(),
                            Optional.of(new ToneCurve.Linear()),
                            header.mosaic()
                                    .map(mosaic ->
                                            StoredMosaic.upright(mosaic, header.orientation(), header.active()))));
            long pixels = (long) header.fullWidth() * header.fullHeight();
            long childBytes = pixels * (header.mosaic().isPresent() ? CHILD_BYTES_MOSAIC : CHILD_BYTES_DEVELOPED);
            return List.of(new FrameHeader(info, childBytes + Raster.bytes(info.shape(), info.type())));
        }
    }

    private static Shape shape(RawHeader header) {
        return header.mosaic().isPresent() ? header.orientation().turn(header.active()) : header.output();
    }

    private static RawHeader header(Path file, RawWorkshop workshop) throws IOException {
        long bits = 0;
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer head = TiffDirectory.bytes(channel, 0, 4, ByteOrder.BIG_ENDIAN);
            if (head.get(0) == 'I' || head.get(0) == 'M') {
                for (TiffDirectory directory : TiffDirectory.read(channel)) {
                    directory.requireWholePicture();
                    bits = directory.isMosaic() ? directory.number(BITS_PER_SAMPLE, 0) : bits;
                }
            }
        }
        String frame = workshop.text(file, LibRaw.IDENTIFY, "-u", "-f");
        return RawHeader.parse(workshop.text(file, LibRaw.IDENTIFY, "-v"), frame, bits);
    }

    @Override
    public PixelReader open() {
        return new RawPixels(programs);
    }

    private static final class RawPixels implements PixelReader {

        private final LibRaw programs;
        private final Upright upright = new Upright();
        private Optional<RawWorkshop> opened = Optional.empty();

        RawPixels(LibRaw programs) {
            this.programs = programs;
        }

        @Override
        public void read(Path file, int index, Raster into) throws IOException {
            RawWorkshop workshop = opened.isPresent() ? opened.get() : RawWorkshop.open(programs);
            opened = Optional.of(workshop);
            RawHeader header = header(file, workshop);
            UnchangedFrame.require(shape(header), SampleType.UINT16, into);
            if (header.mosaic().isEmpty()) {
                Shape output = header.output();
                workshop.developed(file, in -> NetpbmSamples.read(in, output.width(), output.height(), 0, 0, into));
                return;
            }
            upright.read(
                    header.active(),
                    header.orientation(),
                    into,
                    stored -> workshop.samples(
                            file,
                            in -> NetpbmSamples.read(
                                    in, header.fullWidth(), header.fullHeight(), header.left(), header.top(), stored)));
        }

        @Override
        public void close() {
            opened.ifPresent(RawWorkshop::close);
        }
    }
}
