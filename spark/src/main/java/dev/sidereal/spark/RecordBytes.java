package dev.sidereal.spark;

import dev.sidereal.frame.ColourProfile;
import dev.sidereal.image.Raster;
import dev.sidereal.image.Rows;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import dev.sidereal.image.ToneCurve;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Records of Sidereal as bytes, for the way between driver and executors: what core knows of frames is records of optional
 * values, which Java itself does not serialise.
 *
 * <p>Understood are records and enums of this program, what they hold of the JDK's values, lists and sets, bits, and the classes
 * of values that are no records: profiles, tables of curves, rasters. Equal records and texts are written once, so that a camera's profile travels once
 * for all frames of a list, and is one object again where it arrives. The bytes are read by the same program that wrote them.
 */
final class RecordBytes {

    private static final String OURS = "dev.sidereal.";

    /* What follows. */
    private static final byte AGAIN = 0;
    private static final byte RECORD = 1;
    private static final byte ENUM = 2;
    private static final byte EMPTY = 3;
    private static final byte PRESENT = 4;
    private static final byte LIST = 5;
    private static final byte SET = 6;
    private static final byte TEXT = 7;
    private static final byte INT = 8;
    private static final byte LONG = 9;
    private static final byte DOUBLE = 10;
    private static final byte BOOLEAN = 11;
    private static final byte DURATION = 12;
    private static final byte DATE = 13;
    private static final byte ZONE = 14;
    private static final byte PROFILE = 15;
    private static final byte CURVE = 16;
    private static final byte RASTER = 17;
    private static final byte BITS = 18;

    private RecordBytes() {}

    /** The bytes of a value. */
    static byte[] write(Object value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            new Writer(new DataOutputStream(bytes)).put(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The value that was written. */
    static <T> T read(byte[] bytes, Class<T> type) {
        try {
            return type.cast(new Reader(new DataInputStream(new ByteArrayInputStream(bytes))).get());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("bytes of " + type + ": expected records of this version", e);
        }
    }

    private static final class Writer {

        private final DataOutputStream out;
        private final Map<Object, Integer> written = new HashMap<>();

        Writer(DataOutputStream out) {
            this.out = out;
        }

        void put(Object value) throws IOException {
            boolean isShared = value instanceof Record || value instanceof String || value instanceof ColourProfile;
            Integer before = isShared ? written.get(value) : null;
            if (before != null) {
                kind(AGAIN);
                out.writeInt(before);
                return;
            }
            putNew(value);
            if (isShared) {
                written.put(value, written.size());
            }
        }

        private void kind(byte kind) throws IOException {
            out.writeByte(kind);
        }

        private void putNew(Object value) throws IOException {
            if (value instanceof Record record) {
                kind(RECORD);
                put(record.getClass().getName());
                for (RecordComponent component : record.getClass().getRecordComponents()) {
                    put(component(record, component));
                }
            } else if (value instanceof Enum<?> constant) {
                kind(ENUM);
                put(constant.getDeclaringClass().getName());
                put(constant.name());
            } else if (value instanceof Optional<?> optional) {
                kind(optional.isPresent() ? PRESENT : EMPTY);
                if (optional.isPresent()) {
                    put(optional.get());
                }
            } else if (value instanceof Collection<?> values) {
                kind(value instanceof Set ? SET : LIST);
                out.writeInt(values.size());
                for (Object each : values) {
                    put(each);
                }
            } else {
                putPlain(value);
            }
        }

        private void putPlain(Object value) throws IOException {
            if (value instanceof String text) {
                kind(TEXT);
                bytes(text.getBytes(StandardCharsets.UTF_8));
            } else if (value instanceof Integer number) {
                kind(INT);
                out.writeInt(number);
            } else if (value instanceof Long number) {
                kind(LONG);
                out.writeLong(number);
            } else if (value instanceof Double number) {
                kind(DOUBLE);
                out.writeDouble(number);
            } else if (value instanceof Boolean truth) {
                kind(BOOLEAN);
                out.writeBoolean(truth);
            } else if (value instanceof Duration duration) {
                kind(DURATION);
                out.writeLong(duration.getSeconds());
                out.writeInt(duration.getNano());
            } else if (value instanceof LocalDateTime date) {
                kind(DATE);
                out.writeLong(date.toLocalDate().toEpochDay());
                out.writeLong(date.toLocalTime().toNanoOfDay());
            } else if (value instanceof ZoneOffset zone) {
                kind(ZONE);
                out.writeInt(zone.getTotalSeconds());
            } else if (value instanceof ColourProfile profile) {
                kind(PROFILE);
                bytes(profile.icc());
                put(profile.space());
            } else if (value instanceof ToneCurve.Table table) {
                kind(CURVE);
                out.writeInt(table.lights().length);
                for (double light : table.lights()) {
                    out.writeDouble(light);
                }
            } else if (value instanceof Raster raster) {
                kind(RASTER);
                put(raster.shape());
                put(raster.type());
                for (int y = 0; y < raster.shape().height(); y++) {
                    ByteBuffer row = raster.bytes(new Rows(y, 1));
                    byte[] bytes = new byte[row.remaining()];
                    row.get(bytes);
                    out.write(bytes);
                }
            } else if (value instanceof BitSet bits) {
                kind(BITS);
                bytes(bits.toByteArray());
            } else {
                throw new IllegalArgumentException("record: expected values that travel, found " + value.getClass());
            }
        }

        private void bytes(byte[] bytes) throws IOException {
            out.writeInt(bytes.length);
            out.write(bytes);
        }

        private static Object component(Record record, RecordComponent component) {
            try {
                var accessor = component.getAccessor();
                accessor.setAccessible(true);
                return accessor.invoke(record);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static final class Reader {

        private final DataInputStream in;
        private final List<Object> read = new ArrayList<>();

        Reader(DataInputStream in) {
            this.in = in;
        }

        Object get() throws IOException, ReflectiveOperationException {
            byte kind = in.readByte();
            if (kind == AGAIN) {
                return read.get(in.readInt());
            }
            Object value = get(kind);
            if (value instanceof Record || value instanceof String || value instanceof ColourProfile) {
                read.add(value);
            }
            return value;
        }

        private Object get(byte kind) throws IOException, ReflectiveOperationException {
            return switch (kind) {
                case RECORD -> record();
                case ENUM -> constant(ours());
                case EMPTY -> Optional.empty();
                case PRESENT -> Optional.of(get());
                case LIST -> List.copyOf(values(new ArrayList<>()));
                case SET -> values(new LinkedHashSet<>());
                case TEXT -> new String(bytes(), StandardCharsets.UTF_8);
                case INT -> in.readInt();
                case LONG -> in.readLong();
                case DOUBLE -> in.readDouble();
                case BOOLEAN -> in.readBoolean();
                case DURATION -> Duration.ofSeconds(in.readLong(), in.readInt());
                case DATE ->
                    LocalDateTime.of(LocalDate.ofEpochDay(in.readLong()), LocalTime.ofNanoOfDay(in.readLong()));
                case ZONE -> ZoneOffset.ofTotalSeconds(in.readInt());
                case PROFILE -> new ColourProfile(bytes(), (String) get());
                case CURVE -> curve();
                case RASTER -> raster();
                case BITS -> BitSet.valueOf(bytes());
                default -> throw new IOException("record: expected a kind of value, found " + kind);
            };
        }

        private Collection<Object> values(Collection<Object> into) throws IOException, ReflectiveOperationException {
            for (int left = in.readInt(); left > 0; left--) {
                into.add(get());
            }
            return into;
        }

        private Object record() throws IOException, ReflectiveOperationException {
            Class<?> type = ours();
            RecordComponent[] components = type.getRecordComponents();
            Class<?>[] types = new Class<?>[components.length];
            Object[] values = new Object[components.length];
            for (int i = 0; i < components.length; i++) {
                types[i] = components[i].getType();
                values[i] = get();
            }
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        }

        private Object constant(Class<?> type) throws IOException, ReflectiveOperationException {
            Object name = get();
            for (Object constant : type.getEnumConstants()) {
                if (((Enum<?>) constant).name().equals(name)) {
                    return constant;
                }
            }
            throw new IOException("record: expected a constant of " + type + ", found " + name);
        }

        private Class<?> ours() throws IOException, ReflectiveOperationException {
            String name = (String) get();
            if (!name.startsWith(OURS)) {
                throw new IOException("record: expected one of this program, found " + name);
            }
            return Class.forName(name, true, RecordBytes.class.getClassLoader());
        }

        private ToneCurve curve() throws IOException {
            double[] lights = new double[in.readInt()];
            for (int i = 0; i < lights.length; i++) {
                lights[i] = in.readDouble();
            }
            return new ToneCurve.Table(lights);
        }

        private Raster raster() throws IOException, ReflectiveOperationException {
            Raster raster = Raster.allocate((Shape) get(), (SampleType) get());
            for (int y = 0; y < raster.shape().height(); y++) {
                ByteBuffer row = raster.bytes(new Rows(y, 1));
                byte[] bytes = new byte[row.remaining()];
                in.readFully(bytes);
                row.put(bytes);
            }
            return raster;
        }

        private byte[] bytes() throws IOException {
            byte[] bytes = new byte[in.readInt()];
            in.readFully(bytes);
            return bytes;
        }
    }
}
