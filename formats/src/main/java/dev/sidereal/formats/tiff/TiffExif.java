package dev.sidereal.formats.tiff;

import dev.sidereal.formats.exif.Exif;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a page says of camera and time. The few tags of interest are copied into a small Exif block, which the same reader
 * takes apart that reads other formats: it need not know BigTIFF, and sees nothing that could keep it busy.
 */
final class TiffExif {

    private static final int EXIF_DIRECTORY = 34665;
    private static final int GPS_DIRECTORY = 34853;
    private static final int[] CAMERA = {
        270, 271, 272, 274, 305, 33434, 33437, 34855, 36867, 36880, 36881, 37386, 37521, 42036,
    };
    private static final int MOST_GPS_TAG = 31;
    private static final int MOST_VALUE_BYTES = 4096;

    private record Entry(int tag, int type, int count, ByteBuffer value) {}

    private TiffExif() {}

    /** Reads the tags of a page and of the Exif and GPS directories below it; damaged ones count as absent. */
    static Exif read(TiffBytes file, Directory page) throws IOException {
        List<Entry> main = entries(page, CAMERA);
        int[] gpsTags = new int[MOST_GPS_TAG];
        for (int i = 0; i < gpsTags.length; i++) {
            gpsTags[i] = i;
        }
        List<Entry> exif = below(file, page, EXIF_DIRECTORY, CAMERA);
        List<Entry> gps = below(file, page, GPS_DIRECTORY, gpsTags);
        return main.isEmpty() && exif.isEmpty() && gps.isEmpty()
                ? Exif.NONE
                : Exif.read(encode(file.order(), main, exif, gps));
    }

    private static List<Entry> below(TiffBytes file, Directory page, int tag, int[] tags) {
        try {
            long at = page.number(tag, 0);
            return at == 0 ? List.of() : entries(new Directory(file, at), tags);
        } catch (IOException e) {
            return List.of();
        }
    }

    private static List<Entry> entries(Directory directory, int[] tags) {
        List<Entry> entries = new ArrayList<>();
        for (int tag : tags) {
            try {
                Optional<byte[]> value = directory.bytes(tag, MOST_VALUE_BYTES);
                directory
                        .field(tag)
                        .filter(field -> field.type() <= 12 && value.isPresent())
                        .ifPresent(field -> entries.add(new Entry(
                                tag, field.type(), (int) field.count(), ByteBuffer.wrap(value.orElseThrow()))));
            } catch (IOException e) {
                /* The value lies beyond the end of the file: absent. */
            }
        }
        return entries;
    }

    private static byte[] encode(ByteOrder order, List<Entry> main, List<Entry> exif, List<Entry> gps) {
        int exifAt = 8 + tableBytes(main.size() + 2);
        int gpsAt = exifAt + tableBytes(exif.size());
        int valuesAt = gpsAt + tableBytes(gps.size());
        ByteArrayOutputStream values = new ByteArrayOutputStream();
        ByteBuffer tables = ByteBuffer.allocate(valuesAt).order(order);
        byte mark = (byte) (order == ByteOrder.LITTLE_ENDIAN ? 'I' : 'M');
        tables.put(mark).put(mark).putShort((short) 42).putInt(8);
        List<Entry> all = new ArrayList<>(main);
        all.add(pointer(EXIF_DIRECTORY, exifAt, order));
        all.add(pointer(GPS_DIRECTORY, gpsAt, order));
        put(tables, all, valuesAt, values);
        put(tables, exif, valuesAt, values);
        put(tables, gps, valuesAt, values);
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        block.writeBytes(tables.array());
        block.writeBytes(values.toByteArray());
        return block.toByteArray();
    }

    private static int tableBytes(int entries) {
        return 2 + 12 * entries + 4;
    }

    private static Entry pointer(int tag, int at, ByteOrder order) {
        return new Entry(tag, 4, 1, ByteBuffer.allocate(4).order(order).putInt(0, at));
    }

    private static void put(ByteBuffer tables, List<Entry> entries, int valuesAt, ByteArrayOutputStream values) {
        tables.putShort((short) entries.size());
        for (Entry entry : entries) {
            tables.putShort((short) entry.tag()).putShort((short) entry.type()).putInt(entry.count());
            byte[] value = new byte[entry.value().limit()];
            entry.value().get(0, value);
            if (value.length <= 4) {
                tables.put(value).position(tables.position() + 4 - value.length);
            } else {
                tables.putInt(valuesAt + values.size());
                values.writeBytes(value);
            }
        }
        tables.putInt(0);
    }
}
