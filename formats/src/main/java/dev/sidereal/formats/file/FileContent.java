package dev.sidereal.formats.file;

import dev.sidereal.frame.FrameRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The hash of a file's bytes (SHA-256, FIPS 180-4): what tells whether a frame was seen before, whatever its name. */
public final class FileContent {

    private static final int PIECE = 1 << 18;

    private FileContent() {}

    /** Reads a file to its end. */
    public static FrameRecord.Content of(Path file) throws IOException {
        MessageDigest digest = sha256();
        byte[] piece = new byte[PIECE];
        long size = 0;
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                digest.update(piece, 0, read);
                size += read;
            }
        }
        return new FrameRecord.Content(size, HexFormat.of().formatHex(digest.digest()));
    }

    /** One of several frames in a file: the hash of the file's hash with the frame's number from 1. */
    public static FrameRecord.Content of(FrameRecord.Content file, int number) {
        byte[] text = (file.sha256() + "#" + number).getBytes(StandardCharsets.US_ASCII);
        return new FrameRecord.Content(file.size(), HexFormat.of().formatHex(sha256().digest(text)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
