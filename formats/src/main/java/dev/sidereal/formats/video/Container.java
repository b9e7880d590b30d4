package dev.sidereal.formats.video;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The wrappings that videos come in. What the first bytes say is passed on to ffmpeg, which then reads this format and
 * no other: a playlist of addresses that calls itself a video is not followed.
 */
enum Container {
    /** MP4, M4V, MOV, 3GP (ISO/IEC 14496-12 and QuickTime): boxes, each with a length and four letters. */
    MOV("mov"),
    AVI("avi"),
    /** Matroska and WebM: the identifier of EBML (RFC 8794). */
    MATROSKA("matroska"),
    /** The stream of camcorders, MTS and TS: packets that begin with 0x47, some of them after a time of four bytes. */
    MPEGTS("mpegts");

    private static final int BOX_NAME_AT = 4;
    private static final List<String> FIRST_BOXES = List.of("moov", "mdat", "wide", "pnot");
    /* Brands of the same boxes around still pictures and camera raw. */
    private static final List<String> STILLS = List.of("heic", "heix", "heim", "heis", "mif1", "avif", "crx ");

    private final String demuxer;

    Container(String demuxer) {
        this.demuxer = demuxer;
    }

    /** What ffmpeg calls it. */
    String demuxer() {
        return demuxer;
    }

    /** The container of a file that begins with these bytes. */
    static Optional<Container> of(ByteBuffer head) {
        return Arrays.stream(values()).filter(c -> c.begins(head)).findFirst();
    }

    private boolean begins(ByteBuffer head) {
        return switch (this) {
            case MOV ->
                (letters(head, BOX_NAME_AT).equals("ftyp") && !STILLS.contains(letters(head, 8)))
                        || FIRST_BOXES.contains(letters(head, BOX_NAME_AT));
            case AVI -> letters(head, 0).equals("RIFF") && letters(head, 8).equals("AVI ");
            case MATROSKA -> head.limit() >= 4 && head.getInt(0) == 0x1A45DFA3;
            case MPEGTS -> isPacket(head, 0) || isPacket(head, 4);
        };
    }

    private static String letters(ByteBuffer head, int at) {
        if (head.limit() < at + 4) {
            return "";
        }
        byte[] bytes = new byte[4];
        head.get(at, bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /* ISO/IEC 13818-1, 2.4.3.2: no error, a payload that starts here, of a table (PID 0, 17 or of a programme map). */
    private static boolean isPacket(ByteBuffer head, int at) {
        if (head.limit() < at + 4 || head.get(at) != 0x47) {
            return false;
        }
        int flags = head.get(at + 1) & 0xFF;
        int low = head.get(at + 2) & 0xFF;
        boolean table = (flags == 0x40 && (low == 0 || low == 17)) || (low == 0 && (flags == 0x41 || flags == 0x50));
        return table && (head.get(at + 3) & 0xD0) == 0x10;
    }
}
