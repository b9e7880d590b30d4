package dev.sidereal.formats.png;

import dev.sidereal.develop.Picture;
import dev.sidereal.formats.codec.Depth;
import dev.sidereal.formats.codec.PictureFormat;
import dev.sidereal.formats.exif.ExifBlock;
import dev.sidereal.formats.file.NewFile;
import dev.sidereal.image.Raster;
import dev.sidereal.image.Rows;
import dev.sidereal.image.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes PNG (third edition), 8 or 16 bits, with the ICC profile in iCCP, Exif in eXIf and the list of frames in iTXt,
 * where names keep their letters.
 *
 * <p>Bands of rows are compressed side by side: each ends on a byte boundary (a flush of DEFLATE, RFC 1951), so that
 * they join into one stream. The bands do not depend on the number of threads, so neither does the file; memory is a few
 * bands.
 */
public final class PngPicture implements PictureFormat {

    private static final int BAND_BYTES = 1 << 20;
    private static final int LEVEL = 4;
    private static final int PAETH = 4;
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};

    /** Some rows, before and after compression. */
    private static final class Band {

        private final byte[] filtered;
        private final byte[] compressed;

        Band(byte[] filtered, byte[] compressed) {
            this.filtered = filtered;
            this.compressed = compressed;
        }
    }

    @Override
    public List<String> endings() {
        return List.of("png");
    }

    @Override
    public List<Depth> depths() {
        return List.of(Depth.EIGHT, Depth.SIXTEEN);
    }

    @Override
    public void write(Picture picture, Depth depth, NewFile file) throws IOException {
        Shape shape = picture.raster().shape();
        file.write(SIGNATURE);
        chunk(
                file,
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(shape.width())
                        .putInt(shape.height())
                        .put((byte) (8 * depth.bytes()))
                        .put((byte) (shape.channels() == 1 ? 0 : 2))
                        .array());
        if (picture.first().profile().isPresent()) {
            chunk(
                    file,
                    "iCCP",
                    named("ICC profile", picture.first().profile().get().icc()));
        }
        chunk(file, "eXIf", ExifBlock.encode(picture));
        chunk(file, "iTXt", text("Comment", ExifBlock.frameList(picture)));
        pixels(picture.raster(), depth, file);
        chunk(file, "IEND");
    }

    /* Keyword, zero, compression method 0, zlib data. */
    private static byte[] named(String keyword, byte[] data) {
        return compressed(keyword + "\0\0", data);
    }

    /* Keyword, zero, compressed, method 0, no language, no translated keyword, zlib data in UTF-8 (section 11.3.3.4). */
    private static byte[] text(String keyword, String text) {
        return compressed(keyword + "\0\1\0\0\0", text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] compressed(String prefix, byte[] data) {
        Deflater deflater = new Deflater();
        deflater.setInput(data);
        deflater.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(prefix.getBytes(StandardCharsets.ISO_8859_1));
        drain(deflater, Deflater.NO_FLUSH, out);
        deflater.end();
        return out.toByteArray();
    }

    private static void chunk(NewFile file, String name, byte... data) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(data.length + 12)
                .putInt(data.length)
                .put(name.getBytes(StandardCharsets.US_ASCII))
                .put(data);
        CRC32 crc = new CRC32();
        crc.update(chunk.array(), 4, data.length + 4);
        file.write(chunk.putInt((int) crc.getValue()).flip());
    }

    private static void pixels(Raster raster, Depth depth, NewFile file) throws IOException {
        int rowBytes = raster.shape().rowSamples() * depth.bytes();
        List<Rows> bands = new Rows(0, raster.shape().height()).split(Math.max(1, BAND_BYTES / rowBytes));
        int threads = Runtime.getRuntime().availableProcessors();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            Adler32 adler = new Adler32();
            Queue<Future<Band>> ahead = new ArrayDeque<>();
            chunk(file, "IDAT", (byte) 0x78, (byte) 0x5E);
            for (int next = 0, done = 0; done < bands.size(); done++) {
                while (next < bands.size() && ahead.size() < 2 * threads) {
                    Rows rows = bands.get(next++);
                    boolean last = next == bands.size();
                    ahead.add(pool.submit(() -> compress(filter(raster, depth, rows), last)));
                }
                Band band = ahead.remove().get();
                adler.update(band.filtered);
                chunk(file, "IDAT", band.compressed);
            }
            chunk(
                    file,
                    "IDAT",
                    ByteBuffer.allocate(4).putInt((int) adler.getValue()).array());
        } catch (ExecutionException e) {
            throw new IOException("PNG: expected compressed rows, found " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("PNG: interrupted").initCause(e);
        } finally {
            pool.shutdownNow();
        }
    }

    /* Paeth's predictor for every row (section 9.4): the best single choice for pictures of noise and gradients. */
    private static byte[] filter(Raster raster, Depth depth, Rows rows) {
        int pixelBytes = raster.shape().channels() * depth.bytes();
        int rowBytes = raster.shape().rowSamples() * depth.bytes();
        byte[] above = rows.first() == 0 ? new byte[rowBytes] : row(raster, depth, rows.first() - 1);
        byte[] filtered = new byte[rows.count() * (rowBytes + 1)];
        for (int i = 0, out = 0; i < rows.count(); i++) {
            byte[] row = row(raster, depth, rows.first() + i);
            filtered[out++] = PAETH;
            for (int x = 0; x < rowBytes; x++) {
                int left = x < pixelBytes ? 0 : row[x - pixelBytes] & 0xFF;
                int up = above[x] & 0xFF;
                int upLeft = x < pixelBytes ? 0 : above[x - pixelBytes] & 0xFF;
                filtered[out++] = (byte) (row[x] - paeth(left, up, upLeft));
            }
            above = row;
        }
        return filtered;
    }

    private static byte[] row(Raster raster, Depth depth, int y) {
        return depth.rows(raster, new Rows(y, 1), ByteOrder.BIG_ENDIAN);
    }

    private static int paeth(int left, int up, int upLeft) {
        int toLeft = Math.abs(up - upLeft);
        int toUp = Math.abs(left - upLeft);
        int toUpLeft = Math.abs(left + up - 2 * upLeft);
        if (toLeft <= toUp && toLeft <= toUpLeft) {
            return left;
        }
        return toUp <= toUpLeft ? up : upLeft;
    }

    private static Band compress(byte[] filtered, boolean last) {
        Deflater deflater = new Deflater(LEVEL, true);
        deflater.setInput(filtered);
        if (last) {
            deflater.finish();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(filtered.length);
        drain(deflater, last ? Deflater.NO_FLUSH : Deflater.SYNC_FLUSH, out);
        deflater.end();
        return new Band(filtered, out.toByteArray());
    }

    private static void drain(Deflater deflater, int flush, ByteArrayOutputStream out) {
        byte[] buffer = new byte[64 << 10];
        for (int n = deflater.deflate(buffer, 0, buffer.length, flush);
                n > 0;
                n = deflater.deflate(buffer, 0, buffer.length, flush)) {
            out.write(buffer, 0, n);
        }
    }
}
