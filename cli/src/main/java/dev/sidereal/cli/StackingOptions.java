package dev.sidereal.cli;

import dev.sidereal.develop.Comet;
import dev.sidereal.develop.Developer;
import dev.sidereal.develop.FadedMaximum;
import dev.sidereal.develop.Look;
import dev.sidereal.develop.Product;
import dev.sidereal.develop.Tones;
import dev.sidereal.fold.Plane;
import dev.sidereal.formats.FrameFiles;
import dev.sidereal.formats.Print;
import dev.sidereal.formats.colour.Encodings;
import dev.sidereal.formats.exif.ExifBlock;
import dev.sidereal.formats.file.FrameNames;
import dev.sidereal.formats.file.ScratchFile;
import dev.sidereal.formats.recipe.RecipeJson;
import dev.sidereal.frame.CameraWatch;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.frame.FrameSource;
import dev.sidereal.frame.Night;
import dev.sidereal.frame.OptionException;
import dev.sidereal.frame.Tap;
import dev.sidereal.image.Raster;
import dev.sidereal.image.ToneCurve;
import dev.sidereal.keogram.Keogram;
import dev.sidereal.recipe.Recipe;
import dev.sidereal.run.Beginning;
import dev.sidereal.run.LocalEngine;
import dev.sidereal.run.MedianLight;
import dev.sidereal.sky.SkyMask;
import dev.sidereal.stack.Stack;
import dev.sidereal.timelapse.Show;
import dev.sidereal.timelapse.Timelapse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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
    private VideoOptions video = new VideoOptions();

    @Mixin
    private LookOptions looks = new LookOptions();

    @Mixin
    private FrameOptions frames = new FrameOptions();

    @Mixin
    private MovedOption moved = new MovedOption();

    @Mixin
    private TalkOptions talking = new TalkOptions();

    @Mixin
    private EngineOption engine = new EngineOption();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec verb = CommandSpec.create();

    @Option(names = "--dry-run", description = "Say what would be done and the memory it takes, and stop.")
    private boolean dryRun;

    /** Stacks, and writes the verb's own product to {@code -o}. */
    int run(Terminal terminal, Product product, AlignOptions align) throws IOException, InterruptedException {
        return run(terminal, product, Comet.WHOLE_NIGHT, false, new GroundOptions(), align);
    }

    /** Whether another product is asked for with {@code --also}. */
    boolean alsoMakes(Product product) {
        return also.files().stream().anyMatch(file -> file.product() == product);
    }

    /**
     * Stacks.
     *
     * @param comet  how trails fade where comets are asked for
     * @param exact  whether comets are weighed while frames are read
     * @param ground what lies below the sky of the verb's own product
     */
    int run(Terminal terminal, Product product, Comet comet, boolean exact, GroundOptions ground)
            throws IOException, InterruptedException {
        return run(terminal, product, comet, exact, ground, new AlignOptions());
    }

    private int run(
            Terminal terminal, Product product, Comet comet, boolean exact, GroundOptions ground, AlignOptions align)
            throws IOException, InterruptedException {
        if (engine.isCluster()) {
            return engine.submit(verb.root().commandLine().getParseResult().originalArgs());
        }
        Talk talk = talking.talk(terminal);
        List<OutputFile> files = Stream.concat(
                        outputs.files().stream().map(file -> new OutputFile(file, product, true)),
                        also.files().stream())
                .toList();
        check(files, ground, exact);
        align.check(saving.goesOn(), outputs.force());
        moved.check(saving.goesOn(), align.isGiven());
        frames.limitDeveloping();
        List<Path> paths = paths(files, ground);
        FrameNames names = frames.given().find(paths);
        names.ignored().stream()
                .filter(line -> talking.verbose() || frames.given().concernsTyped(line))
                .forEach(line -> talk.note("ignored " + line));
        talk.looking(names.files().size());
        if (!dryRun) {
            OutputOptions.rehearse(paths);
            Main.loadDecoderAhead();
        }
        FrameFiles found = frames.given()
                .framesOnly(
                        FrameFiles.probe(names.files(), frames.threads(), frames.reading()),
                        talking.verbose(),
                        talk::note);
        Night seen = LocalEngine.night(frames.selection(), found);
        FrameSource source = moved.steady(
                align.place(found, seen, Encodings.curve(encoding, seen.first()), frames.threads(), dryRun, talk),
                seen,
                frames.threads(),
                dryRun,
                talk);
        Night night = source == found ? seen : LocalEngine.night(frames.selection(), source);
        SavedStack saved = saving.open();
        GroundOptions.Given given = ground.read(night, talk);
        Recipe recipe = recipe(night, files, saved, ground, exact);
        String recipeJson = RecipeJson.write(recipe, product, saved.continuedName());
        boolean isMasked = ground.isComposite()
                || !ground.files().isEmpty()
                || !also.masks().isEmpty();
        /* A moved ground spoils masks and composites first of all; plain trails are not slowed down by looking for it. */
        CameraWatch watch = new CameraWatch();
        try (ScratchFile scratch = ScratchFile.beside(paths.get(0));
                TimelapseFiles videos =
                        TimelapseFiles.of(video.timelapse(new Show.Growing()), also.timelapses(), night, talk)) {
            Beginning beginning = saved.beginning(recipeJson, scratch);
            Optional<KeogramFile> keogram = keogram(night, recipe, talk);
            Optional<FadedMaximum> faded = exact
                    ? Optional.of(new FadedMaximum(night.first(), records(night), recipe.curve(), comet))
                    : Optional.empty();
            Tap tap = keogram.<Tap>map(KeogramFile::columns)
                    .orElse(Tap.NONE)
                    .and(isMasked || moved.tells() ? watch : Tap.NONE)
                    .and(isMasked ? Tap.taking(ground.bytes(night)) : Tap.NONE)
                    .and(faded.<Tap>map(fading -> fading).orElse(Tap.NONE))
                    .and(Tap.taking(developing(files, night, exact)))
                    .and(videos.tap());
            if (dryRun) {
                talk.wouldDo(new LocalEngine().plan(recipe, source, beginning, tap, talk), paths);
                return ExitCode.DONE.number();
            }
            Stack stack = new LocalEngine().run(recipe, source, beginning, saved.checkpoints(recipeJson), tap, talk);
            CameraWords.tell(watch, stack.frames(), talk);
            saved.write(stack, recipeJson, talk);
            Optional<SkyMask> mask = isMasked ? Optional.of(ground.mask(given, stack, talk)) : Optional.empty();
            if (mask.isPresent()) {
                ground.save(mask.get(), stack, also.masks(), talk);
            }
            Developer developer = new Developer(stack);
            for (OutputFile file : files) {
                if (file.isOwn() && ground.isComposite()) {
                    Raster earth = ground.light(
                            given,
                            stack,
                            mask.orElseThrow(),
                            rows -> MedianLight.of(stack, night, source, rows, frames.threads(), talk));
                    writeComposite(file, developer, comet, earth, mask.get(), talk);
                } else {
                    write(file, developer, night, comet, faded, talk);
                }
            }
            for (Path file : also.keograms()) {
                keogram.orElseThrow().write(file, stack, outputs, encoding, talk);
            }
            videos.finish(talk);
            saved.end();
        } catch (InterruptedException e) {
            saved.interrupted(talk);
            throw e;
        }
        return ExitCode.DONE.number();
    }

    /* What was folded in an earlier run is not read again, so that its columns would be missing. */
    private Optional<KeogramFile> keogram(Night night, Recipe recipe, Talk talk) {
        if (also.keograms().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(KeogramFile.of(Keogram.PLAIN, night.first(), records(night), recipe.curve(), talk));
    }

    /* One picture is developed after the other. */
    private static long developing(List<OutputFile> files, Night night, boolean exact) {
        return files.stream()
                .map(OutputFile::product)
                .filter(product -> !(exact && product == Product.COMET))
                .mapToLong(product -> product.bytes(night.first()))
                .max()
                .orElse(0);
    }

    private static List<FrameRecord> records(Night night) {
        return night.entries().stream().map(Night.Entry::record).toList();
    }

    private void check(List<OutputFile> files, GroundOptions ground, boolean exact) throws IOException {
        ground.check(!also.masks().isEmpty(), saving.goesOn() && !saving.resumes());
        requireFresh(Keogram.NAME, also.keograms());
        requireFresh(Timelapse.NAME, also.timelapses());
        if (video.isGiven() && also.timelapses().isEmpty()) {
            throw new OptionException(
                    "--fps, --size, --fit, --hold: expected --also timelapse=FILE with them, found none");
        }
        video.timelapse(new Show.Growing());
        if (exact && (saving.goesOn() || ground.isComposite())) {
            throw new OptionException(
                    "--exact: expected no --continue, --resume or --ground with it, found one of them");
        }
        frames.check();
        looks.look(new ToneCurve.Linear());
        saving.check();
        List<Path> paths = paths(files, ground);
        outputs.require(!paths.isEmpty());
        outputs.check(
                paths.stream().filter(path -> !also.timelapses().contains(path)).toList(), saving.resumes());
        TimelapseFiles.check(also.timelapses(), outputs.force());
    }

    /* What was folded before is not read again. */
    private void requireFresh(String name, List<Path> asked) {
        if (!asked.isEmpty() && saving.goesOn()) {
            throw new OptionException(
                    "--also: expected " + name + " without --continue and --resume, found it with one of" + " them; a "
                            + name + " needs every frame read: sidereal " + name + " makes one");
        }
    }

    /* Pictures, masks, keograms, timelapses and the stack. */
    private List<Path> paths(List<OutputFile> files, GroundOptions ground) {
        return Stream.of(
                        files.stream().map(OutputFile::path),
                        ground.files().stream(),
                        also.masks().stream(),
                        also.keograms().stream(),
                        also.timelapses().stream(),
                        saving.file().stream())
                .flatMap(paths -> paths)
                .toList();
    }

    private Recipe recipe(Night night, List<OutputFile> files, SavedStack saved, GroundOptions ground, boolean exact) {
        Set<Plane> planes = EnumSet.noneOf(Plane.class);
        files.stream()
                .map(OutputFile::product)
                .filter(product -> !(exact && product == Product.COMET))
                .forEach(product -> planes.addAll(product.bestPlanes()));
        planes.addAll(ground.planes(!also.masks().isEmpty()));
        if (planes.isEmpty() && saving.planes().isEmpty()) {
            planes.add(Plane.MAX); // frames alone: the engine folds something, and this is the least of all
        }
        ToneCurve curve = encoding.isEmpty() && saved.continued().isPresent()
                ? saved.continued().get().curve()
                : Encodings.curve(encoding, night.first());
        return frames.recipe(saved.planes(planes, saving.planes()), curve, saving.identity());
    }

    private void writeComposite(
            OutputFile file, Developer developer, Comet comet, Raster ground, SkyMask mask, Talk talk)
            throws IOException {
        Stack stack = developer.stack();
        outputs.write(
                file.path(),
                stack.type(),
                depth -> Composing.told(
                        new Print(file.product(), comet, looks::look)
                                .over(ground, mask.raster(), developer, depth, Encodings.forScreens(stack, encoding)),
                        talk),
                picture -> talk.wrote(file.path(), ExifBlock.summary(picture)));
    }

    private void write(
            OutputFile file, Developer developer, Night night, Comet comet, Optional<FadedMaximum> faded, Talk talk)
            throws IOException {
        Stack stack = developer.stack();
        outputs.write(
                file.path(),
                night.type(),
                depth -> {
                    ToneCurve screen = Encodings.forScreens(stack, encoding);
                    Function<ToneCurve, Look> look = file.isOwn() ? looks::look : Look::plain;
                    return faded.filter(tap -> file.product() == Product.COMET)
                            .map(tap -> tap.develop(
                                    stack,
                                    look.apply(depth.isFloat() ? stack.curve() : screen),
                                    depth.isFloat() ? Tones.LIGHT : Tones.CODES))
                            .orElseGet(() -> new Print(file.product(), comet, look).of(developer, depth, screen));
                },
                picture -> talk.wrote(file.path(), ExifBlock.summary(picture)));
    }
}
