package dev.sidereal.formats.raw;

import dev.sidereal.formats.exif.Ifd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** DNG files of noise for tests, with an encoder of lossless JPEG that is as plain as can be. */
final class DngFiles {

    static final int WIDTH = 70;
    static final int HEIGHT = 50;

    private DngFiles() {}

    /** A sample of the stored picture: noise about a slope, within so many bits. */
    static int sample(int x, int y, int bits) {
        int noise = Math.floorMod((x * 7919 + y * 104729) ^ (x * y * 31), 97);
        return Math.min((1 << bits) - 1, (x * (1 << bits) / 90) + noise);
    }

    /** The tags that every file here has. */
    static Ifd tags(int bits, int compression) {
        return new Ifd()
                .longs(254, 0)
                .longs(256, WIDTH)
                .longs(257, HEIGHT)
                .shorts(258, bits)
                .shorts(259, compression)
                .shorts(262, 32803)
                .text(271, "Maker")
                .text(272, "Camera One")
                .shorts(277, 1)
                .shorts(33421, 2, 2)
                .bytes(33422, (byte) 0, (byte) 1, (byte) 1, (byte) 2)
                .bytes(50706, (byte) 1, (byte) 4, (byte) 0, (byte) 0)
                .text(50708, "Camera One");
    }

    /** Writes a file of strips of {@code rows} rows, or of tiles where {@code across} is smaller than the picture. */
    static Path write(Path file, Ifd tags, int across, int rows, List<byte[]> pieces) throws IOException {
        boolean tiled = across < WIDTH;
        long[] sizes = pieces.stream().mapToLong(piece -> piece.length).toArray();
        tags.longs(tiled ? 325 : 279, sizes).longs(tiled ? 324 : 273, new long[sizes.length]);
        if (tiled) {
            tags.longs(322, across).longs(323, rows);
        } else {
            tags.longs(278, rows);
        }
        long at = 8L + tags.encode(8).length;
        long[] offsets = new long[sizes.length];
        for (int i = 0; i < sizes.length; i++) {
            offsets[i] = at;
            at += sizes[i];
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {'I', 'I', 42, 0, 8, 0, 0, 0});
        out.writeBytes(tags.longs(tiled ? 324 : 273, offsets).encode(8));
        pieces.forEach(out::writeBytes);
        return Files.write(file, out.toByteArray());
    }

    /** The samples of a piece, with the last column and row repeated where it goes beyond the picture. */
    static int[] piece(int left, int top, int width, int height, int bits) {
        int[] samples = new int[width * height];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = sample(Math.min(left + i % width, WIDTH - 1), Math.min(top + i / width, HEIGHT - 1), bits);
        }
        return samples;
    }

    static byte[] packed(int[] samples, int width, int bits) {
        int rowBytes = (width * bits + 7) / 8;
        ByteBuffer out = ByteBuffer.allocate(rowBytes * samples.length / width).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < samples.length; i++) {
            if (bits == 16) {
                out.putShort((short) samples[i]);
                continue;
            }
            for (int bit = 0; bit < bits; bit++) {
                int at = i / width * rowBytes * 8 + i % width * bits + bit;
                if ((samples[i] >> (bits - 1 - bit) & 1) == 1) {
                    out.put(at / 8, (byte) (out.get(at / 8) | 0x80 >> at % 8));
                }
            }
        }
        return out.array();
    }

    /** Lossless JPEG whose 17 categories all have codes of 5 bits. */
    static byte[] lossless(int[] samples, int width, int components, int bits, int predictor) {
        int height = samples.length / width;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {-1, (byte) 0xD8, -1, (byte) 0xC4, 0, 36, 0, 0, 0, 0, 0, 17});
        out.writeBytes(new byte[11]);
        for (int category = 0; category < 17; category++) {
            out.write(category);
        }
        int across = width / components;
        out.writeBytes(new byte[] {
            -1,
            (byte) 0xC3,
            0,
            (byte) (8 + 3 * components),
            (byte) bits,
            0,
            (byte) height,
            0,
            (byte) across,
            (byte) components
        });
        for (int c = 0; c < components; c++) {
            out.writeBytes(new byte[] {(byte) c, 0x11, 0});
        }
        out.writeBytes(new byte[] {-1, (byte) 0xDA, 0, (byte) (6 + 2 * components), (byte) components});
        for (int c = 0; c < components; c++) {
            out.writeBytes(new byte[] {(byte) c, 0});
        }
        out.writeBytes(new byte[] {(byte) predictor, 0, 0});
        List<Boolean> code = new ArrayList<>();
        for (int i = 0; i < samples.length; i++) {
            int difference = (short) (samples[i] - predicted(samples, i, width, components, bits, predictor));
            int category = 32 - Integer.numberOfLeadingZeros(Math.abs(difference));
            put(code, category, 5);
            put(code, difference < 0 ? difference + (1 << category) - 1 : difference, category < 16 ? category : 0);
        }
        while (code.size() % 8 != 0) {
            code.add(true);
        }
        for (int i = 0; i < code.size(); i += 8) {
            int value = 0;
            for (int bit = 0; bit < 8; bit++) {
                value = value << 1 | (code.get(i + bit) ? 1 : 0);
            }
            out.write(value);
            if (value == 0xFF) {
                out.write(0);
            }
        }
        out.writeBytes(new byte[] {-1, (byte) 0xD9});
        return out.toByteArray();
    }

    private static void put(List<Boolean> code, int value, int bits) {
        for (int bit = bits - 1; bit >= 0; bit--) {
            code.add((value >> bit & 1) == 1);
        }
    }

    private static int predicted(int[] s, int i, int width, int components, int bits, int predictor) {
        int x = i % width / components;
        int left = x > 0 ? s[i - components] : 0;
        int above = i >= width ? s[i - width] : 0;
        if (x == 0) {
            return i < width ? 1 << (bits - 1) : above;
        }
        if (i < width) {
            return left;
        }
        int aboveLeft = s[i - width - components];
        return switch (predictor) {
            case 1 -> left;
            case 2 -> above;
            case 3 -> aboveLeft;
            case 4 -> left + above - aboveLeft;
            case 5 -> left + ((above - aboveLeft) >> 1);
            case 6 -> above + ((left - aboveLeft) >> 1);
            default -> (left + above) >> 1;
        };
    }
}
