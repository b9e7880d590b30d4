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
import dev.sidereal.run.UnusableNightException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sidereal info}: what is seen in files. */
@Command(
        name = "info",
        description = "Says what Sidereal sees in frames: size, depth, encoding, time, exposure, stars, sky level.",
        mixinStandardHelpOptions = true)
final class InfoCommand implements Callable<Integer> {

    private static final String ROW = "%-24s %-6s %-18s %-12s %-8s %-29s %8s %6s %7s";

    private final Terminal terminal;

    @Parameters(paramLabel = "FRAMES", arity = "1..*", description = "Files, folders, patterns, @list.txt, or -.")
    private List<String> names = List.of();

    @Option(names = "--json", description = "One object per file and line.")
    private boolean json;

    InfoCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        FrameNames found = FrameNames.find(names, List.of(), input);
        if (found.files().isEmpty()) {
            throw new UnusableNightException(
                    String.join(", ", names) + ": expected pictures (.jpg, .png, .tif), found none");
        }
        Main.loadDecoderAhead();
        FrameFiles files = FrameFiles.probe(found.files(), Runtime.getRuntime().availableProcessors());
        if (!json) {
            terminal.out()
                    .println(ROW.formatted(
                                    "file", "format", "size", "depth", "encoding", "time", "exposure", "stars", "sky")
                            .stripTrailing());
        }
        int read = 0;
        try (FrameReader reader = files.open()) {
            for (int i = 0; i < files.candidates().size(); i++) {
                read += tell(files, i, reader) ? 1 : 0;
            }
        }
        return (read > 0 ? ExitCode.DONE : ExitCode.NOTHING_USABLE).number();
    }

    private boolean tell(FrameFiles files, int position, FrameReader reader) throws IOException {
        Candidate candidate = files.candidates().get(position);
        if (candidate instanceof Candidate.Recognised recognised) {
            FrameInfo info = recognised.info();
            Raster raster = Raster.allocate(info.shape(), info.type());
            try {
                reader.read(position, raster);
                SkyReading sky = SkyReading.of(raster);
                terminal.out().println(json ? object(files, position, info, sky) : row(files, position, info, sky));
                return true;
            } catch (UnreadableFrameException e) {
                refuse(files, position, candidate.name(), String.valueOf(e.getMessage()));
                return false;
            }
        }
        refuse(files, position, candidate.name(), ((Candidate.Unreadable) candidate).reason());
        return false;
    }

    private void refuse(FrameFiles files, int position, String name, String reason) {
        terminal.out()
                .println(
                        json
                                ? new JsonObject()
                                        .put("file", files.file(position).toString())
                                        .put("error", reason)
                                : name + ": " + reason);
    }

    private static String row(FrameFiles files, int position, FrameInfo info, SkyReading sky) {
        return String.format(
                        Locale.ROOT,
                        ROW,
                        info.name(),
                        files.formatName(position).orElse(""),
                        info.shape(),
                        info.type(),
                        encoding(info),
                        info.time().map(Object::toString).orElse("-"),
                        info.exposure().map(e -> Quantities.seconds(e) + " s").orElse("-"),
                        sky.stars(),
                        "%.1f %%".formatted(100 * sky.level()))
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
        return info.type() == SampleType.FLOAT32 ? "linear" : "srgb";
    }
}
