package dev.sidereal.cli;

import dev.sidereal.develop.Comet;
import dev.sidereal.develop.Developer;
import dev.sidereal.develop.Look;
import dev.sidereal.develop.Picture;
import dev.sidereal.develop.Product;
import dev.sidereal.develop.Tones;
import dev.sidereal.fold.Plane;
import dev.sidereal.formats.codec.Depth;
import dev.sidereal.formats.colour.Encodings;
import dev.sidereal.formats.exif.ExifBlock;
import dev.sidereal.formats.fits.StackFile;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.frame.OptionException;
import dev.sidereal.image.Raster;
import dev.sidereal.image.Shape;
import dev.sidereal.image.ToneCurve;
import dev.sidereal.run.UnusableNightException;
import dev.sidereal.sky.SkyMask;
import dev.sidereal.stack.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sidereal composite}: the sky of one picture over the ground of another. */
@Command(
        name = "composite",
        description = "Joins the sky of one picture or stack and the ground of another by a mask.",
        sortOptions = false,
        footer = {
            "",
            "Example: sidereal composite --sky trails.tif --ground dusk.jpg --mask mask.png -o night.tif",
            "From one saved stack: trails above, the mean below:",
            "  sidereal composite --sky night.fits --ground night.fits -o night.tif"
        })
final class CompositeCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Option(
            names = "--sky",
            paramLabel = "FILE",
            required = true,
            description = "The picture with the sky, or a stack (its trails).")
    private Path sky = Path.of("");

    @Option(
            names = "--ground",
            paramLabel = "FILE",
            required = true,
            description = "The picture with the ground, or a stack (its mean).")
    private Path ground = Path.of("");

    @Option(
            names = "--mask",
            paramLabel = "auto|FILE",
            description = "A picture, white for sky, grey for both; auto (default) finds the sky in a stack.")
    private String mask = "auto";

    @Option(names = "--save-mask", paramLabel = "FILE", description = "Write the mask, to be edited and given back.")
    private Optional<Path> saved = Optional.empty();

    @Mixin
    private OutputOptions outputs = new OutputOptions();

    @Mixin
    private LookOptions looks = new LookOptions();

    @Mixin
    private TalkOptions talking = new TalkOptions();

    CompositeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /* One side as it was given: a finished picture, or what is developed of a stack. */
    private record Side(Path file, Optional<Stack> stack, Optional<Picture> picture, Product product) {

        Shape shape() {
            return stack.map(of -> of.first().shape())
                    .orElseGet(() -> picture.orElseThrow().raster().shape());
        }

        FrameInfo first() {
            return stack.map(Stack::first).orElseGet(() -> picture.orElseThrow().first());
        }

        List<FrameRecord> frames() {
            return stack.map(Stack::frames)
                    .orElseGet(() -> picture.orElseThrow().frames());
        }

        Raster light(int channels) {
            return stack.map(of -> Composing.light(product, new Developer(of), Comet.WHOLE_NIGHT))
                    .orElseGet(() -> Composing.light(picture.orElseThrow(), channels));
        }
    }

    @Override
    public Integer call() throws IOException {
        looks.look(new ToneCurve.Linear());
        outputs.require(saved.isPresent());
        outputs.check(Stream.concat(outputs.files().stream(), saved.stream()).toList(), false);
        requireNew();
        Talk talk = talking.talk(terminal);
        Side above = side(sky, Product.TRAILS);
        Side below = side(ground, Product.AVERAGE);
        Composing.requireSize("--ground", ground.toString(), below.shape(), above.shape());
        Raster parts = mask(above, below, talk);
        for (Path output : outputs.files()) {
            write(output, above, below, parts, talk);
        }
        return ExitCode.DONE.number();
    }

    private void requireNew() throws IOException {
        for (Path output :
                Stream.concat(outputs.files().stream(), saved.stream()).toList()) {
            for (Path input : List.of(sky, ground, Path.of(mask))) {
                if (Files.exists(output) && Files.exists(input) && Files.isSameFile(output, input)) {
                    throw new OptionException(
                            output + ": expected a new file, found one that is read; choose another name");
                }
            }
        }
    }

    private Side side(Path file, Product product) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new UnusableNightException(file + ": expected a stack or picture, found "
                    + (Files.exists(file) ? "a folder or device" : "no such file"));
        }
        if (!StackFile.isOne(file)) {
            return new Side(file, Optional.empty(), Optional.of(GivenPicture.read(file)), product);
        }
        Set<Plane> planes = StackFile.head(file).planes();
        product.requirePlanes(planes);
        Set<Plane> wanted = EnumSet.copyOf(product.planes());
        if (mask.equals("auto") && planes.containsAll(SkyMask.PLANES)) {
            wanted.addAll(SkyMask.PLANES);
        }
        return new Side(file, Optional.of(StackFile.read(file, wanted).stack()), Optional.empty(), product);
    }

    private Raster mask(Side above, Side below, Talk talk) throws IOException {
        if (!mask.equals("auto")) {
            Raster painted = MaskFile.read(Path.of(mask), above.shape(), talk);
            save(new SkyMask(painted, Optional.empty()), above.first(), above.frames(), talk);
            return painted;
        }
        Stack stack = Stream.of(above, below)
                .flatMap(side -> side.stack().stream())
                .filter(of -> of.planes().containsAll(SkyMask.PLANES))
                .findFirst()
                .orElseThrow(
                        () -> new OptionException("--mask: expected a stack with planes count,max,when,sum as --sky"
                                + " or --ground to find the sky in, found none; give a mask, white for sky"));
        SkyMask found = SkyMask.of(stack);
        MaskFile.tell(found, talk);
        save(found, stack.first(), stack.frames(), talk);
        return found.raster();
    }

    private void save(SkyMask found, FrameInfo first, List<FrameRecord> frames, Talk talk) throws IOException {
        if (saved.isPresent()) {
            MaskFile.write(found.picture(first, frames), saved.get(), talk);
        }
    }

    private void write(Path output, Side above, Side below, Raster parts, Talk talk) throws IOException {
        Picture plain = above.picture().orElseGet(() -> new Picture(parts, "sky", above.first(), above.frames()));
        ToneCurve folded = above.stack().map(Stack::curve).orElseGet(() -> Encodings.natural(plain.first()));
        ToneCurve screen = folded instanceof ToneCurve.Linear ? new ToneCurve.Srgb() : folded;
        int channels = Composing.channels(plain.first());
        outputs.write(
                output,
                plain.first().type(),
                depth -> {
                    Look look = looks.look(depth == Depth.FLOAT ? folded : screen);
                    Tones tones = depth == Depth.FLOAT ? Tones.LIGHT : Tones.CODES;
                    return Composing.join(
                            above.light(channels), below.light(channels), parts, plain, folded, look, tones, talk);
                },
                picture -> talk.wrote(output, ExifBlock.summary(picture)));
    }
}
