package dev.sidereal.spark;

import dev.sidereal.calibrate.Master;
import dev.sidereal.calibrate.Masters;
import dev.sidereal.develop.Picture;
import dev.sidereal.develop.StackLight;
import dev.sidereal.fold.Plane;
import dev.sidereal.formats.PictureFiles;
import dev.sidereal.formats.SessionPrint;
import dev.sidereal.formats.codec.Depth;
import dev.sidereal.formats.colour.Encodings;
import dev.sidereal.formats.file.ScratchFile;
import dev.sidereal.formats.fits.DeepSkyFits;
import dev.sidereal.formats.fits.SkyCards;
import dev.sidereal.frame.Night;
import dev.sidereal.frame.OptionException;
import dev.sidereal.frame.Selection;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.integrate.DeepSky;
import dev.sidereal.recipe.Budget;
import dev.sidereal.recipe.Identity;
import dev.sidereal.recipe.Recipe;
import dev.sidereal.run.LocalEngine;
import dev.sidereal.run.RunEvent;
import dev.sidereal.run.UnusableNightException;
import dev.sidereal.stack.Stack;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;

/** One submit of a deep-sky session: masters are made on the cluster, then lights are joined there and written here. */
final class SessionJob {

    private final JavaSparkContext spark;
    private final Configuration hadoop;
    private final SessionWishes wishes;
    private final Lines lines;

    SessionJob(JavaSparkContext spark, SessionWishes wishes, Lines lines) {
        this.spark = spark;
        this.hadoop = spark.hadoopConfiguration();
        this.wishes = wishes;
        this.lines = lines;
    }

    /**
     * Does it all.
     *
     * @param names of lights as typed
     * @throws UnusableNightException if nothing can be made of them
     */
    void run(List<String> names) throws IOException, InterruptedException {
        for (String output : wishes.outputs()) {
            file(output).check(wishes.force());
        }
        ClusterFrames lights = frames(names, "lights");
        Night night = LocalEngine.night(wishes.selection(), lights);
        List<Optional<Master>> masters = new ArrayList<>();
        for (Master.Kind kind : List.of(Master.Kind.DARK, Master.Kind.FLAT, Master.Kind.BIAS, Master.Kind.DARK_FLAT)) {
            masters.add(wishes.calibration().containsKey(kind) ? Optional.of(master(kind)) : Optional.empty());
        }
        Masters all = new Masters(masters.get(0), masters.get(1), masters.get(2), masters.get(3), wishes.scaleDark());
        Optional<Integer> reference = wishes.reference().isPresent() ? Optional.of(position(lights)) : Optional.empty();
        DeepSky session = ClusterReading.run(
                spark, wishes.recipe(Encodings.natural(night.first()), all, reference), lights, lines);
        session.remarks().forEach(lines::say);
        write(session, lights, night);
    }

    private ClusterFrames frames(List<String> names, String what) throws IOException, UnusableNightException {
        Listing listing = Listing.of(names, hadoop);
        if (listing.files().isEmpty()) {
            throw new UnusableNightException(
                    what + ": expected frames or a master, found none in " + String.join(", ", names));
        }
        lines.say(what + ": reading the headers of " + listing.files().size() + " files");
        return ClusterFrames.probe(spark, listing.files(), wishes.reading()).framesOnly(listing.typed());
    }

    private Master master(Master.Kind kind) throws IOException, InterruptedException {
        try (ScratchFile shelf = ScratchFile.beside(Scratch.folder().resolve(UUID.randomUUID() + ".fits"))) {
            ClusterFrames frames = frames(wishes.calibration().getOrDefault(kind, List.of()), "--" + kind);
            Night night = LocalEngine.night(Selection.ALL, frames);
            Recipe recipe = new Recipe(
                    Selection.ALL,
                    Set.of(Plane.SUM),
                    wishes.badFrames(),
                    new Budget(1, Optional.empty()),
                    Encodings.natural(night.first()),
                    Identity.UNKNOWN);
            Stack stack = new SparkEngine(spark, shelf).run(recipe, frames, event -> {
                if (event instanceof RunEvent.FrameSkipped) {
                    lines.on(event);
                }
            });
            Master master = new Master(kind, StackLight.MEAN.of(stack), stack.first());
            Picture picture = new Picture(master.light(), "master " + kind, stack.first(), stack.frames());
            lines.say(kind + ": mean of " + picture.used() + (picture.used() == 1 ? " frame" : " frames"));
            if (wishes.master(kind).isPresent()) {
                write(wishes.master(kind).get(), path -> DeepSkyFits.writeMaster(picture, kind.toString(), path));
            }
            return master;
        } catch (UnusableNightException e) {
            throw new UnusableNightException("--" + kind + ": " + e.getMessage());
        }
    }

    private int position(ClusterFrames lights) throws IOException {
        String name = wishes.reference().orElseThrow();
        String asked = Listing.path(name, hadoop).toUri().toString();
        for (int position = 0; position < lights.candidates().size(); position++) {
            if (lights.address(position).file().equals(asked)) {
                return position;
            }
        }
        throw new OptionException("--reference: expected one of the lights, found " + name);
    }

    private void write(DeepSky session, ClusterFrames lights, Night night) throws IOException {
        SessionPrint print = print(session);
        for (String output : wishes.pictures()) {
            if (output.toLowerCase(Locale.ROOT).matches(".*\\.(fits|fit|fts)")) {
                SkyCards sky = sky(session, lights, night);
                write(output, path -> DeepSkyFits.write(print.light(), sky, path));
            } else {
                Depth depth = wishes.depth(output, SampleType.UINT16);
                Picture picture = print.picture(depth, wishes.stretch());
                write(output, path -> PictureFiles.write(picture, path, Optional.of(depth)));
            }
        }
        if (wishes.coverage().isPresent()) {
            map(wishes.coverage().get(), session.picture().coverage(), "coverage", print);
        }
        if (wishes.rejections().isPresent()) {
            map(wishes.rejections().get(), session.picture().rejected(), "rejected lights", print);
        }
        lines.say(session.used() + " of " + session.frames().size() + " lights joined on "
                + session.first().name());
    }

    private void map(String output, Raster counts, String title, SessionPrint print) throws IOException {
        Depth depth = wishes.depth(output, SampleType.UINT8);
        Picture map = print.map(counts, title, depth);
        write(output, path -> PictureFiles.write(map, path, Optional.of(depth)));
    }

    /* The reference's own header says where it lies on the sky. */
    private SkyCards sky(DeepSky session, ClusterFrames lights, Night night) throws IOException {
        int position = night.entries().get(session.reference()).position();
        try (NearFile near = NearFile.of(URI.create(lights.address(position).file()), hadoop)) {
            return SkyCards.of(
                    near.path(), session.canvas().left(), session.canvas().top());
        }
    }

    private FarFile file(String output) throws IOException {
        return new FarFile(Listing.path(output, hadoop), hadoop);
    }

    private void write(String output, FarFile.Content content) throws IOException {
        FarFile file = file(output);
        file.put(content);
        lines.say("wrote " + file);
    }

    private static SessionPrint print(DeepSky session) {
        return new SessionPrint(session.picture().light(), session.first(), session.records(), session.used());
    }
}
