package dev.sidereal.develop;

import dev.sidereal.image.SampleType;
import dev.sidereal.image.ToneCurve;
import java.nio.ByteBuffer;
import java.util.stream.IntStream;

/** The light that stored codes stand for, 1 being full scale, and how far apart two neighbouring codes are in light. */
final class CodeTable {

    private final SampleType type;
    private final ToneCurve curve;
    private final double[] lights;

    CodeTable(SampleType type, ToneCurve curve) {
        this.type = type;
        this.curve = curve;
        int most = (int) type.most();
        this.lights = type == SampleType.FLOAT32
                ? new double[0]
                : IntStream.rangeClosed(0, most)
                        .mapToDouble(code -> curve.decode(code / (double) most))
                        .toArray();
    }

    /** The light of number {@code i} in a buffer of codes. */
    double light(ByteBuffer codes, int i) {
        if (type == SampleType.FLOAT32) {
            float value = codes.getFloat(4 * i);
            return curve instanceof ToneCurve.Linear || Float.isNaN(value) ? value : curve.decode(value);
        }
        return lights[code(codes, i)];
    }

    /** The light between that code and the one below; 0 for float. */
    double step(ByteBuffer codes, int i) {
        if (type == SampleType.FLOAT32) {
            return 0;
        }
        int code = Math.max(1, code(codes, i));
        return lights[code] - lights[code - 1];
    }

    private int code(ByteBuffer codes, int i) {
        return type == SampleType.UINT8 ? codes.get(i) & 0xFF : codes.getShort(2 * i) & 0xFFFF;
    }
}
