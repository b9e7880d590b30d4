package dev.sidereal.studio;

import dev.sidereal.formats.FrameFiles;
import dev.sidereal.frame.Candidate;
import dev.sidereal.studio.web.Problem;
import dev.sidereal.studio.web.WebServer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Files that are brought to the page. Each drop gets a folder of its own below the first root, {@code dropped}, {@code dropped-2}
 * and so on; a file comes in pieces, in order, and gets its name when it is whole and a frame. Its bytes are kept as they are.
 *
 * <p>At most {@value #MOST_FILE_BYTES} bytes a file and {@value #MOST_FILES} files a drop, and never the last {@value #SPARED_BYTES}
 * bytes of the disk. Safe for use by many threads.
 */
final class Drops {

    static final long MOST_FILE_BYTES = 1L << 30;
    private static final int MOST_FILES = 20_000;
    private static final long SPARED_BYTES = 64L << 20;
    private static final int MOST_FOLDERS = 1000;
    private static final String COMING = ".coming";

    private final Folders folders;
    private final Map<String, Integer> brought = new HashMap<>();

    Drops(Folders folders) {
        this.folders = folders;
    }

    /** Makes a folder for files that will come; returns its name. */
    synchronized String begin() throws IOException {
        Path root = folders.roots().get(0);
        for (int i = 1; i <= MOST_FOLDERS; i++) {
            Path folder = root.resolve(i == 1 ? "dropped" : "dropped-" + i);
            try {
                Files.createDirectory(folder);
            } catch (FileAlreadyExistsException e) {
                continue;
            }
            String name = folders.name(folder);
            brought.put(name, 0);
            return name;
        }
        throw new Problem(
                409, "files: expected fewer than " + MOST_FOLDERS + " dropped folders, found as many; remove some");
    }

    /**
     * Takes the next piece of a file.
     *
     * @param folder of the drop
     * @param name   of the file
     * @param from   bytes that came before; 0 begins anew
     * @param size   bytes of the whole file
     * @return whether the file is whole
     * @throws Problem if it is too large, exists, is no frame, or the disk is full; what came of it is gone then
     */
    synchronized boolean take(String folder, String name, long from, long size, ByteBuffer piece)
            throws IOException, InterruptedException {
        Integer before = brought.get(folder);
        if (before == null) {
            throw Problem.missing("files: expected a folder that was made for dropped files, found another");
        }
        Path file = folders.file(folder, name);
        Path coming = Files.createDirectories(file.resolveSibling(COMING)).resolve(name);
        require(file, before, size);
        if (from + piece.remaining() > size || (piece.remaining() == 0 && size > 0)) {
            throw Problem.wrong(
                    name + ": expected pieces that make up " + size + " bytes, found others; drop it again");
        }
        boolean whole;
        try {
            whole = append(coming, from, size, piece);
        } catch (IOException e) {
            Files.deleteIfExists(coming);
            throw Saving.notWritten(file, e);
        } catch (Problem e) {
            Files.deleteIfExists(coming);
            throw e;
        }
        if (whole) {
            requireFrame(coming);
            Files.move(coming, file);
            Files.deleteIfExists(file.resolveSibling(COMING)); // files come one after the other
            brought.put(folder, before + 1);
        }
        return whole;
    }

    private static void require(Path file, int before, long size) throws IOException {
        String name = String.valueOf(file.getFileName());
        if (size > MOST_FILE_BYTES) {
            throw new Problem(
                    413,
                    name + ": expected at most " + (MOST_FILE_BYTES >> 20) + " MiB, found " + (size >> 20)
                            + "; put it below the studio's folder yourself");
        }
        if (before >= MOST_FILES) {
            throw new Problem(413, name + ": expected at most " + MOST_FILES + " files at once, found more");
        }
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new Problem(409, name + ": expected each name once, found it twice; rename one");
        }
        long room = Files.getFileStore(file.resolveSibling(COMING)).getUsableSpace() - SPARED_BYTES;
        if (size > room) {
            throw new Problem(
                    507,
                    name + ": expected room for " + (size >> 20) + " MiB on the disk, found "
                            + (Math.max(0, room) >> 20) + "; make some");
        }
    }

    private static boolean append(Path coming, long from, long size, ByteBuffer piece) throws IOException {
        try (FileChannel channel = FileChannel.open(coming, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (from == 0) {
                channel.truncate(0);
            }
            if (channel.size() != from) {
                throw Problem.wrong(coming.getFileName() + ": expected the piece after " + channel.size()
                        + " bytes, found that after " + from + "; drop it again");
            }
            channel.position(from);
            while (piece.hasRemaining()) {
                channel.write(piece);
            }
            return channel.size() == size;
        }
    }

    private static void requireFrame(Path coming) throws IOException, InterruptedException {
        Candidate candidate = FrameFiles.probe(List.of(coming), 1).candidates().get(0);
        if (candidate instanceof Candidate.Unreadable unreadable) {
            Files.delete(coming);
            throw new Problem(422, coming.getFileName() + ": " + unreadable.reason());
        }
    }

    /** The largest piece, in bytes. */
    static int pieceBytes() {
        return WebServer.MOST_PIECE_BYTES;
    }
}
