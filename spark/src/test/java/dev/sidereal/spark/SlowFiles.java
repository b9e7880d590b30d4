package dev.sidereal.spark;

import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * The disk as a file system far away: {@code slow:///folder/frame.jpg}. Each opening waits, those of a name with "late" in it as
 * often as {@code fs.slow.late} says.
 */
public final class SlowFiles extends FilterFileSystem {

    /** Made by Hadoop. */
    public SlowFiles() {
        super(new RawLocalFileSystem());
    }

    @Override
    public void initialize(URI name, Configuration conf) throws IOException {
        setConf(conf);
        fs.initialize(URI.create("file:///"), conf);
    }

    @Override
    public String getScheme() {
        return "slow";
    }

    @Override
    public URI getUri() {
        return URI.create("slow:///");
    }

    @Override
    protected void checkPath(Path path) {}

    private static Path near(Path path) {
        return new Path("file", "", path.toUri().getPath());
    }

    @Override
    public FileStatus getFileStatus(Path path) throws IOException {
        FileStatus status = fs.getFileStatus(near(path));
        status.setPath(new Path("slow", "", path.toUri().getPath()));
        return status;
    }

    @Override
    public FSDataInputStream open(Path path, int bufferSize) throws IOException {
        try {
            int times = path.getName().contains("late") ? getConf().getInt("fs.slow.late", 1) : 1;
            Thread.sleep((long) times * getConf().getInt("fs.slow.millis", 5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        return fs.open(near(path), bufferSize);
    }
}
