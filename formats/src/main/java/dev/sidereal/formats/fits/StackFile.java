package dev.sidereal.formats.fits;

import dev.sidereal.fold.NumberType;
import dev.sidereal.fold.Plane;
import dev.sidereal.formats.file.NewFile;
import dev.sidereal.frame.ColourProfile;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import dev.sidereal.image.ToneCurve;
import dev.sidereal.stack.Stack;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * A saved stack: a FITS file whose first picture every viewer shows, and from which any picture can be developed or the
 * folding go on.
 *
 * <p>Units: the picture, with the recipe as JSON in its header; one image for each plane, named as {@link Plane} names it;
 * CURVE (lights at equal steps of the code) where the encoding is a profile's; PROFILE (the bytes of the ICC profile);
 * the table FRAMES. Each unit has its checksum. Equal stacks give equal bytes; the time of writing is not in them.
 *
 * @param stack  the planes and the list of frames
 * @param recipe how it was made, as JSON on one line
 */
public record StackFile(Stack stack, String recipe) {

    static final String CURVE = "CURVE";
    static final String PROFILE = "PROFILE";

    /**
     * Writes a stack into a file that is still empty. Memory: a strip of each plane in turn.
     *
     * @param recipeJson written on one line of ASCII that means the same
     */
    public static void write(Stack stack, String recipeJson, NewFile file) throws IOException {
        HduWriter out = new HduWriter(file);
        writePicture(stack, recipeJson, out);
        for (Plane plane : stack.planes()) {
            writePlane(stack, plane, out);
        }
        if (stack.scale().curve() instanceof ToneCurve.Table table) {
            writeCurve(table, out);
        }
        Optional<ColourProfile> profile = stack.first().profile();
        if (profile.isPresent()) {
            byte[] icc = profile.get().icc();
            out.write(
                    Cards.image(PROFILE, 8, icc.length)
                            .history("The bytes of the frames' ICC profile.")
                            .header(),
                    sink -> sink.put(ByteBuffer.wrap(icc)));
        }
        FrameTable.write(stack.frames(), out);
    }

    /** Writes a stack; the file appears whole or not at all. */
    public static void write(Stack stack, String recipeJson, Path file) throws IOException {
        try (NewFile output = NewFile.create(file)) {
            write(stack, recipeJson, output);
            output.commit();
        }
    }

    /** Whether a file begins as a stack file does. */
    public static boolean isOne(Path file) throws IOException {
        return StackReader.isStack(file);
    }

    /**
     * Reads a stack that goes on folding as if it had never been written.
     *
     * @throws UnreadableStackException if the file is no stack, is damaged or contradicts itself
     * @throws IOException              if the disk fails or there is no such file
     */
    public static StackFile read(Path file) throws IOException {
        return StackReader.read(file, planes -> planes);
    }

    /**
     * Reads only some planes, to develop a picture from them in less memory; those that the file lacks are left out.
     *
     * @throws UnreadableStackException if the file is no stack, is damaged or contradicts itself
     * @throws IOException              if the disk fails or there is no such file
     */
    public static StackFile read(Path file, Set<Plane> wanted) throws IOException {
        return StackReader.read(file, planes -> {
            EnumSet<Plane> some = EnumSet.copyOf(planes);
            some.retainAll(wanted);
            return some.isEmpty() ? planes : some;
        });
    }

    /**
     * What a stack file says of itself before its planes are read.
     *
     * @param planes those it holds
     * @param recipe how it was made, as JSON
     */
    public record Head(Set<Plane> planes, String recipe) {}

    /** Reads the first header only. */
    public static Head head(Path file) throws IOException {
        return StackReader.head(file);
    }

    private static void writePicture(Stack stack, String recipeJson, HduWriter out) throws IOException {
        Shape shape = stack.first().shape();
        Cards cards = Cards.primary(Planar.bitpix(NumberType.FLOAT32), shape);
        StackCards.put(cards, stack, recipeJson);
        StackPicture picture = StackPicture.of(stack);
        Planar planar = new Planar(shape, stack.strips(), NumberType.FLOAT32);
        out.write(cards.header(), sink -> planar.write((strip, to) -> picture.write(stack, strip, to), sink));
    }

    private static void writePlane(Stack stack, Plane plane, HduWriter out) throws IOException {
        Shape shape = stack.first().shape();
        NumberType type = stack.type(plane);
        Cards cards = Cards.image(plane.name(), Planar.bitpix(type), shape);
        if (type == NumberType.UINT16) {
            cards.put("BSCALE", 1, "").put("BZERO", 32768, "unsigned 16 bits");
        }
        cards.put("BUNIT", unit(stack, plane), "");
        StackCards.fullScale(stack.scale(), plane)
                .ifPresent(full -> cards.put("FULLSCAL", full, "stands for the full scale of one frame"));
        cards.put("ROWORDER", "TOP-DOWN", "the first row is the top").history(description(plane));
        Planar planar = new Planar(shape, stack.strips(), type);
        out.write(cards.header(), sink -> planar.write((strip, to) -> stack.write(plane, strip, to), sink));
    }

    private static String unit(Stack stack, Plane plane) {
        long full = StackCards.fullScale(stack.scale(), plane).orElse(1.0).longValue();
        return switch (plane) {
            case COUNT -> "frames";
            case SUM -> full == 1 ? "full scale" : "1/" + full + " of full scale";
            case SUMSQ -> full == 1 ? "full scale squared" : "1/" + full + " of full scale squared";
            default ->
                plane.isFrame() ? "row of FRAMES from 0" : stack.type() == SampleType.FLOAT32 ? "full scale" : "code";
        };
    }

    private static String description(Plane plane) {
        return switch (plane) {
            case COUNT -> "In how many frames the sample had data.";
            case MAX -> "The greatest code over all frames, as the camera wrote it.";
            case WHEN -> "The first frame that had the greatest code, a row of FRAMES from 0; -1: no data.";
            case MIN -> "The least code over all frames, as the camera wrote it.";
            case SUM -> "The sum of linear light in whole numbers; the mean is SUM / FULLSCAL / COUNT.";
            case SUMSQ -> "The sum of squares of linear light in whole numbers.";
            default ->
                plane.isFrame()
                        ? "The frame that had the code number " + plane.rank() + ", a row of FRAMES from 0; -1: none."
                        : "The code number " + plane.rank() + " of all frames, the greatest being number 1.";
        };
    }

    private static void writeCurve(ToneCurve.Table table, HduWriter out) throws IOException {
        double[] lights = table.lights();
        ByteBuffer bytes = ByteBuffer.allocate(8 * lights.length);
        bytes.asDoubleBuffer().put(lights);
        out.write(
                Cards.image(CURVE, -64, lights.length)
                        .history("Light at equal steps of the code, from code 0 to full scale.")
                        .header(),
                sink -> sink.put(bytes));
    }
}
