package dev.sidereal.formats.fits;

import dev.sidereal.fold.Fold;
import dev.sidereal.fold.Folds;
import dev.sidereal.fold.LightScale;
import dev.sidereal.fold.NumberType;
import dev.sidereal.fold.Plane;
import dev.sidereal.frame.ColourProfile;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import dev.sidereal.image.ToneCurve;
import dev.sidereal.stack.Stack;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import nom.tam.fits.Header;

/** Reads a {@link StackFile}: headers first, sizes before memory is taken, checksums while the numbers are read. */
final class StackReader {

    private static final int MOST_ROW_SAMPLES = 1 << 24;
    static final String NOT_OURS = "; give a file that --save-stack wrote";
    private static final String NEWER = "; use the Sidereal that wrote it, or a newer one";

    private final FitsFile file;
    private final Header header;

    private StackReader(FitsFile file) {
        this.file = file;
        this.header = file.primary().header();
    }

    static StackFile read(Path path, UnaryOperator<Set<Plane>> choice) throws IOException {
        try (FitsFile file = FitsFile.open(path)) {
            return new StackReader(file).read(choice);
        }
    }

    static StackFile.Head head(Path path) throws IOException {
        try (FitsFile file = FitsFile.open(path)) {
            StackReader reader = new StackReader(file);
            reader.requireVersion();
            return new StackFile.Head(reader.planes(), reader.header.getStringValue("RECIPE", ""));
        }
    }

    /* The card stands in the first block of what we write. */
    static boolean isStack(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            String head = new String(in.readNBytes(HduWriter.BLOCK), StandardCharsets.ISO_8859_1);
            return head.startsWith("SIMPLE  =") && head.contains("SIDEREAL=");
        }
    }

    private StackFile read(UnaryOperator<Set<Plane>> choice) throws IOException {
        requireVersion();
        CheckedData.verify(file, file.primary());
        Shape shape = shape();
        Set<Plane> planes = choice.apply(planes());
        LightScale scale = new LightScale(type(), curve());
        Map<Plane, NumberType> types = types(planes, scale);
        for (Map.Entry<Plane, NumberType> entry : types.entrySet()) {
            requirePlane(entry.getKey(), entry.getValue(), shape, scale);
        }
        List<FrameRecord> frames = frames();
        Stack stack = Stack.start(first(shape), planes, scale.curve());
        stack.frames(frames);
        for (Plane plane : stack.planes()) {
            readPlane(plane, stack);
        }
        Optional<String> disorder = RankOrder.contradiction(stack);
        if (disorder.isPresent()) {
            throw file.unreadable(disorder.get() + NOT_OURS);
        }
        return new StackFile(stack, header.getStringValue("RECIPE", ""));
    }

    private void requireVersion() throws UnreadableStackException {
        if (!header.containsKey("SIDEREAL")) {
            throw file.unreadable(
                    "expected a stack file, found another FITS file without the card SIDEREAL, at byte 0" + NOT_OURS);
        }
        int version = header.getIntValue("SIDEREAL", 0);
        if (version != StackCards.VERSION) {
            throw file.unreadable("expected a stack file of version " + StackCards.VERSION + ", found version "
                    + version + ", at card SIDEREAL" + NEWER);
        }
    }

    private Shape shape() throws UnreadableStackException {
        List<Long> axes = file.primary().axes().lengths();
        boolean isPicture = axes.size() == 2 || (axes.size() == 3 && axes.get(2) == 3);
        if (!isPicture
                || axes.get(0) < 1
                || axes.get(1) < 1
                || axes.get(0) > MOST_ROW_SAMPLES
                || axes.get(1) > Integer.MAX_VALUE) {
            throw file.unreadable("expected a picture of 1 or 3 planes, found "
                    + file.primary().axes() + " numbers, at the first picture" + NOT_OURS);
        }
        return new Shape(axes.get(0).intValue(), axes.get(1).intValue(), axes.size() == 2 ? 1 : 3);
    }

    private Set<Plane> planes() throws UnreadableStackException {
        try {
            return StackCards.planes(header);
        } catch (IllegalArgumentException e) {
            throw unknown("planes like COUNT,MAX", "PLANES");
        }
    }

    private SampleType type() throws UnreadableStackException {
        try {
            return StackCards.type(header);
        } catch (IllegalArgumentException e) {
            throw unknown("samples UINT8, UINT16 or FLOAT32", "SAMPLES");
        }
    }

    private ToneCurve curve() throws IOException {
        String name = StackCards.text(header, "ENCODING").orElse("none");
        if (name.equals("srgb")) {
            return new ToneCurve.Srgb();
        }
        if (name.equals("linear")) {
            return new ToneCurve.Linear();
        }
        try {
            if (name.startsWith("gamma:")) {
                return new ToneCurve.Gamma(StackCards.number(header, "GAMMA").orElse(Double.NaN));
            }
            Optional<Hdu> table = file.find(StackFile.CURVE);
            if (name.equals("profile") && table.isPresent() && table.get().bitpix() == -64) {
                ByteBuffer bytes = bytes(table.get());
                double[] lights = new double[bytes.limit() / Double.BYTES];
                bytes.asDoubleBuffer().get(lights);
                return new ToneCurve.Table(lights);
            }
        } catch (IllegalArgumentException e) {
            throw file.unreadable("expected an encoding, found " + e.getMessage() + ", at card ENCODING" + NOT_OURS);
        }
        throw unknown("encoding srgb, gamma, linear or profile with its " + StackFile.CURVE, "ENCODING");
    }

    private UnreadableStackException unknown(String expected, String card) {
        return file.unreadable("expected " + expected + ", found "
                + StackCards.text(header, card).orElse("none") + ", at card " + card + NEWER);
    }

    private static Map<Plane, NumberType> types(Set<Plane> planes, LightScale scale) {
        Map<Plane, NumberType> types = new EnumMap<>(Plane.class);
        for (Fold<?> fold : Folds.of(planes, scale)) {
            fold.planes().forEach(plane -> types.put(plane, fold.type(plane)));
        }
        return types;
    }

    private void requirePlane(Plane plane, NumberType type, Shape shape, LightScale scale)
            throws UnreadableStackException {
        Hdu unit = require(plane.name());
        if (!unit.axes().equals(file.primary().axes()) || unit.bitpix() != Planar.bitpix(type)) {
            throw file.unreadable("expected " + file.primary().axes() + " numbers with BITPIX " + Planar.bitpix(type)
                    + " in " + plane + ", found " + unit.axes() + " with BITPIX " + unit.bitpix() + ", at byte "
                    + unit.headerAt() + NOT_OURS);
        }
        Optional<Double> full = StackCards.fullScale(scale, plane);
        Optional<Double> found = StackCards.number(unit.header(), "FULLSCAL");
        if (full.isPresent() && !full.equals(found)) {
            throw file.unreadable("expected full scale " + full.get() + " in " + plane + " of " + shape + ", found "
                    + found.map(String::valueOf).orElse("none") + ", at card FULLSCAL" + NEWER);
        }
    }

    private Hdu require(String name) throws UnreadableStackException {
        Optional<Hdu> unit = file.find(name);
        if (unit.isEmpty()) {
            throw file.unreadable("expected a unit " + name + ", found "
                    + file.units().stream().skip(1).map(Hdu::name).toList() + ", at the end of the file"
                    + UnreadableStackException.COPY_AGAIN);
        }
        return unit.get();
    }

    private List<FrameRecord> frames() throws IOException {
        Hdu table = require(FrameTable.NAME);
        List<FrameRecord> frames = FrameTable.read(file, table);
        long used = frames.stream().filter(FrameRecord::used).count();
        long combined = header.getLongValue("NCOMBINE", -1);
        if (used != combined) {
            throw file.unreadable("expected " + combined + " used frames as card NCOMBINE says, found " + used
                    + ", at table " + FrameTable.NAME + NOT_OURS);
        }
        return frames;
    }

    private FrameInfo first(Shape shape) throws IOException {
        Optional<Hdu> unit = file.find(StackFile.PROFILE);
        Optional<ColourProfile> profile = Optional.empty();
        if (unit.isPresent()) {
            profile = Optional.of(new ColourProfile(bytes(unit.get()).array()));
        }
        try {
            return StackCards.first(header, shape, profile);
        } catch (DateTimeException | IllegalArgumentException e) {
            throw file.unreadable("expected the first frame's time and exposure, found " + e.getMessage()
                    + ", at cards FRSTTIME and FRSTEXP" + NOT_OURS);
        }
    }

    private ByteBuffer bytes(Hdu unit) throws IOException {
        CheckedData data = CheckedData.of(file, unit);
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(unit.dataBytes()));
        data.read(bytes, 0);
        data.end();
        return bytes;
    }

    /* That a damaged file is damaged is better to know than what the damage looks like. */
    private void readPlane(Plane plane, Stack stack) throws IOException {
        CheckedData data = CheckedData.of(file, require(plane.name()));
        List<UnreadableStackException> contradictions = new ArrayList<>(1);
        new Planar(stack.first().shape(), stack.strips(), stack.type(plane)).read(data, (strip, in) -> {
            if (contradictions.isEmpty()) {
                contradiction(plane, in, stack).ifPresent(contradictions::add);
            }
            stack.read(plane, strip, in);
        });
        data.end();
        if (!contradictions.isEmpty()) {
            throw contradictions.get(0);
        }
    }

    private Optional<UnreadableStackException> contradiction(Plane plane, ByteBuffer numbers, Stack stack) {
        if (plane.isFrame()) {
            return unusedFrame(plane, numbers, stack.frames());
        }
        return plane == Plane.COUNT ? wrongCount(numbers, stack) : Optional.empty();
    }

    private Optional<UnreadableStackException> unusedFrame(Plane plane, ByteBuffer when, List<FrameRecord> frames) {
        for (int i = 0; i < when.limit(); i += Integer.BYTES) {
            int row = when.getInt(i);
            if (row < -1
                    || row >= frames.size()
                    || (row >= 0 && !frames.get(row).used())) {
                return Optional.of(file.unreadable("expected numbers of used frames among the " + frames.size()
                        + " rows of " + FrameTable.NAME + ", found " + row + ", at plane " + plane + NOT_OURS));
            }
        }
        return Optional.empty();
    }

    private Optional<UnreadableStackException> wrongCount(ByteBuffer counts, Stack stack) {
        long used = stack.frames().stream().filter(FrameRecord::used).count();
        long least = stack.type() == SampleType.FLOAT32 ? 0 : used;
        for (int i = 0; i < counts.limit(); i += Integer.BYTES) {
            int count = counts.getInt(i);
            if (count < least || count > used) {
                return Optional.of(file.unreadable("expected counts of " + least + " to " + used + " frames as "
                        + FrameTable.NAME + " says, found " + count + ", at plane COUNT" + NOT_OURS));
            }
        }
        return Optional.empty();
    }
}
