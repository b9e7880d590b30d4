package dev.sidereal.spark;

import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * The disk as a file system far away: {@code slow:///folder/frame.jpg}. Each opening waits 5 ms; of a name that begins with
 * {@code late} it waits {@code fs.slow.late} ms.
 */
public final class SlowFiles extends RawLocalFileSystem {

    private static final URI ROOT = URI.create("slow:///");

    /** Made by Hadoop. */
    public SlowFiles() {}

    @Override
    public String getScheme() {
        return "slow";
    }

    @Override
    public URI getUri() {
        return ROOT;
    }

    @Override
    public FSDataInputStream open(Path path, int bufferSize) throws IOException {
        try {
            Thread.sleep(path.getName().startsWith("late") ? getConf().getInt("fs.slow.late", 200) : 5);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        return super.open(path, bufferSize);
    }
}
