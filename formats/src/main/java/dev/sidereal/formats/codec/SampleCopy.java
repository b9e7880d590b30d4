package dev.sidereal.formats.codec;

import dev.sidereal.image.SampleType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalLong;

/**
 * Turns numbers as a file stores them into samples.
 *
 * <p>Unsigned samples are the stored numbers themselves, or 32768 more where a signed number of 16 bits stands for an unsigned
 * one. A float sample is {@code (zero + scale * stored) / fullScale}, in double and rounded once; a stored integer equal to
 * {@code blank} is missing, NaN. Eight bytes go at a time where one order of bytes becomes the other.
 *
 * @param stored    kind of the numbers in the file
 * @param order     of their bytes
 * @param type      of the samples; UINT8 from UINT8 only, UINT16 from INT16 and UINT16 only
 * @param zero      physical value of a stored 0
 * @param scale     physical value of a step of 1
 * @param fullScale physical value that is 1.0
 * @param blank     stored integer that stands for a missing number
 */
public record SampleCopy(
        StoredNumber stored,
        ByteOrder order,
        SampleType type,
        double zero,
        double scale,
        double fullScale,
        OptionalLong blank) {

    private static final long LOW_BYTES = 0x00FF00FF00FF00FFL;
    private static final long SIGNS = 0x0080008000800080L << 8;

    /** Numbers that are samples as they are. */
    public static SampleCopy codes(StoredNumber stored, ByteOrder order) {
        SampleType type = stored == StoredNumber.UINT8 ? SampleType.UINT8 : SampleType.UINT16;
        return new SampleCopy(stored, order, type, 0, 1, 1, OptionalLong.empty());
    }

    /** Numbers that become float samples. */
    public static SampleCopy floats(
            StoredNumber stored, ByteOrder order, double zero, double scale, double fullScale, OptionalLong blank) {
        return new SampleCopy(stored, order, SampleType.FLOAT32, zero, scale, fullScale, blank);
    }

    /**
     * Copies numbers.
     *
     * @param from  the file's bytes
     * @param at    where the first number lies in it, in bytes
     * @param count how many, one behind the other
     * @param to    a raster's bytes, little-endian
     * @param first sample that the first number becomes
     * @param step  from one sample to the next: 1, or the number of channels
     */
    public void copy(ByteBuffer from, int at, int count, ByteBuffer to, int first, int step) {
        ByteBuffer in = from.duplicate().order(order);
        switch (type) {
            case UINT8 -> copyBytes(in, at, count, to, first, step);
            case UINT16 -> copyShorts(in, at, count, to, first, step);
            case FLOAT32 -> copyFloats(in, at, count, to, first, step);
        }
    }

    private static void copyBytes(ByteBuffer in, int at, int count, ByteBuffer to, int first, int step) {
        if (step == 1) {
            to.put(first, in, at, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            to.put(first + i * step, in.get(at + i));
        }
    }

    private void copyShorts(ByteBuffer in, int at, int count, ByteBuffer to, int first, int step) {
        int sign = stored == StoredNumber.INT16 ? 0x8000 : 0;
        int done = 0;
        if (step == 1) {
            long signs = sign == 0 ? 0 : SIGNS;
            boolean isTurned = order == ByteOrder.BIG_ENDIAN;
            ByteBuffer words = in.duplicate().order(ByteOrder.LITTLE_ENDIAN);
            for (; done + 4 <= count; done += 4) {
                long word = words.getLong(at + 2 * done);
                long turned = isTurned ? ((word & LOW_BYTES) << 8) | ((word >>> 8) & LOW_BYTES) : word;
                to.putLong(2 * (first + done), turned ^ signs);
            }
        }
        for (int i = done; i < count; i++) {
            to.putShort(2 * (first + i * step), (short) (in.getShort(at + 2 * i) ^ sign));
        }
    }

    private void copyFloats(ByteBuffer in, int at, int count, ByteBuffer to, int first, int step) {
        switch (stored) {
            case UINT8 -> {
                for (int i = 0; i < count; i++) {
                    to.putFloat(4 * (first + i * step), sample(in.get(at + i) & 0xFF));
                }
            }
            case INT16 -> {
                for (int i = 0; i < count; i++) {
                    to.putFloat(4 * (first + i * step), sample(in.getShort(at + 2 * i)));
                }
            }
            case UINT16 -> {
                for (int i = 0; i < count; i++) {
                    to.putFloat(4 * (first + i * step), sample(in.getShort(at + 2 * i) & 0xFFFF));
                }
            }
            case INT32 -> {
                for (int i = 0; i < count; i++) {
                    to.putFloat(4 * (first + i * step), sample(in.getInt(at + 4 * i)));
                }
            }
            case UINT32 -> {
                for (int i = 0; i < count; i++) {
                    to.putFloat(4 * (first + i * step), sample(in.getInt(at + 4 * i) & 0xFFFFFFFFL));
                }
            }
            case INT64 -> {
                for (int i = 0; i < count; i++) {
                    to.putFloat(4 * (first + i * step), sample(in.getLong(at + 8 * i)));
                }
            }
            case FLOAT32 -> {
                if (zero == 0 && scale == 1 && fullScale == 1) {
                    for (int i = 0; i < count; i++) {
                        to.putInt(4 * (first + i * step), in.getInt(at + 4 * i));
                    }
                    return;
                }
                for (int i = 0; i < count; i++) {
                    to.putFloat(4 * (first + i * step), sample((double) in.getFloat(at + 4 * i)));
                }
            }
            case FLOAT64 -> {
                for (int i = 0; i < count; i++) {
                    to.putFloat(4 * (first + i * step), sample(in.getDouble(at + 8 * i)));
                }
            }
        }
    }

    private float sample(long number) {
        return blank.isPresent() && blank.getAsLong() == number ? Float.NaN : sample((double) number);
    }

    private float sample(double number) {
        return (float) ((zero + scale * number) / fullScale);
    }
}
