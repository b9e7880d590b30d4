package dev.sidereal.cli;

import dev.sidereal.align.AlignedFrames;
import dev.sidereal.align.Registration;
import dev.sidereal.align.Session;
import dev.sidereal.formats.FrameFiles;
import dev.sidereal.formats.transforms.GivenPlaces;
import dev.sidereal.formats.transforms.TransformsFile;
import dev.sidereal.frame.FrameSource;
import dev.sidereal.frame.Night;
import dev.sidereal.frame.OptionException;
import dev.sidereal.image.ToneCurve;
import dev.sidereal.integrate.Canvas;
import dev.sidereal.run.RunEvent;
import dev.sidereal.run.UnusableNightException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that register frames on each other before they are stacked. */
final class AlignOptions {

    @Option(names = "--align", description = "Register the frames by their stars first; every frame is read twice.")
    private boolean align;

    @Option(
            names = "--reference",
            paramLabel = "FILE",
            description = "The frame that the others are registered on; default: the sharpest.")
    private Optional<Path> reference = Optional.empty();

    @Option(
            names = "--canvas",
            paramLabel = "reference|union|intersection",
            description = "What the picture shows: what the reference (default), any or every frame shows.")
    private Optional<String> canvas = Optional.empty();

    @Mixin
    private TransformsOptions transforms = new TransformsOptions();

    /** Whether frames are registered. */
    boolean isGiven() {
        return align;
    }

    /**
     * Everything that can be known to be wrong before a file is read.
     *
     * @param goesOn whether an earlier run is continued
     * @param force  whether files may be overwritten
     */
    void check(boolean goesOn, boolean force) throws IOException {
        if (!align && (reference.isPresent() || canvas.isPresent() || transforms.isGiven())) {
            throw new OptionException(
                    "--reference, --canvas, --transforms, --use-transforms: expected --align with them, found none");
        }
        if (align && goesOn) {
            throw new OptionException("--align: expected no --continue or --resume with it, found one of them;"
                    + " stack all frames anew");
        }
        transforms.check(force);
        extent();
    }

    private Canvas.Extent extent() {
        return Canvas.Extent.named("--canvas", canvas.orElse("reference"));
    }

    /** The frames at their places; as they are where that is not asked for or nothing is to be read. */
    FrameSource place(FrameFiles files, Night night, ToneCurve curve, int threads, boolean dryRun, Talk talk)
            throws IOException, InterruptedException {
        if (!align) {
            return files;
        }
        if (dryRun) {
            return AlignedFrames.unread(files, night, curve);
        }
        Optional<Integer> position = reference.isPresent() ? Optional.of(position(files, night)) : Optional.empty();
        Optional<GivenPlaces> given = transforms.read(night, position);
        Session session = given.isPresent()
                ? Session.given(night, given.get().reference(), given.get().places())
                : Session.of(
                                files,
                                night,
                                curve,
                                position,
                                threads,
                                (done, total) -> talk.on(new RunEvent.Looked(done, total)))
                        .orElseThrow(AlignOptions::noReference);
        tell(session, talk);
        int width = night.shape().width();
        int height = night.shape().height();
        transforms.write(
                session.frames().stream()
                        .map(frame -> new TransformsFile.Row(frame.name(), width, height, frame.registration()))
                        .toList(),
                talk);
        Canvas shown = Canvas.of(extent(), night.shape(), session.transforms());
        return AlignedFrames.of(
                files,
                night,
                curve,
                session,
                new AlignedFrames.Part(shown.left(), shown.top(), shown.width(), shown.height()));
    }

    private int position(FrameFiles files, Night night) throws IOException {
        Path wanted = reference.orElseThrow();
        for (Night.Entry entry : night.entries()) {
            Path file = files.file(entry.position());
            boolean isSame = file.equals(wanted)
                    || file.toString().equals(wanted.toString())
                    || (Files.exists(file) && Files.exists(wanted) && Files.isSameFile(file, wanted));
            if (isSame && entry.record().used()) {
                return entry.position();
            }
        }
        throw new OptionException("--reference: expected one of the frames, found " + wanted);
    }

    private static UnusableNightException noReference() {
        return new UnusableNightException("reference: expected a frame with at least 3 stars, found none");
    }

    private static void tell(Session session, Talk talk) {
        double worst = 0;
        for (Session.Aligned frame : session.frames()) {
            if (frame.registration() instanceof Registration.Registered registered) {
                worst = Math.max(worst, registered.residualPixels());
            }
        }
        Session.Aligned chosen = session.frames().get(session.reference());
        talk.note(String.format(
                Locale.ROOT,
                "registered %d of %d frames on %s, stars agree to %.2f pixels or better",
                session.registered(),
                session.frames().size(),
                chosen.name(),
                worst));
    }

    /** Files that are written besides pictures. */
    List<Path> files() {
        return transforms.files();
    }
}
