package dev.sidereal.formats.session;

import dev.sidereal.integrate.DeepSky;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A deep-sky session in a few sentences. */
public final class DeepSkySummary {

    /* Resampling alone makes 1.1. */
    private static final double SHARED = 1.5;

    private DeepSkySummary() {}

    /** The sentences, most important first. */
    public static List<String> of(DeepSky session) {
        List<String> sentences = new ArrayList<>();
        sentences.add(session.used() + " of " + session.frames().size()
                + (session.frames().size() == 1 ? " light" : " lights") + " joined on "
                + session.first().name());
        if (session.defects() > 0) {
            sentences.add(session.defects() + " faulty samples of each light were replaced by their neighbours");
        }
        long values = session.picture().values();
        if (values > 0) {
            sentences.add(String.format(
                    Locale.ROOT,
                    "rejected: %.3f %% of all samples above, %.3f %% below",
                    100.0 * session.picture().high() / values,
                    100.0 * session.picture().low() / values));
        }
        double achieved = session.noise().achieved();
        if (achieved > 0 && session.used() > 1) {
            sentences.add(String.format(
                    Locale.ROOT,
                    "noise: %.3g of full scale, %.2f times less than one light's in its place; expected %.3g, %.2f times"
                            + " less",
                    achieved,
                    session.noise().light() / achieved,
                    session.noise().expected(),
                    session.noise().light() / session.noise().expected()));
            if (session.noise().grain() > SHARED) {
                sentences.add(String.format(
                        Locale.ROOT,
                        "noise: neighbouring pixels of the lights share it, as in JPEG and interpolated colours; over areas"
                                + " it is %.1f times what pixels tell",
                        session.noise().grain()));
            }
        }
        return sentences;
    }
}
