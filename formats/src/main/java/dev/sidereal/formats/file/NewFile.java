package dev.sidereal.formats.file;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A file that appears whole or not at all: written beside its place under a hidden name, synced, then renamed.
 *
 * <p>Closed without {@link #commit}, or ended by a signal, it leaves nothing behind, and whatever was there before.
 */
public final class NewFile implements Closeable {

    private static final Set<Path> UNFINISHED = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> UNFINISHED.forEach(NewFile::discard)));
    }

    private final Path target;
    private final Path beside;
    private final FileChannel channel;

    private NewFile(Path target, Path beside, FileChannel channel) {
        this.target = target;
        this.beside = beside;
        this.channel = channel;
    }

    /** Begins a file that will be {@code target}. */
    public static NewFile create(Path target) throws IOException {
        Path absolute = target.toAbsolutePath();
        Path beside = absolute.resolveSibling(
                "." + absolute.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        UNFINISHED.add(beside);
        try {
            FileChannel channel = FileChannel.open(
                    beside,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            return new NewFile(absolute, beside, channel);
        } catch (NoSuchFileException | AccessDeniedException e) {
            UNFINISHED.remove(beside);
            throw new IOException(
                    absolute.getParent() + ": expected a folder that can be written, found none; make it first", e);
        } catch (IOException e) {
            UNFINISHED.remove(beside);
            throw e;
        }
    }

    /** Where the bytes lie until {@link #commit}, for a program that writes them itself. */
    public Path unfinished() {
        return beside;
    }

    /** Bytes written so far. */
    public long size() throws IOException {
        return channel.position();
    }

    /** Appends bytes. */
    public void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Appends bytes. */
    public void write(byte... bytes) throws IOException {
        write(ByteBuffer.wrap(bytes));
    }

    /** Replaces bytes that were written before; the end stays the end. */
    public void rewrite(long position, byte... bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        for (long at = position; buffer.hasRemaining(); ) {
            at += channel.write(buffer, at);
        }
    }

    /** Puts the file in its place, replacing what was there. */
    public void commit() throws IOException {
        channel.force(true);
        channel.close();
        try {
            Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(beside, target, StandardCopyOption.REPLACE_EXISTING);
        }
        UNFINISHED.remove(beside);
        syncFolder();
    }

    /* The new name is on the disk only when the folder is; where folders cannot be opened the system sees to it. */
    private void syncFolder() {
        Path folder = target.getParent();
        if (folder != null) {
            try (FileChannel names = FileChannel.open(folder)) {
                names.force(true);
            } catch (IOException e) {
                return;
            }
        }
    }

    /** Removes what programs left beside a place that were killed while they wrote: their process is gone. */
    public static void removeLeftovers(Path target) throws IOException {
        Path absolute = target.toAbsolutePath();
        Path folder = absolute.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return;
        }
        Pattern leftover = Pattern.compile(Pattern.quote("." + absolute.getFileName() + ".") + "([0-9]{1,18})\\.part");
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Matcher matcher = leftover.matcher(String.valueOf(file.getFileName()));
                if (matcher.matches()
                        && ProcessHandle.of(Long.parseLong(matcher.group(1))).isEmpty()) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (AccessDeniedException | UncheckedIOException e) {
            return; // a folder that cannot be listed may still be written
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        if (UNFINISHED.remove(beside)) {
            Files.deleteIfExists(beside);
        }
    }

    private static void discard(Path unfinished) {
        try {
            Files.deleteIfExists(unfinished);
        } catch (IOException e) {
            /* The program is ending; there is nobody left to tell. */
        }
    }
}
