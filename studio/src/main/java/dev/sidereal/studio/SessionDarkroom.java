package dev.sidereal.studio;

import dev.sidereal.develop.Histogram;
import dev.sidereal.develop.Look;
import dev.sidereal.develop.Proof;
import dev.sidereal.formats.FrameGlances;
import dev.sidereal.formats.SessionPrint;
import dev.sidereal.formats.Tiles;
import dev.sidereal.formats.codec.Depth;
import dev.sidereal.formats.fits.SkyCards;
import dev.sidereal.formats.recipe.DeepSkyJson;
import dev.sidereal.formats.session.DeepSkyPage;
import dev.sidereal.frame.OptionException;
import dev.sidereal.image.Raster;
import dev.sidereal.integrate.DeepSky;
import dev.sidereal.studio.web.Fields;
import dev.sidereal.studio.web.Problem;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Where the joined lights of a deep-sky session are looked at. */
final class SessionDarkroom implements Darkroom {

    /** The stretch where none is asked for, as on the command line. */
    static final String STRETCH = "auto";

    private record Shown(Look look, Tiles tiles) {}

    private final DeepSky session;
    private final SkyCards sky;
    private final Proof proof;
    private Optional<Shown> shown = Optional.empty();

    /** A result, with the place of its reference on the sky. */
    SessionDarkroom(DeepSky session, SkyCards sky) {
        this.session = session;
        this.sky = sky;
        this.proof = Proof.of(session.picture().light(), SIDE);
    }

    DeepSky session() {
        return session;
    }

    SkyCards sky() {
        return sky;
    }

    /** How it becomes pictures of files. */
    SessionPrint print() {
        return new SessionPrint(session.picture().light(), session.first(), session.records(), session.used());
    }

    /** What became of each light, as a page. */
    String report() {
        return DeepSkyPage.of(session);
    }

    /** Bytes of memory that the result holds. */
    long held() {
        return Raster.bytes(
                        session.picture().light().shape(),
                        session.picture().light().type())
                + 2
                        * Raster.bytes(
                                session.picture().coverage().shape(),
                                session.picture().coverage().type());
    }

    /**
     * The tones that a request asks for.
     *
     * @throws OptionException if it asks for something that only a stack has
     */
    static Grading grading(Fields view) {
        requirePlain("product", view.text("product", DeepSkyJson.PRODUCT), DeepSkyJson.PRODUCT);
        requirePlain("tail", view.text("tail", "100%"), "100%");
        requirePlain("ground", view.text("ground", "none"), "none");
        return Grading.of(view, STRETCH);
    }

    private static void requirePlain(String name, String found, String expected) {
        if (!found.equals(expected)) {
            throw new OptionException(name + ": expected " + expected + " of a deep-sky session, found " + found);
        }
    }

    private static Look look(Fields view) {
        return grading(view).look(SessionPrint.SCREEN);
    }

    @Override
    public List<String> products() {
        return List.of(DeepSkyJson.PRODUCT);
    }

    @Override
    public byte[] small(Fields view) throws IOException {
        return FrameGlances.coded(proof.develop(look(view)));
    }

    @Override
    public Histogram histogram(Fields view) {
        return Histogram.of(proof.develop(look(view)));
    }

    @Override
    public synchronized byte[] tile(Fields view, int column, int row) throws IOException {
        Look look = look(view);
        Optional<Shown> ready = shown.filter(last -> last.look().equals(look));
        if (ready.isEmpty()) {
            shown = Optional.empty(); // its memory first
            ready = Optional.of(new Shown(look, Tiles.of(print().picture(Depth.EIGHT, look))));
            shown = ready;
        }
        Tiles tiles = ready.get().tiles();
        if (!tiles.has(column, row)) {
            throw Problem.missing("tile: expected one inside the picture, found none");
        }
        return tiles.jpeg(column, row);
    }
}
