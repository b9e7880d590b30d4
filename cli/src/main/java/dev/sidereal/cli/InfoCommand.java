package dev.sidereal.cli;

import dev.sidereal.formats.FrameFiles;
import dev.sidereal.formats.file.FrameNames;
import dev.sidereal.frame.Camera;
import dev.sidereal.frame.Candidate;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.FrameReader;
import dev.sidereal.frame.SkyReading;
import dev.sidereal.frame.UnreadableFrameException;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.ToneCurve;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sidereal info}: what is seen in files. */
@Command(
        name = "info",
        description = "Says what Sidereal sees in frames: size, depth, encoding, time, exposure, stars, sky level.",
        sortOptions = false,
        footer = {"", "Example: sidereal info night/"})
final class InfoCommand implements Callable<Integer> {

    private static final int WIDEST_NAME = 60;

    private final Terminal terminal;

    @Mixin
    private GivenFrames given = new GivenFrames();

    @Option(names = "--json", description = "One object per file, each on a line.")
    private boolean json;

    private int nameWidth;
    private Optional<Raster> room = Optional.empty();

    InfoCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        FrameNames found = given.find(List.of());
        Main.loadDecoderAhead();
        FrameFiles files = FrameFiles.probe(found.files(), Runtime.getRuntime().availableProcessors());
        if (!json) {
            nameWidth = Math.min(WIDEST_NAME, longestName(files.candidates()));
            print(row("file", "format", "size", "depth", "encoding", "time", "exposure", "stars", "sky"));
        }
        int read = 0;
        try (FrameReader reader = files.open()) {
            /* Whoever reads this may have seen enough: the end of a pipe is the end of the work. */
            for (int i = 0; i < files.candidates().size() && !terminal.out().checkError(); i++) {
                read += tell(files, i, reader) ? 1 : 0;
            }
        }
        return (read > 0 ? ExitCode.DONE : ExitCode.NOTHING_USABLE).number();
    }

    private static int longestName(List<Candidate> candidates) {
        return candidates.stream()
                .mapToInt(candidate -> Terminal.visible(candidate.name()).length())
                .max()
                .orElse(1);
    }

    private boolean tell(FrameFiles files, int position, FrameReader reader) throws IOException, InterruptedException {
        Candidate candidate = files.candidates().get(position);
        if (candidate instanceof Candidate.Recognised recognised) {
            FrameInfo info = recognised.info();
            try {
                Raster pixels = roomFor(info);
                reader.read(position, pixels);
                SkyReading sky = SkyReading.of(pixels);
                print(json ? object(files, position, info, sky).toString() : row(files, position, info, sky));
                return true;
            } catch (UnreadableFrameException e) {
                if (Thread.interrupted()) {
                    throw new InterruptedException(); // the file is not to blame
                }
                refuse(files, position, candidate.name(), String.valueOf(e.getMessage()));
                return false;
            }
        }
        refuse(files, position, candidate.name(), ((Candidate.Unreadable) candidate).reason());
        return false;
    }

    /* The frames of a night are alike: one raster serves them all. */
    private Raster roomFor(FrameInfo info) {
        Raster fitting = room.filter(raster -> raster.shape().equals(info.shape()) && raster.type() == info.type())
                .orElseGet(() -> Raster.allocate(info.shape(), info.type()));
        room = Optional.of(fitting);
        return fitting;
    }

    private void refuse(FrameFiles files, int position, String name, String reason) {
        print(
                json
                        ? new JsonObject()
                                .put("file", files.file(position).toString())
                                .put("error", reason)
                                .toString()
                        : name + ": " + reason);
    }

    private void print(String line) {
        terminal.out().println(Terminal.visible(line));
    }

    private String row(FrameFiles files, int position, FrameInfo info, SkyReading sky) {
        return row(
                info.name(),
                files.formatName(position).orElse(""),
                info.shape(),
                info.type(),
                encoding(info),
                info.time().map(Object::toString).orElse("-"),
                info.exposure().map(e -> Quantities.seconds(e) + " s").orElse("-"),
                sky.stars(),
                String.format(Locale.ROOT, "%.1f %%", 100 * sky.level()));
    }

    private String row(String name, Object... cells) {
        String padding =
                " ".repeat(Math.max(0, nameWidth - Terminal.visible(name).length()));
        return name
                + padding
                + String.format(Locale.ROOT, "  %-6s %-18s %-12s %-8s %-29s %8s %6s %7s", cells)
                        .stripTrailing();
    }

    private static JsonObject object(FrameFiles files, int position, FrameInfo info, SkyReading sky) {
        JsonObject object = new JsonObject()
                .put("file", files.file(position).toString())
                .put("format", files.formatName(position).orElse(""))
                .put("width", info.shape().width())
                .put("height", info.shape().height())
                .put("channels", info.shape().channels())
                .put("bits", 8L * info.type().bytes())
                .put("type", info.type() == SampleType.FLOAT32 ? "float" : "unsigned")
                .put("encoding", encoding(info));
        info.time().ifPresent(time -> object.put("time", time.toString()));
        info.exposure().ifPresent(exposure -> object.put("exposureSeconds", exposure.toNanos() / 1e9));
        Camera camera = info.camera();
        camera.make().ifPresent(make -> object.put("make", make));
        camera.model().ifPresent(model -> object.put("model", model));
        camera.lens().ifPresent(lens -> object.put("lens", lens));
        camera.iso().ifPresent(iso -> object.put("iso", iso));
        camera.fNumber().ifPresent(f -> object.put("fNumber", f));
        camera.focalLength().ifPresent(f -> object.put("focalLengthMillimetres", f));
        camera.place()
                .ifPresent(place -> object.put("latitude", place.latitude()).put("longitude", place.longitude()));
        return object.put("stars", sky.stars()).put("skyLevel", Math.rint(sky.level() * 1e6) / 1e6);
    }

    private static String encoding(FrameInfo info) {
        if (info.profile().isPresent()) {
            return "icc";
        }
        return info.coding().curve().map(ToneCurve::name).orElse(info.type() == SampleType.FLOAT32 ? "linear" : "srgb");
    }
}
