package dev.sidereal.studio;

import dev.sidereal.studio.web.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** The nights that were opened; the last {@value #MOST} are kept. Safe for use by many threads. */
final class Nights {

    private static final int MOST = 8;

    private final BooleanSupplier busy;
    private final Map<String, NightLooks> open = new LinkedHashMap<>();
    private int last;

    /** Looks at frames wait while {@code busy}: a run comes first. */
    Nights(BooleanSupplier busy) {
        this.busy = busy;
    }

    /** Opens a folder anew: frames may have come since. */
    synchronized NightLooks open(String place, Path folder) throws IOException, InterruptedException {
        String id = "n" + ++last;
        NightLooks night = new NightLooks(OpenNight.open(id, place, folder), busy);
        open.put(id, night);
        if (open.size() > MOST) {
            NightLooks oldest = open.values().iterator().next();
            oldest.close();
            open.remove(oldest.night().id());
        }
        return night;
    }

    /**
     * A night that is open.
     *
     * @throws Problem 404 if there is none
     */
    synchronized NightLooks get(String id) {
        NightLooks night = open.get(id);
        if (night == null) {
            throw Problem.missing("night: expected one that is open, found none; choose its folder again");
        }
        return night;
    }
}
