package dev.sidereal.spark;

import dev.sidereal.frame.OptionException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.util.EnumSet;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;

/**
 * A file in any of Hadoop's file systems that appears whole or not at all: written on this machine, copied beside its place under
 * a hidden name, renamed there.
 */
final class FarFile {

    /** Writes a local file. */
    @FunctionalInterface
    interface Content {
        void writeTo(java.nio.file.Path file) throws IOException;
    }

    private final Path target;
    private final Configuration hadoop;

    FarFile(Path target, Configuration hadoop) {
        this.target = target;
        this.hadoop = hadoop;
    }

    /**
     * Everything that can be known to fail before the work is done.
     *
     * @throws OptionException if something is there that must not be written over
     * @throws IOException     if the folder is missing
     */
    void check(boolean force) throws IOException {
        FileSystem system = target.getFileSystem(hadoop);
        try {
            if (system.getFileStatus(target).isDirectory()) {
                throw new OptionException(target + ": expected the name of a file, found a folder");
            }
            if (!force) {
                throw new OptionException(target + ": expected no such file, found one; --force overwrites it");
            }
        } catch (FileNotFoundException e) {
            Path folder = target.getParent();
            if (folder != null && !isObjectStore() && !system.exists(folder)) {
                throw new IOException(target + ": expected the folder " + folder + ", found none; make it first", e);
            }
        }
    }

    /* Where folders are only parts of names they are there when something is in them. */
    private boolean isObjectStore() {
        return String.valueOf(target.toUri().getScheme()).matches("s3a|s3|gs|abfss?|wasbs?|oss|cosn|o3fs|ofs");
    }

    /**
     * Writes the file.
     *
     * @throws IOException with its name and the reason; nothing is left behind then
     */
    void put(Content content) throws IOException {
        try {
            write(content);
        } catch (IOException e) {
            throw new IOException(
                    this + ": expected to write the file, found: " + e.getMessage() + "; nothing was left behind", e);
        }
    }

    private void write(Content content) throws IOException {
        URI uri = target.toUri();
        if ("file".equals(uri.getScheme())) {
            content.writeTo(java.nio.file.Path.of(uri.getPath()));
            return;
        }
        java.nio.file.Path folder = Files.createTempDirectory(Scratch.folder(), "sidereal-");
        java.nio.file.Path local = folder.resolve(target.getName());
        try {
            content.writeTo(local);
            copy(local);
        } finally {
            Files.deleteIfExists(local);
            Files.delete(folder);
        }
    }

    private void copy(java.nio.file.Path local) throws IOException {
        FileContext files = FileContext.getFileContext(target.toUri(), hadoop);
        Path beside = new Path(target.getParent(), "." + target.getName() + "." + UUID.randomUUID() + ".part");
        boolean done = false;
        try {
            try (OutputStream out =
                    files.create(beside, EnumSet.of(CreateFlag.CREATE), Options.CreateOpts.createParent())) {
                Files.copy(local, out);
            }
            files.rename(beside, target, Options.Rename.OVERWRITE);
            done = true;
        } finally {
            if (!done) {
                files.delete(beside, false);
            }
        }
    }

    @Override
    public String toString() {
        return target.toString();
    }
}
