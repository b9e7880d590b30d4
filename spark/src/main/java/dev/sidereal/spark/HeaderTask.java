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

/** Reads the headers of files where it runs; what it finds comes back in lists of a few hundred. */
final class HeaderTask implements FlatMapFunction<Iterator<String>, byte[]> {

    private static final long serialVersionUID = 1;

    /** A list on its way. */
    record Headers(List<ClusterFrames.Found> found) {}

    private final Reading.Mosaics mosaics;
    private final int together;

    HeaderTask(Reading.Mosaics mosaics, int together) {
        this.mosaics = mosaics;
        this.together = together;
    }

    @Override
    public Iterator<byte[]> call(Iterator<String> files) throws IOException, InterruptedException {
        Configuration hadoop = Executor.hadoop();
        List<byte[]> lists = new ArrayList<>();
        List<ClusterFrames.Found> list = new ArrayList<>();
        while (files.hasNext()) {
            list.addAll(headers(files.next(), hadoop));
            if (list.size() >= together || !files.hasNext()) {
                lists.add(RecordBytes.write(new Headers(list)));
                list = new ArrayList<>();
            }
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
