package dev.sidereal.formats.xisf;

import dev.sidereal.formats.fits.FitsBytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DeflaterOutputStream;
import net.jpountz.lz4.LZ4Factory;

/** XISF files, byte for byte: data lie at byte 4096. */
public final class XisfBytes {

    static final int DATA_AT = 4096;

    private XisfBytes() {}

    /** A file of a header and its data; {@code LOCATION} in the header becomes the data's place. */
    static byte[] file(String xml, byte[] data) {
        byte[] header = ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xisf version=\"1.0\">"
                        + xml.replace("LOCATION", "attachment:" + DATA_AT + ":" + data.length) + "</xisf>")
                .getBytes(StandardCharsets.UTF_8);
        ByteBuffer file = ByteBuffer.allocate(DATA_AT + data.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put("XISF0100".getBytes(StandardCharsets.US_ASCII))
                .putInt(header.length)
                .putInt(0)
                .put(header);
        return file.position(DATA_AT).put(data).array();
    }

    /** The codes 0 to 23, 16 bits little-endian. */
    static byte[] codes() {
        ByteBuffer codes = ByteBuffer.allocate(48).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 24; i++) {
            codes.putShort((short) (1000 * i));
        }
        return codes.array();
    }

    static byte[] shuffled(byte[] bytes, int item) {
        byte[] shuffled = new byte[bytes.length];
        int count = bytes.length / item;
        for (int i = 0; i < count * item; i++) {
            shuffled[i % item * count + i / item] = bytes[i];
        }
        return shuffled;
    }

    static byte[] deflated(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    static byte[] lz4(byte[] bytes) {
        return LZ4Factory.safeInstance().fastCompressor().compress(bytes);
    }

    /** A colour picture packed with zlib, shuffled, in two pieces. */
    public static byte[] zlib() throws IOException {
        byte[] bytes = shuffled(codes(), 2);
        byte[] one = deflated(Arrays.copyOf(bytes, 20));
        byte[] two = deflated(Arrays.copyOfRange(bytes, 20, 48));
        return file(
                "<Image geometry=\"4:2:3\" sampleFormat=\"UInt16\" colorSpace=\"RGB\" location=\"LOCATION\""
                        + " compression=\"zlib+sh:48:2\" subblocks=\"" + one.length + ",20:" + two.length + ",28\"/>",
                FitsBytes.join(one, two));
    }

    /** A mosaic packed with LZ4, with properties. */
    public static byte[] lz4() {
        return file(
                "<Image geometry=\"6:4:1\" sampleFormat=\"UInt16\" location=\"LOCATION\" compression=\"lz4hc:48\">"
                        + "<ColorFilterArray pattern=\"GBRG\" width=\"2\" height=\"2\"/>"
                        + "<FITSKeyword name=\"EXPTIME\" value=\"30.5\" comment=\"\"/>"
                        + "<Property id=\"Observation:Time:Start\" type=\"TimePoint\" value=\"2026-08-12T22:10:19.5Z\"/>"
                        + "<Property id=\"Instrument:Camera:Name\" type=\"String\">ASI &lt;294&gt;</Property>"
                        + "<Property id=\"Instrument:Telescope:FocalLength\" type=\"Float32\" value=\"0.25\"/></Image>",
                lz4(codes()));
    }
}
