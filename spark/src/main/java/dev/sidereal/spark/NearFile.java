package dev.sidereal.spark;

import dev.sidereal.frame.UnreadableFrameException;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.security.AccessControlException;

/**
 * A file of any of Hadoop's file systems as one that a {@link Path} names: itself where it lies on a disk of this machine, else a
 * copy in Spark's scratch folder that is gone when this is closed.
 *
 * @param path   of the file or its copy, under its own name
 * @param folder of a copy
 */
record NearFile(Path path, Optional<Path> folder) implements Closeable {

    private static final int PIECE = 1 << 18;

    /**
     * Brings a file near.
     *
     * @throws UnreadableFrameException if it is gone, no file, or not to be read
     * @throws IOException              if the network or a disk fails
     */
    static NearFile of(URI file, Configuration hadoop) throws IOException {
        if ("file".equals(file.getScheme())) {
            return new NearFile(Path.of(file.getPath()), Optional.empty());
        }
        org.apache.hadoop.fs.Path far = new org.apache.hadoop.fs.Path(file);
        try {
            FileSystem system = FileSystem.get(file, hadoop);
            FileStatus status = system.getFileStatus(far);
            if (!status.isFile()) {
                throw new UnreadableFrameException("expected a file, found a folder");
            }
            return copy(system, far, status.getLen());
        } catch (FileNotFoundException e) {
            throw new UnreadableFrameException("no such file", e);
        } catch (AccessControlException e) {
            throw new UnreadableFrameException("expected a file that may be read, found one without permission", e);
        }
    }

    private static NearFile copy(FileSystem system, org.apache.hadoop.fs.Path far, long length) throws IOException {
        Path folder = Files.createTempDirectory(Scratch.folder(), "sidereal-");
        NearFile near = new NearFile(folder.resolve(far.getName()), Optional.of(folder));
        try {
            long room = Files.getFileStore(folder).getUsableSpace();
            if (room < length) {
                throw new IOException(folder.getParent() + ": expected room for " + length + " bytes of " + far
                        + ", found " + room + "; make room, or name another folder in spark.local.dir");
            }
            near.fill(system, far, length);
            return near;
        } catch (IOException | RuntimeException e) {
            near.close();
            throw e;
        }
    }

    /* Never more than the file system promised: a file that grows meanwhile does not fill the disk. */
    private void fill(FileSystem system, org.apache.hadoop.fs.Path far, long length) throws IOException {
        byte[] piece = new byte[(int) Math.min(PIECE, Math.max(1, length))];
        try (InputStream in = system.open(far, PIECE);
                OutputStream out = Files.newOutputStream(path)) {
            long left = length;
            while (left > 0) {
                int read = in.read(piece, 0, (int) Math.min(piece.length, left));
                if (read < 0) {
                    return;
                }
                out.write(piece, 0, read);
                left -= read;
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (folder.isPresent()) {
            try (Stream<Path> files = Files.list(folder.get())) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder.get());
        }
    }
}
