package dev.sidereal.cli;

import dev.sidereal.formats.FrameFiles;
import dev.sidereal.formats.colour.Encodings;
import dev.sidereal.formats.file.FrameNames;
import dev.sidereal.frame.Camera;
import dev.sidereal.frame.Candidate;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.Night;
import dev.sidereal.frame.Selection;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.ToneCurve;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
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

    @Mixin
    private RawOptions raw = new RawOptions();

    @Option(names = "--json", description = "One object per file, each on a line.")
    private boolean json;

    @Option(names = "--fast", description = "Headers only: no stars, sky, looks or movement of the camera.")
    private boolean fast;

    @Option(
            names = {"-v", "--verbose"},
            description = "Also name the files that were passed over.")
    private boolean verbose;

    private int nameWidth;

    InfoCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        raw.reading();
        int threads = Runtime.getRuntime().availableProcessors();
        FrameNames found = given.find(List.of());
        if (verbose) {
            found.ignored().forEach(ignored -> terminal.say("ignored " + ignored));
        }
        if (!fast) {
            Main.loadDecoderAhead();
        }
        FrameFiles files = given.framesOnly(
                FrameFiles.probe(found.files(), threads, raw.reading()), verbose, json ? note -> {} : terminal::say);
        List<Candidate> candidates = files.candidates();
        Optional<Night> night = Night.of(candidates, Selection.ALL);
        if (!json) {
            nameWidth = Math.min(WIDEST_NAME, longestName(candidates));
            print(row("file", "format", "size", "depth", "encoding", "time", "exposure", "stars", "sky", "contrast"));
        }
        List<Integer> order = night.map(known ->
                        known.entries().stream().map(Night.Entry::position).toList())
                .orElseGet(() -> IntStream.range(0, candidates.size()).boxed().toList());
        boolean several = order.stream().anyMatch(position -> !files.isFirstInFile(position));
        SightList list = new SightList(night, candidates.size(), fast || several, (position, sight) -> {
            if (files.isFirstInFile(position)) {
                print(line(files, position, sight));
            }
            /* Whoever reads this may have seen enough: the end of a pipe is the end of the work. */
            return !terminal.out().checkError();
        });
        look(files, threads, order, list);
        /* Of one file a program expects one object. */
        boolean isFolder = order.stream().filter(files::isFirstInFile).count() > 1;
        list.summary().ifPresent(summary -> {
            if (json && isFolder) {
                print(summary.json().toString());
            } else if (!json) {
                print("");
                summary.lines().forEach(this::print);
            }
        });
        return (list.read() > 0 ? ExitCode.DONE : ExitCode.NOTHING_USABLE).number();
    }

    /* Of a file of many frames, such as a video, only the first is looked at. */
    private void look(FrameFiles files, int threads, List<Integer> order, SightList list)
            throws IOException, InterruptedException {
        List<Integer> lookedAt = order.stream()
                .filter(position -> !fast && files.isFirstInFile(position))
                .toList();
        Iterator<Integer> rest = order.iterator();
        new Sights(files, threads).look(lookedAt, (position, sight) -> {
            for (int other = rest.next(); other != position; other = rest.next()) {
                list.take(other, header(files.candidates().get(other)));
            }
            return list.take(position, sight);
        });
        while (rest.hasNext() && !terminal.out().checkError()) {
            int other = rest.next();
            list.take(other, header(files.candidates().get(other)));
        }
    }

    private static Sights.Sight header(Candidate candidate) {
        return candidate instanceof Candidate.Recognised recognised
                ? new Sights.Sight.Header(recognised.info())
                : new Sights.Sight.Refused(((Candidate.Unreadable) candidate).reason());
    }

    private String line(FrameFiles files, int position, Sights.Sight sight) {
        if (sight instanceof Sights.Sight.Refused refused) {
            return json
                    ? new JsonObject()
                            .put("file", files.file(position).toString())
                            .put("error", refused.reason())
                            .toString()
                    : files.candidates().get(position).name() + ": " + refused.reason();
        }
        if (sight instanceof Sights.Sight.Seen seen) {
            return json
                    ? object(files, position, seen.info())
                            .put("stars", seen.sky().stars())
                            .put("skyLevel", millionths(seen.sky().level()))
                            .put("contrast", millionths(seen.glance().contrast()))
                            .toString()
                    : row(
                            files,
                            position,
                            seen.info(),
                            seen.sky().stars(),
                            percent(seen.sky().level()),
                            percent(seen.glance().contrast()));
        }
        FrameInfo info = ((Sights.Sight.Header) sight).info();
        return json ? object(files, position, info).toString() : row(files, position, info, "-", "-", "-");
    }

    private static double millionths(double value) {
        return Math.rint(value * 1e6) / 1e6;
    }

    private static String percent(double fraction) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * fraction);
    }

    private static int longestName(List<Candidate> candidates) {
        return candidates.stream()
                .mapToInt(candidate -> Terminal.visible(candidate.name()).length())
                .max()
                .orElse(1);
    }

    private void print(String line) {
        terminal.out().println(Terminal.visible(line));
    }

    private String row(FrameFiles files, int position, FrameInfo info, Object stars, String sky, String contrast) {
        int frames = files.framesInFile(position);
        return row(
                frames > 1 ? files.file(position).getFileName() + ", " + frames + " frames" : info.name(),
                files.formatName(position).orElse(""),
                info.kind().replaceFirst(", [^,]*$", ""),
                info.type(),
                encoding(info),
                info.time().map(Object::toString).orElse("-"),
                info.exposure().map(e -> Quantities.seconds(e) + " s").orElse("-"),
                stars,
                sky,
                contrast);
    }

    private String row(String name, Object... cells) {
        String padding =
                " ".repeat(Math.max(0, nameWidth - Terminal.visible(name).length()));
        return name
                + padding
                + String.format(Locale.ROOT, "  %-6s %-18s %-12s %-8s %-29s %8s %6s %7s %8s", cells)
                        .stripTrailing();
    }

    private static JsonObject object(FrameFiles files, int position, FrameInfo info) {
        JsonObject object = new JsonObject()
                .put("file", files.file(position).toString())
                .put("format", files.formatName(position).orElse(""))
                .put("width", info.shape().width())
                .put("height", info.shape().height())
                .put("channels", info.shape().channels())
                .put("bits", 8L * info.type().bytes())
                .put("type", info.type() == SampleType.FLOAT32 ? "float" : "unsigned")
                .put("encoding", encoding(info));
        info.coding().mosaic().ifPresent(mosaic -> object.put("mosaic", mosaic.toString()));
        int frames = files.framesInFile(position);
        if (frames > 1 || info.elapsed().isPresent()) {
            object.put("frames", frames);
        }
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
        info.readout().gain().ifPresent(gain -> object.put("gain", gain));
        info.readout().temperature().ifPresent(celsius -> object.put("temperatureCelsius", celsius));
        info.readout().filter().ifPresent(filter -> object.put("filter", filter));
        info.coding().mosaic().ifPresent(mosaic -> object.put("mosaic", mosaic.colours()));
        info.profile()
                .ifPresent(profile -> object.put("profileBytes", profile.icc().length)
                        .put("curve", Encodings.natural(info).name()));
        return object;
    }

    private static String encoding(FrameInfo info) {
        if (info.coding().curve().isPresent()) {
            return info.coding().curve().get().name();
        }
        if (info.profile().isPresent()) {
            return "icc";
        }
        return info.coding().curve().map(ToneCurve::name).orElse(info.type() == SampleType.FLOAT32 ? "linear" : "srgb");
    }
}
