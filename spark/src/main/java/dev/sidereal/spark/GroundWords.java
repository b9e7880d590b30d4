package dev.sidereal.spark;

import dev.sidereal.develop.Product;
import dev.sidereal.fold.Plane;
import dev.sidereal.formats.FrameFiles;
import dev.sidereal.frame.Candidate;
import dev.sidereal.frame.FrameReader;
import dev.sidereal.frame.OptionException;
import dev.sidereal.frame.Reading;
import dev.sidereal.frame.UnreadableFrameException;
import dev.sidereal.image.Raster;
import dev.sidereal.image.Shape;
import dev.sidereal.sky.SkyMask;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * What lies below the sky, as {@code --ground}, {@code --mask}, {@code --save-mask} and {@code --also mask=FILE} say it: all that the
 * planes of a stack tell.
 *
 * @param ground  what the earth is developed as
 * @param painted file of a mask; empty: the planes say where the sky is
 * @param saved   files in which the mask is kept
 */
record GroundWords(Optional<Product> ground, Optional<String> painted, List<String> saved) {

    static final Set<String> VALUED = Set.of("--ground", "--mask", "--save-mask");

    private static final String AUTO = "auto";

    /** Reads the options; {@code also} names masks that are written as further products. */
    static GroundWords of(Arguments given, List<String> also) {
        List<String> saved = new ArrayList<>(given.all("--save-mask"));
        saved.addAll(also);
        GroundWords words = new GroundWords(
                given.value("--ground").map(GroundWords::product),
                given.value("--mask").filter(name -> !name.equals(AUTO)),
                List.copyOf(saved));
        if (given.has("--mask") && !words.needsMask()) {
            throw new OptionException("--mask: expected --ground with it, the earth below the sky, found none");
        }
        if (given.verb().equals("average") && (given.has("--ground") || given.has("--save-mask"))) {
            throw new OptionException("--ground, --save-mask: expected them with trails, found average");
        }
        return words;
    }

    private static Product product(String name) {
        return switch (name) {
            case "mean" -> Product.AVERAGE;
            case "max" -> Product.TRAILS;
            default ->
                throw new OptionException("--ground: expected mean or max on a cluster, found " + name
                        + "; keep the stack with --save-stack, sidereal composite puts any picture below it");
        };
    }

    /** Whether a mask is needed. */
    boolean needsMask() {
        return ground.isPresent() || !saved.isEmpty();
    }

    /** The planes that ground and mask need. */
    Set<Plane> planes() {
        Set<Plane> planes = EnumSet.noneOf(Plane.class);
        ground.ifPresent(product -> planes.addAll(product.planes()));
        if (needsMask() && painted.isEmpty()) {
            planes.addAll(SkyMask.PLANES);
        }
        return planes;
    }

    /**
     * The mask that is painted, if one is.
     *
     * @throws OptionException if it cannot be read
     */
    Optional<SkyMask> read(Configuration hadoop) throws IOException, InterruptedException {
        if (painted.isEmpty()) {
            return Optional.empty();
        }
        Path path = Listing.path(painted.get(), hadoop);
        try (NearFile near = NearFile.of(path.toUri(), hadoop)) {
            return Optional.of(SkyMask.painted(picture(FrameFiles.probe(List.of(near.path()), 1, Reading.USUAL))));
        } catch (UnreadableFrameException e) {
            throw new OptionException("--mask: " + path + ": " + e.getMessage());
        }
    }

    /** Makes sure that a painted mask has the size of frames. */
    void requireSize(SkyMask mask, Shape frames) {
        Shape found = mask.raster().shape();
        if (found.width() != frames.width() || found.height() != frames.height()) {
            throw new OptionException("--mask: expected a picture of " + size(frames)
                    + " pixels as the frames have, found " + painted.orElse("") + " of " + size(found)
                    + "; paint it over the picture that --save-mask writes");
        }
    }

    private static Raster picture(FrameFiles files) throws IOException {
        if (files.candidates().get(0) instanceof Candidate.Recognised found) {
            Raster picture = Raster.allocate(found.info().shape(), found.info().type());
            try (FrameReader reader = files.open()) {
                reader.read(0, picture);
            }
            return picture;
        }
        throw new UnreadableFrameException("expected a picture, found none");
    }

    private static String size(Shape shape) {
        return shape.width() + "x" + shape.height();
    }
}
