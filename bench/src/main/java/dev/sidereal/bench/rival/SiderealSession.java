package dev.sidereal.bench.rival;

import dev.sidereal.align.Registration;
import dev.sidereal.align.Transform;
import dev.sidereal.align.Warp;
import dev.sidereal.formats.transforms.TransformsFile;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Sidereal's {@code deepsky} as it is, on the first light as Siril does it. Its registered lights never are files. */
public record SiderealSession(Sidereal sidereal) implements SessionContender {

    private static final Pattern TOTAL = Pattern.compile("total +(\\d+) MB");

    @Override
    public String name() {
        return sidereal.name();
    }

    @Override
    public Optional<String> version() {
        return sidereal.version();
    }

    @Override
    public Invocation stack(Night night, Path out, Path scratch) {
        return Invocation.of(scratch, command(night, out, scratch, "--quiet"));
    }

    private List<String> command(Night night, Path out, Path scratch, String more) {
        return List.of(
                sidereal.launcher().toString(),
                "deepsky",
                "@" + night.list(),
                "-o",
                out.toString(),
                "--reference",
                night.folder().resolve(night.names().get(0)).toString(),
                "--transforms",
                places(scratch).toString(),
                "--force",
                more);
    }

    /** The memory that {@code --dry-run} says a session takes. */
    public double promisedMebibytes(Night night, Path out, Path scratch) throws IOException {
        return Program.ask(command(night, out, scratch, "--dry-run"), TOTAL)
                .map(total -> Double.parseDouble(total) * 1e6 / (1 << 20))
                .orElseThrow(() -> new IOException("--dry-run: expected the memory it takes in all, found none"));
    }

    /** The same place and the same interpolation as in the run. */
    @Override
    public Raster laid(Night night, int light, Raster codes, Path scratch) throws IOException {
        Raster frame = Raster.allocate(codes.shape(), SampleType.FLOAT32);
        for (int i = 0; i < codes.shape().samples(); i++) {
            frame.set(i, codes.get(i));
        }
        Raster laid = Raster.allocate(codes.shape(), SampleType.FLOAT32);
        Warp.into(frame, place(night, light, scratch), Lights.noise(frame), laid);
        return laid;
    }

    /** Where a light was laid. */
    public Transform place(Night night, int light, Path scratch) throws IOException {
        String name = night.names().get(light);
        return TransformsFile.read(places(scratch)).stream()
                .filter(row -> row.file().endsWith(name))
                .map(TransformsFile.Row::registration)
                .filter(Registration.Registered.class::isInstance)
                .map(found -> ((Registration.Registered) found).transform())
                .findFirst()
                .orElseThrow(() -> new IOException(name + ": expected a place, found none"));
    }

    private static Path places(Path scratch) {
        return scratch.resolve("places.json");
    }
}
