package dev.sidereal.formats.video;

/** One decoded picture as it came through the pipe, in memory that is used again. */
final class DecodedPicture {

    private final byte[] bytes;
    private int index;
    private int users;
    private boolean taken;

    DecodedPicture(int size) {
        this.bytes = new byte[size];
    }

    byte[] bytes() {
        return bytes;
    }

    /** Number of the frame that it is. */
    int index() {
        return index;
    }

    /** Becomes another frame that nobody has taken yet. */
    void become(int frame) {
        index = frame;
        taken = false;
    }

    void take() {
        users++;
        taken = true;
    }

    void giveBack() {
        users--;
    }

    /** Whether somebody reads it at this moment. */
    boolean isInUse() {
        return users > 0;
    }

    /** Whether somebody has taken it before: seldom wanted again. */
    boolean wasTaken() {
        return taken;
    }
}
