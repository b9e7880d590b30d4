package dev.sidereal.cli;

import dev.sidereal.develop.Comet;
import dev.sidereal.develop.Look;
import dev.sidereal.develop.Product;
import dev.sidereal.develop.Tones;
import dev.sidereal.fold.Plane;
import dev.sidereal.formats.FrameFiles;
import dev.sidereal.formats.exif.ExifBlock;
import dev.sidereal.formats.file.FrameNames;
import dev.sidereal.formats.recipe.RecipeJson;
import dev.sidereal.frame.Night;
import dev.sidereal.image.ToneCurve;
import dev.sidereal.recipe.Recipe;
import dev.sidereal.run.Beginning;
import dev.sidereal.run.LocalEngine;
import dev.sidereal.stack.Stack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options and the course of every verb that stacks a night into pictures. */
final class StackingOptions {

    @Mixin
    private OutputOptions outputs = new OutputOptions();

    @Mixin
    private AlsoOption also = new AlsoOption();

    @Mixin
    private SavingOptions saving = new SavingOptions();

    @Option(
            names = "--encoding",
            paramLabel = "srgb|gamma:G|linear|profile|none",
            description =
                    "How codes stand for light; default: the profile's curve, else srgb; none: codes as they are.")
    private Optional<String> encoding = Optional.empty();

    @Mixin
    private LookOptions looks = new LookOptions();

    @Mixin
    private FrameOptions frames = new FrameOptions();

    @Mixin
    private TalkOptions talking = new TalkOptions();

    @Option(names = "--dry-run", description = "Say what would be done and the memory it takes, and stop.")
    private boolean dryRun;

    /** Stacks, and writes the verb's own product to {@code -o}. */
    int run(Terminal terminal, Product product) throws IOException, InterruptedException {
        return run(terminal, product, Comet.WHOLE_NIGHT);
    }

    /** Whether another product is asked for with {@code --also}. */
    boolean alsoMakes(Product product) {
        return also.files().stream().anyMatch(file -> file.product() == product);
    }

    /** Stacks; {@code comet} says how trails fade where comets are asked for. */
    int run(Terminal terminal, Product product, Comet comet) throws IOException, InterruptedException {
        Talk talk = talking.talk(terminal);
        List<OutputFile> files = Stream.concat(
                        outputs.files().stream().map(file -> new OutputFile(file, product, true)),
                        also.files().stream())
                .toList();
        check(files);
        FrameNames names = frames.given().find(paths(files));
        names.ignored().stream()
                .filter(line -> talking.verbose() || frames.given().concernsTyped(line))
                .forEach(line -> talk.note("ignored " + line));
        talk.looking(names.files().size());
        if (!dryRun) {
            OutputOptions.rehearse(paths(files));
            Main.loadDecoderAhead();
        }
        FrameFiles source = frames.given()
                .framesOnly(
                        FrameFiles.probe(names.files(), frames.threads(), frames.reading()),
                        talking.verbose(),
                        talk::note);
        Night night = LocalEngine.night(frames.selection(), source);
        SavedStack saved = saving.open();
        Recipe recipe = recipe(night, files, saved);
        String recipeJson = RecipeJson.write(recipe, product, saved.continuedName());
        Beginning beginning = saved.beginning(recipeJson);
        if (dryRun) {
            talk.wouldDo(new LocalEngine().plan(recipe, source, beginning, talk), paths(files));
            return ExitCode.DONE.number();
        }
        try {
            Stack stack = new LocalEngine().run(recipe, source, beginning, saved.checkpoints(recipeJson), talk);
            saved.write(stack, recipeJson, talk);
            for (OutputFile file : files) {
                write(file, stack, night, comet, talk);
            }
            saved.end();
        } catch (InterruptedException e) {
            saved.interrupted(talk);
            throw e;
        }
        return ExitCode.DONE.number();
    }

    private void check(List<OutputFile> files) throws IOException {
        frames.check();
        looks.look(new ToneCurve.Linear());
        saving.check();
        outputs.require(!also.files().isEmpty() || saving.file().isPresent());
        outputs.check(paths(files), saving.resumes());
    }

    /* Pictures and the stack. */
    private List<Path> paths(List<OutputFile> files) {
        return Stream.concat(files.stream().map(OutputFile::path), saving.file().stream())
                .toList();
    }

    private Recipe recipe(Night night, List<OutputFile> files, SavedStack saved) {
        Set<Plane> planes = EnumSet.noneOf(Plane.class);
        files.forEach(file -> planes.addAll(file.product().bestPlanes()));
        ToneCurve curve = encoding.isEmpty() && saved.continued().isPresent()
                ? saved.continued().get().curve()
                : Encodings.curve(encoding, night.first());
        return frames.recipe(saved.planes(planes, saving.planes()), curve, saving.identity());
    }

    private void write(OutputFile file, Stack stack, Night night, Comet comet, Talk talk) throws IOException {
        boolean isLight = stack.curve() instanceof ToneCurve.Linear
                || (file.product() != Product.TRAILS && file.product() != Product.MIN);
        outputs.write(
                file.path(),
                night.type(),
                depth -> {
                    ToneCurve curve = depth.isFloat() ? stack.curve() : Encodings.forScreens(stack, encoding);
                    Look look = file.isOwn() ? looks.look(curve) : Look.plain(curve);
                    return file.product()
                            .develop(stack, look, isLight && depth.isFloat() ? Tones.LIGHT : Tones.CODES, comet);
                },
                picture -> talk.wrote(file.path(), ExifBlock.summary(picture)));
    }
}
