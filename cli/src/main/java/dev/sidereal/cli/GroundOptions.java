package dev.sidereal.cli;

import dev.sidereal.develop.Comet;
import dev.sidereal.develop.Developer;
import dev.sidereal.develop.Picture;
import dev.sidereal.develop.Product;
import dev.sidereal.fold.Plane;
import dev.sidereal.frame.Night;
import dev.sidereal.frame.OptionException;
import dev.sidereal.image.Raster;
import dev.sidereal.image.Rows;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import dev.sidereal.run.MedianLight;
import dev.sidereal.sky.Composite;
import dev.sidereal.sky.SkyMask;
import dev.sidereal.stack.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The options that put another picture of the earth below the sky. */
final class GroundOptions {

    private static final String AUTO = "auto";
    private static final String MEDIAN = "median";
    private static final long MASK_CELL_BYTES = 100;
    private static final long MOST_MASK_CELLS = 800_000;

    @Option(
            names = "--ground",
            paramLabel = "mean|median|max|FILE",
            description = "The earth below the sky: the mean (least noise), the median (without what lit a few frames;"
                    + " reads them again), the maximum, or a picture.")
    private Optional<String> ground = Optional.empty();

    @Option(
            names = "--mask",
            paramLabel = "auto|FILE",
            description = "Where the sky is: found by itself (default), or a picture, white for sky, grey for both.")
    private Optional<String> mask = Optional.empty();

    @Option(names = "--save-mask", paramLabel = "FILE", description = "Write the mask, to be edited and given back.")
    private Optional<Path> saved = Optional.empty();

    /** Whether there is a ground. */
    boolean isComposite() {
        return ground.isPresent();
    }

    /** Files that are written besides pictures. */
    List<Path> files() {
        return saved.stream().toList();
    }

    /**
     * Everything that can be known to be wrong before a file is read.
     *
     * @param others whether another option needs a mask
     * @param goesOn whether frames of other runs are in the stack
     */
    void check(boolean others, boolean goesOn) {
        if (mask.isPresent() && ground.isEmpty() && saved.isEmpty() && !others) {
            throw new OptionException("--mask: expected --ground with it, the earth below the sky, found none");
        }
        if (isMedian() && goesOn) {
            throw new OptionException("--ground median: expected no --continue with it, found it; the median needs all"
                    + " frames again: give mean, or stack the nights in one run");
        }
        ground.filter(name -> !isMedian() && product().isEmpty()).ifPresent(GroundOptions::requireFile);
    }

    /** Whether frames are read again for the ground. */
    boolean isMedian() {
        return ground.filter(MEDIAN::equals).isPresent();
    }

    private static void requireFile(String name) {
        if (!Files.isRegularFile(Path.of(name))) {
            throw new OptionException(
                    "--ground: expected mean, median, max or a picture, found " + name + ", which is no file");
        }
    }

    /**
     * The planes that they need.
     *
     * @param masked whether a mask is asked for by another option
     */
    Set<Plane> planes(boolean masked) {
        Set<Plane> planes = EnumSet.noneOf(Plane.class);
        product().ifPresent(product -> planes.addAll(product.planes()));
        if (isAuto() && (ground.isPresent() || saved.isPresent() || masked)) {
            planes.addAll(SkyMask.PLANES);
        }
        return planes;
    }

    private boolean isAuto() {
        return mask.isEmpty() || mask.get().equals(AUTO);
    }

    private Optional<Product> product() {
        return ground.flatMap(name -> switch (name) {
            case "mean" -> Optional.of(Product.AVERAGE);
            case "max" -> Optional.of(Product.TRAILS);
            default -> Optional.empty();
        });
    }

    /** The pictures that are given as files, read before the frames are: what is wrong with them is said at once. */
    Given read(Night night, Talk talk) throws IOException {
        if (isMedian()) {
            MedianLight.require(night);
        }
        Shape shape = night.shape();
        Optional<Raster> painted =
                isAuto() ? Optional.empty() : Optional.of(MaskFile.read(Path.of(mask.orElseThrow()), shape, talk));
        Optional<Picture> earth = Optional.empty();
        if (ground.isPresent() && product().isEmpty() && !isMedian()) {
            earth = Optional.of(GivenPicture.read(Path.of(ground.get())));
            Composing.requireSize("--ground", ground.get(), earth.get().raster().shape(), shape);
        }
        return new Given(painted, earth);
    }

    /**
     * What was given as files.
     *
     * @param mask   8 bits, of the frames' size
     * @param ground of the frames' size
     */
    record Given(Optional<Raster> mask, Optional<Picture> ground) {}

    /** The mask of a night: what was given, or what its stack says. */
    SkyMask mask(Given given, Stack stack, Talk talk) {
        SkyMask found = given.mask()
                .map(raster -> new SkyMask(raster, Optional.empty()))
                .orElseGet(() -> SkyMask.of(stack));
        MaskFile.tell(found, talk);
        return found;
    }

    /**
     * Memory that joining takes beside the run: the ground's light, what a median needs, the mask, and what is known of
     * each cell of it.
     */
    long bytes(Night night) {
        Shape shape = night.shape();
        return (isMedian() ? MedianLight.bytes(shape, night.type()) : 0)
                + (isComposite() ? Raster.bytes(shape, SampleType.FLOAT32) : 0)
                + shape.pixels()
                + MASK_CELL_BYTES * Math.min(MOST_MASK_CELLS, shape.pixels());
    }

    /** Finds the median light of some rows of a night. */
    interface Medians {
        Raster of(Rows rows) throws IOException, InterruptedException;
    }

    /** The light of the ground, where a mask shows it. */
    Raster light(Given given, Stack stack, SkyMask found, Medians medians) throws IOException, InterruptedException {
        int channels = Composing.channels(stack.first());
        if (given.ground().isPresent()) {
            return Composing.light(given.ground().get(), channels);
        }
        if (!isMedian()) {
            return Composing.light(product().orElseThrow(), new Developer(stack), Comet.WHOLE_NIGHT);
        }
        Optional<Rows> rows = Composite.groundRows(found.raster());
        return rows.isPresent()
                ? medians.of(rows.get())
                : Raster.allocate(
                        new Shape(
                                stack.first().shape().width(),
                                stack.first().shape().height(),
                                channels),
                        SampleType.FLOAT32);
    }

    /** Writes the mask where it was asked for. */
    void save(SkyMask found, Stack stack, List<Path> others, Talk talk) throws IOException {
        for (Path file : Stream.concat(saved.stream(), others.stream()).toList()) {
            MaskFile.write(found.picture(stack), file, talk);
        }
    }
}
