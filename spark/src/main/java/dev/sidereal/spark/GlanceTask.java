package dev.sidereal.spark;

import dev.sidereal.frame.FrameGlance;
import dev.sidereal.run.FoldedPart;
import dev.sidereal.run.RunEvent;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.util.LongAccumulator;

/** Looks at the frames of a part where it runs, before the night is folded: about a hundred bytes a frame come back. */
final class GlanceTask implements Function<byte[], byte[]> {

    private static final long serialVersionUID = 1;

    private final LongAccumulator looked;

    /** Counts frames in {@code looked}, for the progress alone. */
    GlanceTask(LongAccumulator looked) {
        this.looked = looked;
    }

    @Override
    public byte[] call(byte[] order) throws IOException, InterruptedException {
        Part part = RecordBytes.read(order, Part.class);
        PartTask.requireSameDecoder(part.natives());
        try (PartFrames frames = part.open()) {
            List<Optional<FrameGlance>> glances = FoldedPart.look(part.recipe(), part.alone(), frames, event -> {
                if (event instanceof RunEvent.Looked) {
                    looked.add(1);
                }
            });
            return RecordBytes.write(new Part.Glances(part.night(), part.first(), glances));
        }
    }
}
