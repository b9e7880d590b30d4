package dev.sidereal.formats.tiff;

import dev.sidereal.formats.codec.Format;
import dev.sidereal.formats.codec.FrameHeader;
import dev.sidereal.formats.codec.Orientation;
import dev.sidereal.formats.codec.PixelReader;
import dev.sidereal.formats.exif.Exif;
import dev.sidereal.frame.Coding;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.image.Raster;
import dev.sidereal.image.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** TIFF and BigTIFF: unsigned samples of 1 to 32 bits and float, grey, colour, palette and inks; each page a frame. */
public final class TiffFormat implements Format {

    @Override
    public String name() {
        return "TIFF";
    }

    @Override
    public boolean recognises(ByteBuffer head) {
        if (head.limit() < 4) {
            return false;
        }
        int magic = head.getInt(0);
        return magic == 0x49492A00 || magic == 0x4D4D002A || magic == 0x49492B00 || magic == 0x4D4D002B;
    }

    @Override
    public List<FrameHeader> probe(Path path) throws IOException {
        try (TiffBytes file = TiffBytes.open(path)) {
            List<TiffPage> pages = TiffPage.list(file);
            List<FrameHeader> headers = new ArrayList<>(pages.size());
            for (TiffPage page : pages) {
                String number = pages.size() == 1 ? "" : "#" + (headers.size() + 1);
                headers.add(header(path.getFileName() + number, file, page));
            }
            return headers;
        }
    }

    private static FrameHeader header(String name, TiffBytes file, TiffPage page) throws IOException {
        Directory directory = new Directory(file, page.directoryAt());
        Exif exif = TiffPage.exif(file, directory);
        Orientation orientation = TiffPage.orientation(directory);
        Shape stored = page.stored();
        FrameInfo info = new FrameInfo(
                name,
                orientation.turn(stored),
                page.samples().type(),
                exif.time(),
                exif.exposure(),
                exif.camera(),
                Coding.of(page.profile(directory)));
        long turned = orientation == Orientation.UPRIGHT ? 0 : Raster.bytes(stored, info.type());
        return new FrameHeader(info, turned + page.workBytes(), exif.stacked());
    }

    @Override
    public PixelReader open() {
        return new TiffPixels();
    }
}
