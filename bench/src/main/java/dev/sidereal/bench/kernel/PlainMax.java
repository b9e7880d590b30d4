package dev.sidereal.bench.kernel;

import dev.sidereal.image.SampleType;

/**
 * The maximum as everyone writes it first: one sample at a time, over arrays of the sample's own type. The reference
 * that the packed kernel has to beat to be worth its trick.
 */
final class PlainMax {

    private final SampleType type;
    private final byte[] bytesInto;
    private final byte[] bytes;
    private final short[] shortsInto;
    private final short[] shorts;
    private final float[] floatsInto;
    private final float[] floats;

    /** Two blocks of {@code count} samples of {@code type}; the one to fold in holds {@code codes}. */
    PlainMax(SampleType type, int count, int[] codes) {
        this.type = type;
        this.bytesInto = new byte[type == SampleType.UINT8 ? count : 0];
        this.bytes = new byte[bytesInto.length];
        this.shortsInto = new short[type == SampleType.UINT16 ? count : 0];
        this.shorts = new short[shortsInto.length];
        this.floatsInto = new float[type == SampleType.FLOAT32 ? count : 0];
        this.floats = new float[floatsInto.length];
        for (int i = 0; i < count; i++) {
            switch (type) {
                case UINT8 -> bytes[i] = (byte) codes[i];
                case UINT16 -> shorts[i] = (short) codes[i];
                case FLOAT32 -> floats[i] = codes[i];
            }
        }
    }

    /** Folds the block in; returns the running maximum, so that no compiler can leave the work out. */
    Object fold() {
        return switch (type) {
            case UINT8 -> max(bytesInto, bytes);
            case UINT16 -> max(shortsInto, shorts);
            case FLOAT32 -> max(floatsInto, floats);
        };
    }

    /** Copies the block over the running maximum: the same memory traffic without arithmetic. */
    Object copy() {
        return switch (type) {
            case UINT8 -> copy(bytes, bytesInto, bytes.length);
            case UINT16 -> copy(shorts, shortsInto, shorts.length);
            case FLOAT32 -> copy(floats, floatsInto, floats.length);
        };
    }

    private static byte[] max(byte[] into, byte[] from) {
        for (int i = 0; i < into.length; i++) {
            into[i] = (byte) Math.max(into[i] & 0xFF, from[i] & 0xFF);
        }
        return into;
    }

    private static short[] max(short[] into, short[] from) {
        for (int i = 0; i < into.length; i++) {
            into[i] = (short) Math.max(into[i] & 0xFFFF, from[i] & 0xFFFF);
        }
        return into;
    }

    private static float[] max(float[] into, float[] from) {
        for (int i = 0; i < into.length; i++) {
            into[i] = Math.max(into[i], from[i]);
        }
        return into;
    }

    private static Object copy(Object from, Object into, int length) {
        System.arraycopy(from, 0, into, 0, length);
        return into;
    }
}
