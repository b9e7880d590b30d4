package dev.sidereal.studio;

import dev.sidereal.develop.Comet;
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
import dev.sidereal.studio.web.Fields;
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
 * Where a stack at rest is looked at. What takes long, finding clean trails, comets and the mask, is done beside all else: other
 * pictures answer meanwhile.
 */
final class StackDarkroom implements Darkroom {

    private static final int MOST_PROOFS = 3;

    private record Shown(View view, String key, Tiles tiles) {}

    private record Light(String key, Raster raster) {}

    /** Finds the light of a product. */
    @FunctionalInterface
    interface Finding {
        Raster light(Product product, Developer developer, Comet comet);
    }

    private final Stack folded;
    private final Product made;
    private final Finding finding;
    private final StackMask mask;
    /* Held, in this order, before the darkroom itself, which is held for moments only. */
    private final Object tiling = new Object();
    private final Object slow = new Object();
    private final Object quick = new Object();
    private final Map<String, Proof> proofs = new LinkedHashMap<>(8, 0.75f, true);
    private Set<Integer> without = Set.of();
    private Stack stack;
    /* Remembers what it found for one slow product to help the next. */
    private Developer patient;
    private Optional<Shown> shown = Optional.empty();
    private Optional<Light> last = Optional.empty();
    private int version;

    StackDarkroom(Stack stack, Product made) {
        this(stack, made, SkyOverGround::light);
    }

    /** With a way to find light that whoever watches the order of things may slow down. */
    StackDarkroom(Stack stack, Product made, Finding finding) {
        this.finding = finding;
        this.mask = new StackMask(stack);
        this.folded = stack;
        this.stack = stack;
        this.patient = new Developer(stack);
        this.made = made;
    }

    @Override
    public List<String> products() {
        return Arrays.stream(Product.values())
                .filter(product -> folded.planes().containsAll(product.planes()))
                .map(Product::toString)
                .toList();
    }

    /** The mask of sky and ground. */
    StackMask mask() {
        return mask;
    }

    /** Whether single frames can be left out. */
    boolean isRemovable() {
        return Plane.ranks(folded.planes()) > 1;
    }

    private View view(Fields fields) {
        return View.of(fields, made);
    }

    @Override
    public byte[] small(Fields view) throws IOException {
        return FrameGlances.coded(developed(view(view)));
    }

    @Override
    public Histogram histogram(Fields view) {
        return Histogram.of(developed(view(view)));
    }

    private Raster developed(View view) {
        return proof(view).develop(view.look(screen()));
    }

    private ToneCurve screen() {
        return Curves.forScreens(current());
    }

    private Proof proof(View view) {
        synchronized (this) {
            Optional<Proof> ready = Optional.ofNullable(proofs.get(key(view)));
            if (ready.isPresent()) {
                return ready.get();
            }
        }
        Light light = light(view);
        Proof proof = Proof.of(light.raster(), SIDE);
        synchronized (this) {
            proofs.put(light.key(), proof);
            if (proofs.size() > MOST_PROOFS) {
                proofs.remove(proofs.keySet().iterator().next());
            }
        }
        return proof;
    }

    private synchronized String key(View view) {
        int painted = view.ground().isPresent() ? mask.version() : 0;
        return view.subject() + " " + painted + " " + version;
    }

    private static boolean isSlow(View view) {
        return view.product() == Product.CLEAN
                || view.product() == Product.COMET
                || view.ground().isPresent();
    }

    /* Kept from one request to the next: finding it takes longer than all that follows. */
    private Light light(View view) {
        requireProduct(view.product());
        view.ground().ifPresent(this::requireProduct);
        synchronized (isSlow(view) ? slow : quick) {
            if (view.ground().isPresent()) {
                mask.paint(found -> {}); // found before its version is asked for
            }
            String key;
            Developer developer;
            synchronized (this) {
                key = key(view);
                Optional<Light> ready = last.filter(light -> light.key().equals(key));
                if (ready.isPresent()) {
                    return ready.get();
                }
                last = Optional.empty(); // its memory first
                developer = developer(view);
            }
            Raster sky = finding.light(view.product(), developer, view.comet());
            Light found = new Light(
                    key,
                    view.ground().isEmpty()
                            ? sky
                            : Composite.of(sky, ground(view, developer), mask.copy())
                                    .light());
            synchronized (this) {
                last = Optional.of(found);
            }
            return found;
        }
    }

    /* One that remembers belongs to one thread, that which holds what is slow. */
    private synchronized Developer developer(View view) {
        return isSlow(view) ? patient : new Developer(stack);
    }

    private Raster ground(View view, Developer developer) {
        return finding.light(view.ground().orElseThrow(), developer, view.comet());
    }

    private void requireProduct(Product product) {
        if (!folded.planes().containsAll(product.planes())) {
            throw new Problem(
                    409,
                    "product: expected one of " + String.join(", ", products()) + ", found " + product
                            + "; run the night again with more to keep");
        }
    }

    @Override
    public byte[] tile(Fields fields, int column, int row) throws IOException {
        View view = view(fields);
        Tiles tiles;
        synchronized (tiling) {
            String key = key(view);
            Optional<Shown> ready =
                    shown.filter(last -> last.view().equals(view) && last.key().equals(key));
            if (ready.isEmpty()) {
                shown = Optional.empty(); // its memory first
                ready = Optional.of(new Shown(view, key, Tiles.of(whole(view))));
                shown = ready;
            }
            tiles = ready.get().tiles();
        }
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
        Stack of = current();
        return new Picture(light(view).raster(), view.product().title(), of.first(), of.frames())
                .develop(new ToneCurve.Linear(), view.look(screen()), Tones.CODES);
    }

    /** The picture for a file of some depth, as the command line makes it. */
    Picture picture(View view, Depth depth) {
        requireProduct(view.product());
        view.ground().ifPresent(this::requireProduct);
        Print print = new Print(view.product(), view.comet(), view::look);
        if (!isSlow(view)) {
            return print.of(developer(view), depth, screen());
        }
        synchronized (slow) {
            Developer developer = developer(view);
            return view.ground().isEmpty()
                    ? print.of(developer, depth, screen())
                    : print.over(ground(view, developer), mask.copy(), developer, depth, screen())
                            .picture();
        }
    }

    /** The mask as a picture. */
    Picture maskPicture() {
        return new SkyMask(mask.copy(), Optional.empty()).picture(current());
    }

    private synchronized Stack current() {
        return stack;
    }

    /** The stack itself, as it was folded. */
    Stack stack() {
        return folded;
    }

    /** The mask made small, as JPEG. */
    byte[] smallMask() throws IOException {
        return FrameGlances.coded(Proof.reduce(mask.copy(), SIDE));
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
        patient = new Developer(stack);
        version++;
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
