package dev.sidereal.cli;

import dev.sidereal.calibrate.Masters;
import dev.sidereal.develop.Look;
import dev.sidereal.develop.Picture;
import dev.sidereal.develop.Stretch;
import dev.sidereal.fold.Plane;
import dev.sidereal.formats.FrameFiles;
import dev.sidereal.formats.SessionPrint;
import dev.sidereal.formats.codec.Depth;
import dev.sidereal.formats.colour.Encodings;
import dev.sidereal.formats.exif.ExifBlock;
import dev.sidereal.formats.file.FrameNames;
import dev.sidereal.formats.fits.DeepSkyFits;
import dev.sidereal.formats.fits.SkyCards;
import dev.sidereal.formats.session.DeepSkyPage;
import dev.sidereal.formats.session.DeepSkyReport;
import dev.sidereal.formats.session.DeepSkySummary;
import dev.sidereal.formats.transforms.GivenPlaces;
import dev.sidereal.formats.transforms.TransformsFile;
import dev.sidereal.frame.Night;
import dev.sidereal.frame.OptionException;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.ToneCurve;
import dev.sidereal.integrate.DeepSky;
import dev.sidereal.recipe.DeepSkyRecipe;
import dev.sidereal.recipe.Identity;
import dev.sidereal.recipe.Recipe;
import dev.sidereal.run.DeepSkyEngine;
import dev.sidereal.run.LocalEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sidereal deepsky}: lights calibrated, registered, freed of satellites and averaged. */
@Command(
        name = "deepsky",
        description = "Calibrates lights of one object, lays them on each other by their stars and joins them.",
        sortOptions = false,
        footer = {
            "",
            "Example: sidereal deepsky lights/ --dark darks/ --flat flats/ --bias bias/ -o m31.fits -o m31.jpg",
            "What became of each light: sidereal deepsky lights/ -o m31.fits --report m31.html"
        })
final class DeepSkyCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private OutputOptions outputs = new OutputOptions();

    @Mixin
    private MasterOptions calibration = new MasterOptions();

    @Mixin
    private IntegrationOptions joining = new IntegrationOptions();

    @Option(
            names = "--reference",
            paramLabel = "FILE",
            description = "The light that all others are laid on; default: the best.")
    private Optional<Path> reference = Optional.empty();

    @Mixin
    private TransformsOptions transforms = new TransformsOptions();

    @Option(
            names = "--stretch",
            paramLabel = "auto|auto-unlinked|asinh|none",
            description = "How pictures of 8 and 16 bits show faint things; default auto. FITS and 32f hold light.")
    private String stretch = "auto";

    @Mixin
    private ToneOptions tones = new ToneOptions();

    @Option(
            names = "--coverage",
            paramLabel = "FILE",
            description = "Write in how many lights each pixel is: numbers in .fits, white for most in others.")
    private Optional<Path> coverage = Optional.empty();

    @Option(
            names = "--rejection-map",
            paramLabel = "FILE",
            description = "Write how many lights were rejected in each pixel.")
    private Optional<Path> rejections = Optional.empty();

    @Option(
            names = "--report",
            paramLabel = "FILE.html",
            description = "Write a page on what became of each light, and the same for programs as FILE.json.")
    private Optional<Path> report = Optional.empty();

    @Mixin
    private FrameOptions frames = new FrameOptions();

    @Mixin
    private TalkOptions talking = new TalkOptions();

    @Mixin
    private EngineOption engine = new EngineOption();

    @Spec(Spec.Target.SELF)
    private CommandSpec verb = CommandSpec.create();

    @Option(names = "--dry-run", description = "Say what would be done and the memory it takes, and stop.")
    private boolean dryRun;

    DeepSkyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (engine.isCluster()) {
            return engine.submit(verb.root().commandLine().getParseResult().originalArgs());
        }
        Talk talk = talking.talk(terminal);
        check();
        frames.limitDeveloping();
        List<Path> written = written();
        FrameNames names = frames.given().find(written);
        names.ignored().stream()
                .filter(line -> talking.verbose() || frames.given().concernsTyped(line))
                .forEach(line -> talk.note("ignored " + line));
        talk.looking(names.files().size());
        if (!dryRun) {
            OutputOptions.rehearse(written);
        }
        FrameFiles source = frames.given()
                .framesOnly(
                        FrameFiles.probe(names.files(), frames.threads(), frames.reading()),
                        talking.verbose(),
                        talk::note);
        Night night = LocalEngine.night(frames.selection(), source);
        Masters masters = calibration.masters(frames, talk);
        DeepSkyRecipe recipe = recipe(night, source, masters);
        if (dryRun) {
            talk.wouldDo(DeepSkyEngine.plan(recipe, source, talk), written);
            return ExitCode.DONE.number();
        }
        DeepSky session = DeepSkyEngine.run(recipe, source, talk);
        session.remarks().forEach(talk::note);
        DeepSkySummary.of(session).forEach(talk::note);
        int reference = night.entries().get(session.reference()).position();
        SkyCards sky = SkyCards.of(source.file(reference), recipe.pixelSide(), session);
        for (Path file : outputs.files()) {
            write(file, session, sky, talk);
        }
        if (coverage.isPresent()) {
            writeMap(coverage.get(), session.picture().coverage(), "coverage", session, sky, talk);
        }
        if (rejections.isPresent()) {
            writeMap(rejections.get(), session.picture().rejected(), "rejected lights", session, sky, talk);
        }
        transforms.write(TransformsFile.rows(session), talk);
        if (report.isPresent()) {
            write(report.get(), "report", file -> DeepSkyPage.write(session, file), talk);
            write(json(report.get()), "report for programs", file -> DeepSkyReport.write(session, file), talk);
        }
        return ExitCode.DONE.number();
    }

    private void check() throws IOException {
        joining.check();
        if (joining.debayer().isPresent() && transforms.isGiven()) {
            throw new OptionException(
                    "--debayer superpixel: expected neither --transforms nor --use-transforms with it, whose"
                            + " places count samples; use --debayer best");
        }
        frames.check();
        look();
        outputs.require(false);
        List<Path> pictures = Stream.of(outputs.files().stream(), coverage.stream(), rejections.stream())
                .flatMap(files -> files)
                .toList();
        outputs.check(pictures, false);
        calibration.check(outputs.force());
        transforms.check(outputs.force());
        if (report.isPresent()) {
            Path json = json(report.get());
            OutputOptions.checkPlace(report.get(), outputs.force());
            OutputOptions.checkPlace(json, outputs.force());
        }
    }

    private static Path json(Path page) {
        return page.getFileSystem().getPath(DeepSkyReport.beside(page.toString()));
    }

    private interface Content {
        void writeTo(Path file) throws IOException;
    }

    private static void write(Path file, String what, Content content, Talk talk) throws IOException {
        try {
            content.writeTo(file);
        } catch (IOException e) {
            throw OutputOptions.notWritten(file, "report", e);
        }
        talk.wrote(file, what);
    }

    private List<Path> written() {
        return Stream.of(
                        outputs.files().stream(),
                        coverage.stream(),
                        rejections.stream(),
                        transforms.files().stream(),
                        report.stream(),
                        report.map(DeepSkyCommand::json).stream(),
                        calibration.files().stream())
                .flatMap(files -> files)
                .toList();
    }

    private DeepSkyRecipe recipe(Night night, FrameFiles source, Masters masters) throws IOException {
        ToneCurve curve = Encodings.natural(night.first());
        Recipe plain = frames.recipe(Set.of(Plane.SUM), curve, Identity.UNKNOWN);
        Optional<Integer> wanted =
                reference.isPresent() ? Optional.of(position(source, reference.get())) : Optional.empty();
        Optional<GivenPlaces> given = transforms.read(night, wanted);
        return new DeepSkyRecipe(
                plain.selection(),
                plain.badFrames(),
                plain.budget(),
                curve,
                masters,
                given.isPresent() ? given.map(GivenPlaces::reference) : wanted,
                joining.extent(),
                joining.rejection(),
                joining.weighting(),
                given.map(GivenPlaces::places).orElse(Map.of()),
                plain.gate(),
                joining.debayer(),
                joining.drizzle(),
                joining.grows());
    }

    private static int position(FrameFiles source, Path file) throws IOException {
        for (int position = 0; position < source.candidates().size(); position++) {
            if (Files.exists(file)
                    && Files.exists(source.file(position))
                    && Files.isSameFile(file, source.file(position))) {
                return position;
            }
        }
        throw new OptionException("--reference: expected one of the lights, found " + file);
    }

    private void write(Path file, DeepSky session, SkyCards sky, Talk talk) throws IOException {
        SessionPrint print = SessionPrint.of(session);
        if (DeepSkyFits.isFor(file.toString())) {
            Picture light = print.light();
            writeFits(light, sky, file);
            talk.wrote(file, ExifBlock.summary(light));
            return;
        }
        outputs.write(
                file,
                SampleType.UINT16,
                depth -> {
                    if (!depth.isFloat() && look().stretch() != Stretch.NONE) {
                        talk.note(file
                                + ": stretched to show faint things; --stretch none keeps the light's proportions");
                    }
                    return print.picture(depth, look());
                },
                picture -> talk.wrote(file, ExifBlock.summary(picture)));
    }

    private static void writeFits(Picture picture, SkyCards sky, Path file) throws IOException {
        try {
            DeepSkyFits.write(picture, sky, file);
        } catch (IOException e) {
            throw OutputOptions.notWritten(file, "picture", e);
        }
    }

    private Look look() {
        return tones.look(Stretch.named("--stretch", stretch), SessionPrint.SCREEN);
    }

    private void writeMap(Path file, Raster counts, String title, DeepSky session, SkyCards sky, Talk talk)
            throws IOException {
        if (DeepSkyFits.isFor(file.toString())) {
            writeFits(SessionPrint.of(session).map(counts, title, Depth.FLOAT), sky, file);
            talk.wrote(file, title);
            return;
        }
        outputs.write(
                file,
                SampleType.UINT8,
                depth -> SessionPrint.of(session).map(counts, title, depth),
                picture -> talk.wrote(file, title));
    }
}
