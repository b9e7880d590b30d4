package dev.sidereal.studio;

import dev.sidereal.develop.Developer;
import dev.sidereal.develop.Histogram;
import dev.sidereal.develop.Picture;
import dev.sidereal.develop.Product;
import dev.sidereal.develop.Proof;
import dev.sidereal.develop.Tones;
import dev.sidereal.fold.Plane;
import dev.sidereal.formats.FrameGlances;
import dev.sidereal.formats.Print;
import dev.sidereal.formats.Tiles;
import dev.sidereal.formats.codec.Depth;
import dev.sidereal.formats.colour.Curves;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.frame.OptionException;
import dev.sidereal.image.Raster;
import dev.sidereal.image.Shape;
import dev.sidereal.image.ToneCurve;
import dev.sidereal.sky.Composite;
import dev.sidereal.sky.SkyMask;
import dev.sidereal.sky.SkyOverGround;
import dev.sidereal.stack.Lit;
import dev.sidereal.stack.Removal;
import dev.sidereal.stack.Stack;
import dev.sidereal.studio.web.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where a stack at rest is looked at. A small picture answers a slider at once; squares of the whole picture, the very
 * pixels that an 8-bit file would have, follow. One request at a time.
 */
final class Darkroom {

    private static final int SIDE = 1600;
    private static final int MOST_PROOFS = 3;

    private record Shown(View view, String key, Tiles tiles) {}

    private record Light(String key, Raster raster) {}

    private final Stack folded;
    private final Product made;
    private final Map<String, Proof> proofs = new LinkedHashMap<>(8, 0.75f, true);
    private Set<Integer> without = Set.of();
    private Stack stack;
    private Developer developer;
    private Optional<MaskEasel> easel = Optional.empty();
    private Optional<Shown> shown = Optional.empty();
    private Optional<Light> last = Optional.empty();
    private int version;

    Darkroom(Stack stack, Product made) {
        this.folded = stack;
        this.stack = stack;
        this.developer = new Developer(stack);
        this.made = made;
    }

    /** The product that the stack was made for. */
    Product made() {
        return made;
    }

    /** Names of the products that can be developed. */
    List<String> products() {
        return Arrays.stream(Product.values())
                .filter(product -> folded.planes().containsAll(product.planes()))
                .map(Product::toString)
                .toList();
    }

    boolean isMaskable() {
        return folded.planes().containsAll(SkyMask.PLANES);
    }

    /** Whether single frames can be left out. */
    boolean isRemovable() {
        return Plane.ranks(folded.planes()) > 1;
    }

    /** The picture made small, as JPEG. */
    synchronized byte[] small(View view) throws IOException {
        return FrameGlances.coded(developed(view));
    }

    /** The tones of the picture made small. */
    synchronized Histogram histogram(View view) {
        return Histogram.of(developed(view));
    }

    private Raster developed(View view) {
        return proof(view).develop(view.look(Curves.forScreens(stack)));
    }

    private Proof proof(View view) {
        String key = key(view);
        Proof proof = proofs.get(key);
        if (proof == null) {
            proof = Proof.of(light(view), SIDE);
            proofs.put(key, proof);
            if (proofs.size() > MOST_PROOFS) {
                proofs.remove(proofs.keySet().iterator().next());
            }
        }
        return proof;
    }

    private String key(View view) {
        return view.subject() + " " + (view.ground().isPresent() ? easel().version() : 0) + " " + version;
    }

    /* Kept from one request to the next: finding clean trails takes longer than all that follows. */
    private Raster light(View view) {
        String key = key(view);
        Optional<Light> ready = last.filter(light -> light.key().equals(key));
        if (ready.isEmpty()) {
            requireProduct(view.product());
            last = Optional.empty(); // its memory first
            Raster sky = SkyOverGround.light(view.product(), developer, view.comet());
            ready = Optional.of(new Light(
                    key,
                    view.ground().isEmpty()
                            ? sky
                            : Composite.of(sky, ground(view), easel().raster()).light()));
            last = ready;
        }
        return ready.get().raster();
    }

    private Raster ground(View view) {
        Product below = view.ground().orElseThrow();
        requireProduct(below);
        return SkyOverGround.light(below, developer, view.comet());
    }

    private void requireProduct(Product product) {
        if (!folded.planes().containsAll(product.planes())) {
            throw new Problem(
                    409,
                    "product: expected one of " + String.join(", ", products()) + ", found " + product
                            + "; run the night again with more to keep");
        }
    }

    /** A square of the whole picture, as JPEG. */
    synchronized byte[] tile(View view, int column, int row) throws IOException {
        String key = key(view);
        Optional<Shown> ready =
                shown.filter(last -> last.view().equals(view) && last.key().equals(key));
        if (ready.isEmpty()) {
            shown = Optional.empty(); // its memory first
            ready = Optional.of(new Shown(view, key, Tiles.of(whole(view))));
            shown = ready;
        }
        Tiles tiles = ready.get().tiles();
        if (!tiles.has(column, row)) {
            throw Problem.missing("tile: expected one inside the picture, found none");
        }
        return tiles.jpeg(column, row);
    }

    /* As picture() has it in 8 bits, from the light that is there already. */
    private Picture whole(View view) {
        if (view.ground().isEmpty() && view.product() == Product.TRAILS) {
            return picture(view, Depth.EIGHT);
        }
        return new Picture(light(view), view.product().title(), stack.first(), stack.frames())
                .develop(new ToneCurve.Linear(), view.look(Curves.forScreens(stack)), Tones.CODES);
    }

    /** The picture for a file of some depth, as the command line makes it. */
    synchronized Picture picture(View view, Depth depth) {
        requireProduct(view.product());
        Print print = new Print(view.product(), view.comet(), view::look);
        return view.ground().isEmpty()
                ? print.of(developer, depth, Curves.forScreens(stack))
                : print.over(ground(view), easel().raster(), developer, depth, Curves.forScreens(stack))
                        .picture();
    }

    /** The mask as a picture. */
    synchronized Picture maskPicture() {
        return new SkyMask(easel().raster(), Optional.empty()).picture(stack);
    }

    /** The stack itself, as it was folded. */
    Stack stack() {
        return folded;
    }

    /** The mask made small, as JPEG. */
    synchronized byte[] mask() throws IOException {
        return FrameGlances.coded(Proof.reduce(easel().raster(), SIDE));
    }

    /** Does something with the mask. */
    synchronized Map<String, Object> paint(java.util.function.Consumer<MaskEasel> work) {
        MaskEasel mask = easel();
        work.accept(mask);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("version", mask.version());
        answer.put("strokes", mask.strokes());
        answer.put("doubt", mask.doubt());
        return answer;
    }

    private MaskEasel easel() {
        if (easel.isEmpty()) {
            if (!isMaskable()) {
                throw new Problem(
                        409,
                        "mask: expected a stack in which the sky can be found; run the night again with more to keep");
            }
            easel = Optional.of(new MaskEasel(SkyMask.of(folded)));
        }
        return easel.get();
    }

    /** Leaves out frames, by their rows in the list, instead of those left out before. */
    synchronized Map<String, Object> without(Set<Integer> rows) {
        if (!rows.isEmpty() && !isRemovable()) {
            throw new Problem(
                    409, "frames: expected a stack that holds extremes; run the night again with more to keep");
        }
        for (int row : rows) {
            if (row >= folded.frames().size() || !folded.frames().get(row).used()) {
                throw new OptionException("frames: expected frames that are in the stack, found number " + (row + 1));
            }
        }
        long unknown = 0;
        if (rows.isEmpty()) {
            stack = folded;
        } else {
            Removal removal = Removal.of(folded, rows);
            stack = removal.stack();
            unknown = removal.unknownMost();
        }
        without = Set.copyOf(rows);
        developer = new Developer(stack);
        version++;
        shown = Optional.empty();
        last = Optional.empty();
        proofs.clear();
        return Map.of("without", without.stream().sorted().toList(), "inexact", unknown);
    }

    /** Which frames lit a pixel, brightest first. */
    synchronized List<Map<String, Object>> lit(int x, int y) {
        Shape shape = folded.first().shape();
        if (x >= shape.width() || y >= shape.height()) {
            throw new OptionException(
                    "pixel: expected one inside " + shape.width() + "x" + shape.height() + ", found " + x + "," + y);
        }
        if (!folded.planes().contains(Plane.WHEN)) {
            throw new Problem(409, "pixel: expected a stack that knows moments; run the night again with more to keep");
        }
        List<Map<String, Object>> frames = new ArrayList<>();
        for (Lit lit : Lit.at(stack, x, y)) {
            FrameRecord frame = folded.frames().get(lit.row());
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("row", lit.row());
            one.put("name", frame.name());
            one.put("channel", lit.channel());
            one.put("rank", lit.rank());
            one.put("value", lit.value());
            one.put("time", frame.time().map(time -> time.local().toString()));
            one.put("without", without.contains(lit.row()));
            frames.add(one);
        }
        return frames;
    }
}
