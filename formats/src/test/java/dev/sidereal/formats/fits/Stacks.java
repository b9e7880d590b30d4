package dev.sidereal.formats.fits;

import dev.sidereal.fold.Fold;
import dev.sidereal.fold.Plane;
import dev.sidereal.formats.file.NewFile;
import dev.sidereal.frame.Camera;
import dev.sidereal.frame.CaptureTime;
import dev.sidereal.frame.Coding;
import dev.sidereal.frame.ColourProfile;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.frame.Place;
import dev.sidereal.image.Rows;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Samples;
import dev.sidereal.image.Shape;
import dev.sidereal.image.ToneCurve;
import dev.sidereal.stack.Stack;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** Stacks of noise for tests. */
final class Stacks {

    static final Set<Plane> ALL = Plane.USUAL;
    static final ToneCurve SRGB = new ToneCurve.Srgb();
    static final String RECIPE = "{\"planes\": [\"MAX\"], \"note\": \"a 'quoted' text that is longer than one card of a"
            + " header and goes  on & on\"}";
    /* Several strips, the last one smaller; odd, so that rows do not begin at whole words. */
    static final Shape COLOUR = new Shape(37, 1301, 3);
    static final Shape MONO = new Shape(41, 3001, 1);

    private static final LocalDateTime DUSK = LocalDateTime.of(2026, 8, 12, 22, 0);

    private Stacks() {}

    static FrameInfo info(Shape shape, SampleType type) {
        Camera camera = new Camera(
                Optional.of("NIKON CORPORATION"),
                Optional.of("NIKON D3200"),
                Optional.of("Objektiv für Nächte \\ f/2.8 "),
                Optional.of(1600),
                Optional.of(2.8),
                Optional.of(16.0),
                Optional.of(new Place(-33.123456789, 151.2, Optional.of(-5.5))));
        return new FrameInfo(
                "nächte/001.jpg",
                shape,
                type,
                Optional.of(new CaptureTime(DUSK, Optional.of(ZoneOffset.ofHours(2)))),
                Optional.of(Duration.ofMillis(29_999)),
                camera,
                Coding.of(Optional.of(new ColourProfile(new byte[] {0, 1, -1, 4, 5}))));
    }

    /** Frames {@code from} to {@code to - 1} of a night, some of them skipped. */
    static Stack night(Shape shape, SampleType type, Set<Plane> planes, ToneCurve curve, int from, int to) {
        Stack stack = Stack.start(info(shape, type), planes, curve);
        List<FrameRecord> records = new ArrayList<>();
        for (int frame = from; frame < to; frame++) {
            FrameRecord record = record(frame);
            if (record.used()) {
                add(stack, frame, frame - from);
            }
            records.add(record);
        }
        stack.frames(records);
        return stack;
    }

    static Stack night(SampleType type) {
        return night(COLOUR, type, ALL, SRGB, 0, 5);
    }

    static void add(Stack stack, int frame, int number) {
        for (int strip = 0; strip < stack.strips().count(); strip++) {
            Rows rows = stack.strips().rows().get(strip);
            Samples samples = noise(stack.type(), stack.strips().samples(rows), 1000 * frame + strip);
            stack.add(strip, List.of(new Fold.Strip(samples, number)));
        }
    }

    /** The second frame is skipped; the fourth is one of which nothing is known. */
    static FrameRecord record(int frame) {
        if (frame == 3) {
            return new FrameRecord("frame3 & ", Optional.empty(), Optional.empty(), Optional.empty());
        }
        return new FrameRecord(
                "frame" + frame + ".jpg",
                Optional.of(
                        new CaptureTime(DUSK.plusNanos(30_500_000_001L * frame), Optional.of(ZoneOffset.ofHours(2)))),
                Optional.of(Duration.ofMillis(29_999)),
                frame == 1 ? Optional.of("expected 8-bit, found nonsense: „§\n") : Optional.empty(),
                Optional.of(new FrameRecord.Content(5_000_000_000L + frame, "0123456789abcdef".repeat(4))),
                frame == 1 ? Optional.empty() : Optional.of(0.1 + frame / 70.0));
    }

    private static Samples noise(SampleType type, int count, int seed) {
        Random random = new Random(seed);
        Samples samples = Samples.allocate(type, count);
        for (int i = 0; i < count; i++) {
            if (type == SampleType.FLOAT32) {
                int kind = random.nextInt(8);
                samples.values()[i] = kind == 0 ? Float.NaN : kind == 1 ? 1 : (float) random.nextGaussian();
            } else {
                samples.code(i, random.nextInt(type == SampleType.UINT8 ? 256 : 65536));
            }
        }
        return samples;
    }

    /** Every number of every plane. */
    static Map<Plane, List<ByteBuffer>> numbers(Stack stack) {
        Map<Plane, List<ByteBuffer>> numbers = new TreeMap<>();
        for (Plane plane : stack.planes()) {
            List<ByteBuffer> strips = new ArrayList<>();
            for (int strip = 0; strip < stack.strips().count(); strip++) {
                strips.add(strip(stack, plane, strip));
            }
            numbers.put(plane, strips);
        }
        return numbers;
    }

    static ByteBuffer strip(Stack stack, Plane plane, int strip) {
        int samples = stack.strips().samples(stack.strips().rows().get(strip));
        ByteBuffer out = ByteBuffer.allocate(samples * stack.type(plane).bytes());
        stack.write(plane, strip, out);
        return out.flip();
    }

    static void write(Stack stack, Path path) throws IOException {
        try (NewFile file = NewFile.create(path)) {
            StackFile.write(stack, RECIPE, file);
            file.commit();
        }
    }
}
