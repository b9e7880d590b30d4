package dev.sidereal.bench;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Does the studio answer within a moment, and does a run mind being watched?
 *
 * <p>Measured at the server, over HTTP: what a browser draws comes on top. Prints the first page, the thumbnails of 500 frames, previews
 * of a 12-megapixel stack for another slider each, and runs with and without somebody who watches them.
 */
@Command(name = "studio", description = "How soon the studio answers, and what watching costs a run.")
final class StudioScene implements Callable<Integer> {

    private static final int DIFFERENT = 20;
    private static final int AT_ONCE = 6;
    private static final int PREVIEWS = 20;

    @Option(names = "--help", usageHelp = true, description = "show this help")
    @SuppressWarnings("unused") // picocli reads it
    private boolean help;

    @Option(names = "--work", paramLabel = "DIR", description = "folder for everything made; default: ${DEFAULT-VALUE}")
    private Path work = Path.of("bench/target/scene");

    @Option(names = "--sidereal", paramLabel = "PATH", description = "launcher to run; default: ${DEFAULT-VALUE}")
    private Path sidereal = Path.of("sidereal");

    @Option(names = "--frames", paramLabel = "N", description = "frames of a run; default: ${DEFAULT-VALUE}")
    private int frames = 100;

    @Option(names = "--runs", paramLabel = "R", description = "runs, watched and not; default: ${DEFAULT-VALUE}")
    private int runs = 3;

    public static void main(String[] words) {
        System.exit(Scenes.run(new StudioScene(), words));
    }

    @Override
    public Integer call() throws Exception {
        Path folder = Files.createDirectories(work.toAbsolutePath().normalize().resolve("studio"));
        Path launcher = sidereal.toAbsolutePath().normalize();
        again(folder, simulated(launcher, folder, "1200x800"), 500, "small");
        again(folder, simulated(launcher, folder, "4256x2832"), frames, "large");
        List<String> rows = new ArrayList<>();
        try (StudioProcess studio = StudioProcess.open(launcher, folder)) {
            rows.add(row("first page: document, script, style, folders", firstPage(studio)));
            thumbnails(studio, rows);
            String night = studio.night("0/large");
            List<Double> alone = new ArrayList<>();
            List<Double> watched = new ArrayList<>();
            for (int i = 0; i < runs; i++) {
                alone.add(studio.run(night, "trails", false));
                watched.add(studio.run(night, "trails", true));
            }
            rows.add(row(frames + " frames of 12 megapixels, nobody watching", alone));
            rows.add(row("the same, watched as the page does", watched));
            rows.add(String.format(
                    Locale.ROOT,
                    "| watching costs | %.1f %% (medians), %.1f %% (least) |",
                    100 * (median(watched) / median(alone) - 1),
                    100 * (Collections.min(watched) / Collections.min(alone) - 1)));
            previews(studio, night, rows);
        }
        Scenes.print("The studio", "| what | seconds |\n|---|---:|\n" + String.join("\n", rows) + "\n", List.of());
        return 0;
    }

    private static Path simulated(Path launcher, Path folder, String size) throws IOException, InterruptedException {
        Path made = folder.resolve(".different-" + size);
        if (!Files.isDirectory(made)) {
            Scenes.say("simulating " + DIFFERENT + " frames of " + size + ", once");
            Files.createDirectories(made);
            List<String> words = List.of(
                    launcher.toString(),
                    "simulate",
                    "-o",
                    made.toString(),
                    "--frames",
                    String.valueOf(DIFFERENT),
                    "--size",
                    size,
                    "--quality",
                    "92",
                    "--noise",
                    "5",
                    "--no-truth",
                    "--force",
                    "--quiet");
            if (new ProcessBuilder(words).inheritIO().start().waitFor() != 0) {
                throw new IOException("sidereal simulate: expected " + DIFFERENT + " frames, found a failure");
            }
        }
        return made;
    }

    private static void again(Path folder, Path different, int count, String name) throws IOException {
        Path night = Files.createDirectories(folder.resolve(name));
        try (Stream<Path> files = Files.list(different)) {
            List<Path> pictures = files.filter(file -> file.toString().endsWith(".jpg"))
                    .sorted()
                    .toList();
            for (int i = 0; i < count; i++) {
                Path link = night.resolve(String.format(Locale.ROOT, "IMG_%04d.jpg", i + 1));
                if (!Files.exists(link)) {
                    Files.createLink(link, pictures.get(i % pictures.size()));
                }
            }
        }
    }

    private static List<Double> firstPage(StudioProcess studio) throws IOException, InterruptedException {
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            long start = System.nanoTime();
            String page = studio.text("/");
            for (String address : StudioProcess.all(page, "(?:src|href)=\"(/[^\"]+)\"")) {
                studio.get(address);
            }
            studio.text("/api/studio");
            studio.text("/api/folders?folder=0");
            times.add((System.nanoTime() - start) / 1e9);
        }
        return times;
    }

    private static void thumbnails(StudioProcess studio, List<String> rows) throws Exception {
        long start = System.nanoTime();
        String night = studio.night("0/small");
        rows.add(row("500 frames listed", List.of((System.nanoTime() - start) / 1e9)));
        ExecutorService browser = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<Double>> coming = IntStream.range(0, 500)
                    .mapToObj(place -> browser.submit(() -> {
                        HttpResponse<byte[]> heard =
                                studio.get("/api/nights/" + night + "/frames/" + place + "/thumbnail");
                        if (heard.statusCode() != 200) {
                            throw new IOException("thumbnail: expected 200, found " + heard.statusCode());
                        }
                        return (System.nanoTime() - start) / 1e9;
                    }))
                    .toList();
            List<Double> times = new ArrayList<>();
            for (Future<Double> one : coming) {
                times.add(one.get());
            }
            Collections.sort(times);
            rows.add(row("the first 40 thumbnails, since the folder was opened", List.of(times.get(39))));
            rows.add(row("all 500 thumbnails, since the folder was opened", List.of(times.get(499))));
        } finally {
            browser.shutdownNow();
        }
    }

    private void previews(StudioProcess studio, String night, List<String> rows) throws Exception {
        String run = studio.begin(night, "clean");
        studio.awaitEnd(run);
        for (String product : List.of("trails", "average", "clean")) {
            String base = "/api/runs/" + run + "/picture?product=" + product;
            rows.add(row(product + ": the first preview of the stack", List.of(timed(studio, base))));
            List<Double> times = new ArrayList<>();
            for (int i = 1; i <= PREVIEWS; i++) {
                times.add(timed(studio, base + "&brightness=" + (1 + i / 10.0)));
            }
            rows.add(row(product + ": a preview for another slider", times));
        }
    }

    private static double timed(StudioProcess studio, String address) throws IOException, InterruptedException {
        long start = System.nanoTime();
        int status = studio.get(address).statusCode();
        if (status != 200) {
            throw new IOException(address + ": expected 200, found " + status);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static double median(List<Double> times) {
        List<Double> sorted = times.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    private static String row(String what, List<Double> times) {
        return times.size() == 1
                ? String.format(Locale.ROOT, "| %s | %.3f |", what, times.get(0))
                : String.format(
                        Locale.ROOT,
                        "| %s | %.3f (%.3f-%.3f) |",
                        what,
                        median(times),
                        Collections.min(times),
                        Collections.max(times));
    }
}
