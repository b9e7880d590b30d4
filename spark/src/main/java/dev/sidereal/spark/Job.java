package dev.sidereal.spark;

import dev.sidereal.develop.Comet;
import dev.sidereal.develop.Developer;
import dev.sidereal.develop.Picture;
import dev.sidereal.formats.PictureFiles;
import dev.sidereal.formats.codec.Depth;
import dev.sidereal.formats.colour.Encodings;
import dev.sidereal.formats.file.ScratchFile;
import dev.sidereal.formats.fits.StackFile;
import dev.sidereal.formats.recipe.RecipeJson;
import dev.sidereal.frame.Night;
import dev.sidereal.image.Raster;
import dev.sidereal.recipe.BadFrames;
import dev.sidereal.run.LocalEngine;
import dev.sidereal.run.Progress;
import dev.sidereal.run.UnusableNightException;
import dev.sidereal.sky.SkyMask;
import dev.sidereal.sky.SkyOverGround;
import dev.sidereal.stack.Shelf;
import dev.sidereal.stack.Stack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;

/** One submit: finds frames, tells groups apart, folds them in one job and writes the files of each when it is ready. */
final class Job {

    /* What is written for a group. */
    private record Group(String name, SparkNights.Order order) {}

    private final JavaSparkContext spark;
    private final Configuration hadoop;
    private final Wishes wishes;
    private final Lines lines;
    private final Progress progress;

    Job(JavaSparkContext spark, Wishes wishes, Lines lines) {
        this(spark, wishes, lines, lines);
    }

    /** A job of whose frames somebody else hears. */
    Job(JavaSparkContext spark, Wishes wishes, Lines lines, Progress progress) {
        this.spark = spark;
        this.hadoop = spark.hadoopConfiguration();
        this.wishes = wishes;
        this.lines = lines;
        this.progress = progress;
    }

    /**
     * Does it all.
     *
     * @param names of frames as typed
     * @throws UnusableNightException if of no group anything could be made
     */
    void run(List<String> names) throws IOException, InterruptedException {
        Listing listing = Listing.of(names, hadoop);
        if (listing.files().isEmpty()) {
            throw new UnusableNightException(String.join(", ", names)
                    + ": expected pictures (.jpg, .png, .tif), found none; name a folder or files that hold some");
        }
        lines.say("reading the headers of " + listing.files().count() + " files");
        ClusterFrames frames =
                ClusterFrames.probe(spark, listing.files(), wishes.reading()).framesOnly(listing::typed);
        Optional<SkyMask> painted = wishes.ground().read(hadoop);
        List<Group> groups = new ArrayList<>();
        for (Map.Entry<String, List<Integer>> entry :
                wishes.grouping().of(frames).entrySet()) {
            for (String output : wishes.outputs()) {
                file(output, entry.getKey()).check(wishes.force());
            }
            group(entry.getKey(), frames.only(entry.getValue()), painted).ifPresent(groups::add);
        }
        Writing writing = new Writing(groups, painted);
        new SparkNights(spark, progress).fold(groups.stream().map(Group::order).toList(), writing);
        writing.end();
    }

    private boolean isSingle() {
        return wishes.grouping() instanceof Grouping.None;
    }

    private Optional<Group> group(String name, ClusterFrames frames, Optional<SkyMask> painted)
            throws UnusableNightException {
        try {
            Night night = LocalEngine.night(wishes.selection(), frames);
            painted.ifPresent(mask -> wishes.ground().requireSize(mask, night.shape()));
            return Optional.of(new Group(name, new SparkNights.Order(wishes.recipe(night.first()), frames)));
        } catch (UnusableNightException e) {
            if (isSingle()) {
                throw e;
            }
            lines.warn(name + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    private FarFile file(String output, String group) throws IOException {
        return new FarFile(Listing.path(output.replace(Wishes.GROUP, group), hadoop), hadoop);
    }

    private final class Writing implements SparkNights.Receiver {

        private final List<Group> groups;
        private final Optional<SkyMask> painted;
        private Optional<ScratchFile> scratch = Optional.empty();
        private int written;

        Writing(List<Group> groups, Optional<SkyMask> painted) {
            this.groups = groups;
            this.painted = painted;
        }

        @Override
        public Shelf shelf(int night) {
            Path folder = Scratch.folder();
            scratch = Optional.of(ScratchFile.beside(folder.resolve(UUID.randomUUID() + ".fits")));
            return scratch.get();
        }

        @Override
        public void unusable(int night, UnusableNightException e) throws UnusableNightException {
            if (isSingle() || wishes.badFrames() == BadFrames.STOP) {
                throw e;
            }
            lines.warn(groups.get(night).name() + ": " + e.getMessage());
        }

        @Override
        public void folded(int night, Stack stack) throws IOException {
            Group group = groups.get(night);
            try {
                Developer developer = new Developer(stack);
                Optional<SkyMask> mask = mask(group, stack);
                for (Output output : wishes.pictures()) {
                    Depth depth = wishes.depth(output, stack.type());
                    Picture picture = output.own() && wishes.ground().ground().isPresent()
                            ? over(output, depth, developer, mask.orElseThrow())
                            : wishes.print(output).of(developer, depth, Encodings.forScreens(stack, wishes.encoding()));
                    write(
                            file(output.file(), group.name()),
                            path -> PictureFiles.write(picture, path, Optional.of(depth)));
                }
                if (wishes.stack().isPresent()) {
                    String recipe = RecipeJson.write(group.order().recipe(), wishes.product(), Optional.empty());
                    write(file(wishes.stack().get(), group.name()), path -> StackFile.write(stack, recipe, path));
                }
                written++;
            } finally {
                if (scratch.isPresent()) {
                    scratch.get().close();
                }
            }
        }

        private Optional<SkyMask> mask(Group group, Stack stack) throws IOException {
            if (!wishes.ground().needsMask()) {
                return Optional.empty();
            }
            SkyMask mask = painted.orElseGet(() -> SkyMask.of(stack));
            mask.doubt()
                    .ifPresent(doubt -> lines.say("mask: not sure: " + doubt
                            + "; all of the picture is taken for sky; paint a mask and give it with --mask"));
            for (String file : wishes.ground().saved()) {
                Optional<Depth> depth = Optional.of(Depth.EIGHT)
                        .filter(PictureFiles.format(Path.of(file)).depths()::contains);
                Picture picture = mask.picture(stack);
                write(file(file, group.name()), path -> PictureFiles.write(picture, path, depth));
            }
            return Optional.of(mask);
        }

        private Picture over(Output output, Depth depth, Developer developer, SkyMask mask) {
            Stack stack = developer.stack();
            Raster ground = SkyOverGround.light(wishes.ground().ground().orElseThrow(), developer, Comet.WHOLE_NIGHT);
            SkyOverGround joined = wishes.print(output)
                    .over(ground, mask.raster(), developer, depth, Encodings.forScreens(stack, wishes.encoding()));
            if (!joined.matched()) {
                lines.say(
                        "composite: expected sky and ground of like brightness at their seam, found them more than half"
                                + " apart; they are joined as they are");
            }
            return joined.picture();
        }

        private void write(FarFile file, FarFile.Content content) throws IOException {
            file.put(content);
            lines.say("wrote " + file);
        }

        void end() throws UnusableNightException {
            if (written == 0) {
                throw new UnusableNightException(
                        "frames: expected at least one group with frames that can be read, found none");
            }
        }
    }
}
