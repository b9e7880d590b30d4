package dev.sidereal.spark;

import dev.sidereal.formats.FrameFiles;
import dev.sidereal.frame.Candidate;
import dev.sidereal.frame.Reading;
import dev.sidereal.frame.UnreadableFrameException;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.function.FlatMapFunction;

/** Reads the headers of files where it runs; what it finds of a piece of their names comes back in one list. */
final class HeaderTask implements FlatMapFunction<Iterator<byte[]>, byte[]> {

    private static final long serialVersionUID = 1;

    /** A list on its way. */
    record Headers(List<ClusterFrames.Found> found) {}

    private final Reading.Mosaics mosaics;

    HeaderTask(Reading.Mosaics mosaics) {
        this.mosaics = mosaics;
    }

    @Override
    public Iterator<byte[]> call(Iterator<byte[]> pieces) throws IOException, InterruptedException {
        Configuration hadoop = Executor.hadoop();
        List<byte[]> lists = new ArrayList<>();
        while (pieces.hasNext()) {
            List<ClusterFrames.Found> list = new ArrayList<>();
            for (String file : FileNames.read(pieces.next())) {
                list.addAll(headers(file, hadoop));
            }
            lists.add(RecordBytes.write(new Headers(list)));
        }
        return lists.iterator();
    }

    private List<ClusterFrames.Found> headers(String file, Configuration hadoop)
            throws IOException, InterruptedException {
        try (NearFile near = NearFile.of(URI.create(file), hadoop)) {
            FrameFiles files = FrameFiles.probe(List.of(near.path()), 1, new Reading(mosaics));
            List<ClusterFrames.Found> found = new ArrayList<>();
            for (Candidate candidate : files.candidates()) {
                int index = found.size();
                found.add(new ClusterFrames.Found(
                        new Address(file, index), candidate, files.readerBytes(), files.isStacked(index)));
            }
            return found;
        } catch (UnreadableFrameException e) {
            return unreadable(file, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            if (Executor.isLastAttempt()) {
                return unreadable(file, "cannot be read: " + e.getMessage());
            }
            throw e;
        }
    }

    private static List<ClusterFrames.Found> unreadable(String file, String reason) {
        String path = URI.create(file).getPath();
        String name = path.substring(path.lastIndexOf('/') + 1);
        return List.of(new ClusterFrames.Found(new Address(file, 0), new Candidate.Unreadable(name, reason), 0, false));
    }
}
