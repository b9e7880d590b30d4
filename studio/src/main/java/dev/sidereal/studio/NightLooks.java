package dev.sidereal.studio;

import dev.sidereal.formats.FrameGlances;
import dev.sidereal.frame.FrameGlance;
import dev.sidereal.frame.FrameReader;
import dev.sidereal.frame.Night;
import dev.sidereal.frame.UnlikeFrames;
import dev.sidereal.image.Raster;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * What frames of a night look like: small pictures when they are asked for, and in the background a glance at every
 * frame, from which the curve of brightness comes and which frames look unlike the night.
 *
 * <p>At most {@value #MOST_BYTES} bytes of small pictures are kept. Safe for use by many threads.
 */
final class NightLooks implements Closeable {

    private static final int SIDE = 256;
    private static final int LARGE_SIDE = 1200;
    private static final long MOST_BYTES = 48L << 20;
    private static final long WAIT_MILLIS = 200;

    private final OpenNight night;
    private final BooleanSupplier busy;
    private final List<Optional<FrameGlance>> glances;
    private final Map<Integer, byte[]> pictures = new LinkedHashMap<>(16, 0.75f, true);
    private final Object decoder = new Object();
    private final Thread looking;
    private long bytes;
    private int done;

    NightLooks(OpenNight night, BooleanSupplier busy) {
        this.night = night;
        this.busy = busy;
        this.glances =
                new ArrayList<>(Collections.nCopies(night.night().entries().size(), Optional.empty()));
        this.looking = new Thread(this::look, "sidereal-glance");
        looking.setDaemon(true);
        looking.start();
    }

    OpenNight night() {
        return night;
    }

    private void look() {
        try (FrameReader reader = night.files().open()) {
            Optional<Raster> whole = Optional.empty();
            for (int place = 0; place < glances.size(); place++) {
                Night.Entry entry = night.night().entries().get(place);
                while (busy.getAsBoolean()) {
                    Thread.sleep(WAIT_MILLIS);
                }
                if (Thread.interrupted()) {
                    return;
                }
                Optional<FrameGlance> glance = Optional.empty();
                if (entry.record().used()) {
                    try {
                        Optional<Raster> small = reader.readSmall(entry.position());
                        if (small.isEmpty()) {
                            whole = whole.or(() -> Optional.of(reader.buffer(
                                    night.night().shape(), night.night().type())));
                            reader.read(entry.position(), whole.orElseThrow());
                        }
                        glance = (small.isPresent() ? small : whole).map(FrameGlance::of);
                    } catch (IOException e) {
                        glance = Optional.empty(); // the run says what is wrong with it
                    }
                }
                seen(place, glance);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void seen(int place, Optional<FrameGlance> glance) {
        glances.set(place, glance);
        done = place + 1;
    }

    /** The levels so far and, once all frames were seen, which look unlike the night. */
    synchronized Map<String, Object> describe() {
        boolean all = done == glances.size();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("done", done);
        answer.put(
                "levels",
                glances.subList(0, done).stream()
                        .map(glance -> glance.map(FrameGlance::level).orElse(-1.0))
                        .toList());
        List<Map<String, Object>> unlike = new ArrayList<>();
        if (all) {
            UnlikeFrames found = UnlikeFrames.of(glances);
            if (!found.tooMany()) {
                found.reasons().forEach((place, reason) -> unlike.add(Map.of("place", place, "reason", reason)));
            }
        }
        answer.put("unlike", unlike);
        return answer;
    }

    /** A frame at the size of a thumbnail; the camera's own one where there is one. */
    byte[] thumbnail(int place) throws IOException {
        int position = night.position(place);
        Optional<byte[]> kept = kept(place);
        if (kept.isPresent()) {
            return kept.get();
        }
        Optional<byte[]> stored = FrameGlances.stored(night.files(), position);
        return keep(place, stored.isPresent() ? stored.get() : small(position, SIDE));
    }

    /** A frame large enough to be judged. */
    byte[] large(int place) throws IOException {
        return small(night.position(place), LARGE_SIDE);
    }

    /* One at a time: each may take the memory of a whole frame. */
    private byte[] small(int position, int side) throws IOException {
        synchronized (decoder) {
            return FrameGlances.small(night.files(), position, side);
        }
    }

    private synchronized Optional<byte[]> kept(int place) {
        return Optional.ofNullable(pictures.get(place));
    }

    private synchronized byte[] keep(int place, byte[] picture) {
        if (!pictures.containsKey(place)) {
            pictures.put(place, picture);
            bytes += picture.length;
        }
        while (bytes > MOST_BYTES && pictures.size() > 1) {
            var oldest = pictures.entrySet().iterator();
            bytes -= oldest.next().getValue().length;
            oldest.remove();
        }
        return picture;
    }

    @Override
    public void close() {
        looking.interrupt();
    }
}
