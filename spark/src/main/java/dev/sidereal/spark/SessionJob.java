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
import dev.sidereal.formats.session.DeepSkyPage;
import dev.sidereal.formats.session.DeepSkyReport;
import dev.sidereal.formats.session.DeepSkySummary;
import dev.sidereal.formats.transforms.GivenPlaces;
import dev.sidereal.formats.transforms.TransformsFile;
import dev.sidereal.frame.Night;
import dev.sidereal.frame.OptionException;
import dev.sidereal.frame.Selection;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.integrate.DeepSky;
import dev.sidereal.recipe.BadFrames;
import dev.sidereal.recipe.Budget;
import dev.sidereal.recipe.DeepSkyRecipe;
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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
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
        for (String master : wishes.masters()) {
            file(master, "").check(wishes.force());
        }
        if (wishes.places().isPresent()) {
            org.apache.hadoop.fs.Path places = Listing.path(wishes.places().get(), hadoop);
            if (!places.getFileSystem(hadoop).exists(places)) {
                throw new OptionException("--use-transforms: expected a file, found none at " + places);
            }
        }
        ClusterFrames lights = frames(names, "lights");
        SortedMap<String, List<Integer>> groups = wishes.grouping().of(lights);
        for (String group : groups.keySet()) {
            for (String output : wishes.files().all()) {
                file(output, group).check(wishes.force());
            }
        }
        Masters masters = masters();
        int joined = 0;
        for (Map.Entry<String, List<Integer>> group : groups.entrySet()) {
            try {
                join(group.getKey(), lights.only(group.getValue()), masters);
                joined++;
            } catch (UnusableNightException e) {
                if (wishes.grouping() instanceof Grouping.None || wishes.badFrames() == BadFrames.STOP) {
                    throw e;
                }
                lines.warn(group.getKey() + ": " + e.getMessage());
            }
        }
        if (joined == 0) {
            throw new UnusableNightException("lights: expected at least one group that can be joined, found none");
        }
    }

    private void join(String group, ClusterFrames lights, Masters masters) throws IOException, InterruptedException {
        Night night = LocalEngine.night(wishes.selection(), lights);
        Optional<Integer> wanted = wishes.reference().isPresent() ? Optional.of(position(lights)) : Optional.empty();
        Optional<GivenPlaces> given =
                wishes.places().isPresent() ? Optional.of(places(night, wanted)) : Optional.empty();
        DeepSkyRecipe recipe = wishes.recipe(
                Encodings.natural(night.first()),
                masters,
                given.isPresent() ? given.map(GivenPlaces::reference) : wanted,
                given.map(GivenPlaces::places).orElse(Map.of()));
        if (wishes.dry()) {
            ClusterReading.plan(spark, recipe, lights, lines);
            for (String output : wishes.files().all()) {
                lines.say("would write " + file(output, group));
            }
            return;
        }
        DeepSky session = ClusterReading.run(spark, recipe, lights, lines);
        session.remarks().forEach(lines::say);
        DeepSkySummary.of(session).forEach(lines::say);
        write(group, session, sky(recipe, session, lights, night));
    }

    private GivenPlaces places(Night night, Optional<Integer> wanted) throws IOException {
        org.apache.hadoop.fs.Path path = Listing.path(wishes.places().orElseThrow(), hadoop);
        try (NearFile near = NearFile.of(path.toUri(), hadoop)) {
            return GivenPlaces.of(near.path(), path.toString(), night, wanted);
        }
    }

    private Masters masters() throws IOException, InterruptedException {
        List<Optional<Master>> masters = new ArrayList<>();
        for (Master.Kind kind : List.of(Master.Kind.DARK, Master.Kind.FLAT, Master.Kind.BIAS, Master.Kind.DARK_FLAT)) {
            masters.add(wishes.calibration().containsKey(kind) ? Optional.of(master(kind)) : Optional.empty());
        }
        return new Masters(masters.get(0), masters.get(1), masters.get(2), masters.get(3), wishes.scaleDark());
    }

    private ClusterFrames frames(List<String> names, String what) throws IOException, UnusableNightException {
        Listing listing = Listing.of(names, hadoop);
        if (listing.files().isEmpty()) {
            throw new UnusableNightException(
                    what + ": expected frames or a master, found none in " + String.join(", ", names));
        }
        lines.say(what + ": reading the headers of " + listing.files().count() + " files");
        return ClusterFrames.probe(spark, listing.files(), wishes.reading()).framesOnly(listing::typed);
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
            if (wishes.master(kind).isPresent() && !wishes.dry()) {
                write(
                        file(wishes.master(kind).get(), ""),
                        path -> DeepSkyFits.writeMaster(picture, kind.toString(), path));
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

    private void write(String group, DeepSky session, SkyCards sky) throws IOException {
        SessionFiles files = wishes.files();
        SessionPrint print = SessionPrint.of(session);
        for (String output : files.pictures()) {
            if (DeepSkyFits.isFor(output)) {
                write(file(output, group), path -> DeepSkyFits.write(print.light(), sky, path));
            } else {
                Depth depth = files.depth(output, SampleType.UINT16);
                Picture picture = print.picture(depth, wishes.stretch());
                write(file(output, group), path -> PictureFiles.write(picture, path, Optional.of(depth)));
            }
        }
        if (files.coverage().isPresent()) {
            Raster coverage = session.picture().coverage();
            map(files.coverage().get(), group, coverage, "coverage", print, sky);
        }
        if (files.rejections().isPresent()) {
            Raster rejected = session.picture().rejected();
            map(files.rejections().get(), group, rejected, "rejected lights", print, sky);
        }
        if (files.transforms().isPresent()) {
            List<TransformsFile.Row> rows = TransformsFile.rows(session);
            write(file(files.transforms().get(), group), path -> TransformsFile.write(path, rows));
        }
        if (files.page().isPresent()) {
            String page = files.page().get();
            write(file(page, group), path -> DeepSkyPage.write(session, path));
            write(file(DeepSkyReport.beside(page), group), path -> DeepSkyReport.write(session, path));
        }
    }

    private void map(String output, String group, Raster counts, String title, SessionPrint print, SkyCards sky)
            throws IOException {
        if (DeepSkyFits.isFor(output)) {
            Picture map = print.map(counts, title, Depth.FLOAT);
            write(file(output, group), path -> DeepSkyFits.write(map, sky, path));
            return;
        }
        Depth depth = wishes.files().depth(output, SampleType.UINT8);
        Picture map = print.map(counts, title, depth);
        write(file(output, group), path -> PictureFiles.write(map, path, Optional.of(depth)));
    }

    /* The reference's own header says where it lies on the sky. */
    private SkyCards sky(DeepSkyRecipe recipe, DeepSky session, ClusterFrames lights, Night night) throws IOException {
        int position = night.entries().get(session.reference()).position();
        try (NearFile near = NearFile.of(URI.create(lights.address(position).file()), hadoop)) {
            return SkyCards.of(near.path(), recipe.pixelSide(), session);
        }
    }

    private FarFile file(String output, String group) throws IOException {
        return new FarFile(Listing.path(output.replace(Wishes.GROUP, group), hadoop), hadoop);
    }

    private void write(FarFile file, FarFile.Content content) throws IOException {
        file.put(content);
        lines.say("wrote " + file);
    }
}
