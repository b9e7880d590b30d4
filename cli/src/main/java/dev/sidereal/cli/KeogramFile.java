package dev.sidereal.cli;

import dev.sidereal.develop.Look;
import dev.sidereal.develop.Picture;
import dev.sidereal.develop.Tones;
import dev.sidereal.formats.colour.Encodings;
import dev.sidereal.formats.exif.ExifBlock;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.image.ToneCurve;
import dev.sidereal.keogram.Columns;
import dev.sidereal.keogram.Keogram;
import dev.sidereal.stack.Stack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A keogram that is to be written.
 *
 * @param keogram what it shows
 * @param columns what a run takes of its frames
 */
record KeogramFile(Keogram keogram, Columns columns) {

    /** Makes ready for the frames of a night; what cannot be made is refused now. */
    static KeogramFile of(Keogram keogram, FrameInfo first, List<FrameRecord> night, ToneCurve curve, Talk talk) {
        Columns columns = new Columns(first, night.size(), keogram.slit(), curve);
        keogram.requireFit(night, columns);
        if (!Keogram.hasTimes(night)) {
            talk.note("keogram: expected a time in every frame, found some without; the axis counts frames");
        }
        return new KeogramFile(keogram, columns);
    }

    /** Writes it: codes as they are, or encoded for screens where they are light. */
    void write(Path output, Stack stack, OutputOptions outputs, Optional<String> encoding, Talk talk)
            throws IOException {
        Picture picture = keogram.of(columns, stack.first(), stack.frames());
        outputs.write(
                output,
                stack.type(),
                depth -> {
                    ToneCurve screen = Encodings.forScreens(stack, encoding);
                    return depth.isFloat() || screen.equals(stack.curve())
                            ? picture
                            : picture.develop(stack.curve(), Look.plain(screen), Tones.CODES);
                },
                written -> talk.wrote(output, ExifBlock.summary(written)));
    }
}
