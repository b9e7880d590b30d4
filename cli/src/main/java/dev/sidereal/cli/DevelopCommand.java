package dev.sidereal.cli;

import dev.sidereal.develop.Comet;
import dev.sidereal.develop.Look;
import dev.sidereal.develop.Picture;
import dev.sidereal.develop.Product;
import dev.sidereal.develop.Tones;
import dev.sidereal.fold.Plane;
import dev.sidereal.formats.codec.Depth;
import dev.sidereal.formats.colour.Encodings;
import dev.sidereal.formats.exif.ExifBlock;
import dev.sidereal.formats.fits.StackFile;
import dev.sidereal.formats.recipe.RecipeJson;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.OptionException;
import dev.sidereal.image.ToneCurve;
import dev.sidereal.run.UnusableNightException;
import dev.sidereal.sky.SkyMask;
import dev.sidereal.stack.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sidereal develop}: a picture from a saved stack, or from another picture. */
@Command(
        name = "develop",
        description = "Makes a picture from a saved stack, or from a picture, by the look you choose.",
        sortOptions = false,
        footer = {
            "",
            "Example: sidereal develop night.fits --as average --white 99.9%% --brightness 2 -o bright.jpg",
            "Faint things: sidereal develop night.fits --as average --stretch auto -o faint.jpg",
            "Comets: sidereal develop night.fits --as comet --tail 40 -o comet.jpg",
            "Without a frame: sidereal develop night.fits --without IMG_0042 -o trails.jpg"
        })
final class DevelopCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(paramLabel = "STACK", description = "A stack file that --save-stack wrote, or any picture.")
    private Path input = Path.of("");

    @Mixin
    private OutputOptions outputs = new OutputOptions();

    @Option(
            names = "--as",
            paramLabel = "PRODUCT",
            description = "trails, clean, comet, average, sum, sigma, count, min or mask (white is sky); default: what"
                    + " the stack was made for.")
    private Optional<String> as = Optional.empty();

    @Option(
            names = "--encoding",
            paramLabel = "srgb|gamma:G|linear|profile|none",
            description = "How the picture is encoded; default: as the frames were, sRGB if they are linear.")
    private Optional<String> encoding = Optional.empty();

    @Mixin
    private LookOptions looks = new LookOptions();

    @Mixin
    private CometOptions comets = new CometOptions();

    @Mixin
    private FrameQuestions frames = new FrameQuestions();

    @Option(names = "--open", description = "Show the result in the system's viewer.")
    private boolean open;

    @Mixin
    private TalkOptions talking = new TalkOptions();

    DevelopCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        looks.look(new ToneCurve.Linear());
        boolean mask = as.filter(SkyMask.NAME::equals).isPresent();
        Optional<Product> asked = as.filter(name -> !mask).map(name -> Product.named("--as", name));
        Comet comet = comets.comet(Optional.empty());
        requireComet(asked);
        outputs.require(frames.asksWhich());
        outputs.check(outputs.files(), false);
        requireInput();
        Talk talk = talking.talk(terminal);
        if (mask) {
            developMask(talk);
        } else if (StackFile.isOne(input)) {
            developStack(asked, comet, talk);
        } else if (frames.asksWhich() || frames.leavesOut()) {
            throw new OptionException("--which, --without: expected a stack file with them, found " + input);
        } else if (asked.isPresent()) {
            throw new OptionException(
                    "--as: expected a stack file to develop " + asked.get() + " from, found " + input);
        } else {
            developPicture(talk);
        }
        if (open && !outputs.files().isEmpty()) {
            Viewer.show(outputs.files().get(0), talk);
        }
        return ExitCode.DONE.number();
    }

    private void requireComet(Optional<Product> asked) {
        if (comets.isExact()) {
            throw new OptionException("--exact: expected frames to weigh, found " + input
                    + "; sidereal trails --comet --exact reads them");
        }
        if (comets.isGiven() && asked.filter(Product.COMET::equals).isEmpty()) {
            throw new OptionException("--tail, --fade, --head, --tint: expected --as comet with them, found "
                    + asked.map(product -> "--as " + product).orElse("none"));
        }
    }

    private void requireInput() throws IOException {
        if (!Files.isRegularFile(input)) {
            throw new UnusableNightException(input + ": expected a stack or picture, found "
                    + (Files.exists(input) ? "a folder or device" : "no such file"));
        }
        for (Path output : outputs.files()) {
            if (Files.exists(output) && Files.isSameFile(output, input)) {
                throw new OptionException(
                        output + ": expected a new file, found the stack itself; choose another name");
            }
        }
    }

    private void developStack(Optional<Product> asked, Comet comet, Talk talk) throws IOException {
        StackFile.Head head = StackFile.head(input);
        if (frames.asksWhich()) {
            frames.answer(StackFile.read(input, frames.planes(head.planes())).stack(), talking.json(), terminal);
            if (outputs.files().isEmpty()) {
                return;
            }
        }
        Product product = asked.or(() -> RecipeJson.product(head.recipe())
                        .filter(made -> head.planes().containsAll(made.planes())))
                .or(() -> Product.bestOf(head.planes()))
                .orElseThrow(() -> new OptionException(
                        input + ": expected planes of which a picture can be made, found " + head.planes()));
        product.requirePlanes(head.planes());
        Set<Plane> planes = EnumSet.copyOf(product.bestPlanes());
        planes.addAll(frames.leavesOut() ? frames.planes(head.planes()) : Set.of());
        Stack stack = frames.apply(StackFile.read(input, planes).stack(), talk);
        write(
                stack.first(),
                stack.curve(),
                Encodings.forScreens(stack, encoding),
                tones -> look -> product.develop(stack, look, tones, comet),
                talk);
    }

    private void developMask(Talk talk) throws IOException {
        if (!StackFile.isOne(input)) {
            throw new OptionException("--as: expected a stack file to find the sky in, found " + input);
        }
        SkyMask.requirePlanes(StackFile.head(input).planes());
        Stack stack = StackFile.read(input, SkyMask.PLANES).stack();
        SkyMask mask = SkyMask.of(stack);
        MaskFile.tell(mask, talk);
        for (Path output : outputs.files()) {
            MaskFile.write(mask.picture(stack), output, talk);
        }
    }

    private void developPicture(Talk talk) throws IOException {
        Picture picture = GivenPicture.read(input);
        ToneCurve curve = Encodings.natural(picture.first());
        ToneCurve screen = encoding.isEmpty() && curve instanceof ToneCurve.Linear ? new ToneCurve.Srgb() : curve;
        write(picture.first(), curve, screen, tones -> look -> picture.develop(curve, look, tones), talk);
    }

    /* Float files hold light, all others codes for screens. */
    private void write(
            FrameInfo first,
            ToneCurve curve,
            ToneCurve screen,
            Function<Tones, Function<Look, Picture>> develop,
            Talk talk)
            throws IOException {
        for (Path output : outputs.files()) {
            outputs.write(
                    output,
                    first.type(),
                    depth -> depth == Depth.FLOAT
                            ? develop.apply(Tones.LIGHT).apply(looks.look(curve))
                            : develop.apply(Tones.CODES)
                                    .apply(looks.look(
                                            encoding.isPresent() ? Encodings.curve(encoding, first) : screen)),
                    picture -> talk.wrote(output, ExifBlock.summary(picture)));
        }
    }
}
