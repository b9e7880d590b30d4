package dev.sidereal.studio;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How far some work is and how fast it goes. Belongs to one run, which guards it. */
final class Pace {

    private static final int MOST_SKIPPED = 500;
    private static final double LEAST_SECONDS = 0.5;

    private final List<Map<String, Object>> skipped = new ArrayList<>();
    private int done;
    private int doneBefore;
    private int total;
    private long started;
    private long elapsed;
    private boolean working;

    Pace(int total) {
        this.total = total;
    }

    /** Work begins, or goes on where it was. */
    void begin(int already) {
        skipped.clear();
        again(already);
    }

    /** The same frames from the beginning on, or others. */
    void again(int already) {
        end();
        working = true;
        started = System.nanoTime();
        doneBefore = already;
        done = 0;
    }

    /** Work ends, for now or for good. */
    void end() {
        if (working) {
            working = false;
            elapsed += System.nanoTime() - started;
        }
    }

    void at(int nowDone, int ofTotal) {
        done = nowDone;
        total = ofTotal;
    }

    void skip(String name, String reason) {
        if (skipped.size() < MOST_SKIPPED) {
            skipped.add(Map.of("name", name, "reason", reason));
        }
    }

    int done() {
        return done;
    }

    int total() {
        return total;
    }

    /**
     * Adds what the page needs to know.
     *
     * @param later frames that are to be read after these
     */
    void describe(Map<String, Object> answer, long later) {
        double seconds = (working ? System.nanoTime() - started : 0) / 1e9;
        int fresh = done - doneBefore;
        answer.put("done", done);
        answer.put("total", total);
        answer.put("elapsed", elapsed / 1e9 + seconds);
        if (working && seconds > LEAST_SECONDS && fresh > 0) {
            answer.put("rate", fresh / seconds);
            answer.put("left", (total - done + later) * seconds / fresh);
        }
        answer.put("skipped", List.copyOf(skipped));
    }
}
