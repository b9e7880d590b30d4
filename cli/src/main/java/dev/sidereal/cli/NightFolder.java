package dev.sidereal.cli;

import dev.sidereal.develop.Picture;
import dev.sidereal.formats.PictureFiles;
import dev.sidereal.formats.codec.Depth;
import dev.sidereal.formats.codec.PictureFormat;
import dev.sidereal.formats.exif.ExifBlock;
import dev.sidereal.formats.file.NewFile;
import dev.sidereal.frame.Camera;
import dev.sidereal.frame.Coding;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.frame.OptionException;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.simulator.Content;
import dev.sidereal.simulator.NightTruth;
import dev.sidereal.simulator.SyntheticNight;
import java.io.IOException;
import java.io.Writer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A folder that a simulated night is written to: its frames, and in {@code truth/} what is known of them. */
final class NightFolder {

    private final Path folder;
    private final SyntheticNight night;

    private NightFolder(Path folder, SyntheticNight night) {
        this.folder = folder;
        this.night = night;
    }

    /** Makes the folder; one that holds something already is used with {@code force} only. */
    static NightFolder make(Path folder, SyntheticNight night, boolean force) throws IOException {
        requireFree(folder, force);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new IOException(
                    folder + ": expected a folder that can be made, found: " + Failures.reason(e) + "; choose another",
                    e);
        }
        return new NightFolder(folder, night);
    }

    /** Refuses a folder that holds something, unless forced. */
    static void requireFree(Path folder, boolean force) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        if (!Files.isDirectory(folder)) {
            throw new OptionException(folder + ": expected a folder or nothing, found a file; choose another name");
        }
        try (Stream<Path> inside = Files.list(folder)) {
            if (!force && inside.findAny().isPresent()) {
                throw new OptionException(
                        folder
                                + ": expected an empty folder or none, found files in it; -o names another, --force writes over them");
            }
        }
    }

    /** Draws and writes all frames, {@code threads} at a time. */
    List<Path> writeFrames(PictureFormat format, SampleType type, int threads, Runnable afterEach)
            throws IOException, InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Path>> writing = new ArrayList<>();
            for (int i = 0; i < night.frames(); i++) {
                int frame = i;
                writing.add(pool.submit(() -> {
                    Path file = writeFrame(frame, format, type);
                    afterEach.run();
                    return file;
                }));
            }
            List<Path> files = new ArrayList<>();
            for (Future<Path> file : writing) {
                files.add(file.get());
            }
            return files;
        } catch (ExecutionException e) {
            throw cause(e);
        } finally {
            pool.shutdownNow();
            pool.awaitTermination(10, TimeUnit.SECONDS);
        }
    }

    private static IOException cause(ExecutionException e) {
        if (e.getCause() instanceof RuntimeException failure) {
            throw failure;
        }
        if (e.getCause() instanceof Error failure) {
            throw failure;
        }
        return e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
    }

    private Path writeFrame(int frame, PictureFormat format, SampleType type) throws IOException {
        FrameInfo info = night.info(frame, type);
        Path file = folder.resolve(night.name(frame) + "." + format.endings().get(0));
        write(picture(night.frame(frame, type), ExifBlock.SIMULATED, info), format, depth(type), file);
        return file;
    }

    private static Depth depth(SampleType type) {
        return switch (type) {
            case UINT8 -> Depth.EIGHT;
            case UINT16 -> Depth.SIXTEEN;
            case FLOAT32 -> Depth.FLOAT;
        };
    }

    private static Picture picture(Raster raster, String title, FrameInfo info) {
        return new Picture(
                raster,
                title,
                info,
                List.of(new FrameRecord(info.name(), info.time(), info.exposure(), Optional.empty())));
    }

    /** Writes star tracks, events, hot pixels, the sky's mask and the maximum without noise. */
    void writeTruth() throws IOException {
        Path truth = Files.createDirectories(folder.resolve("truth"));
        NightTruth known = night.truth();
        try (Writer out = Files.newBufferedWriter(truth.resolve("stars.csv"))) {
            known.tracks().writeTo(out);
        }
        try (Writer out = Files.newBufferedWriter(truth.resolve("passers.csv"))) {
            known.writePassersTo(out);
        }
        try (Writer out = Files.newBufferedWriter(truth.resolve("hot-pixels.csv"))) {
            known.writeHotPixelsTo(out);
        }
        writePicture(known.skyMask(), "sky mask", truth.resolve("sky-mask.png"));
        writePicture(
                known.maximum(Content.ALL, SampleType.UINT16), "maximum without noise", truth.resolve("maximum.png"));
        writePicture(
                known.maximum(Content.CLEAN, SampleType.UINT16),
                "maximum of stars, sky and ground without noise",
                truth.resolve("maximum-clean.png"));
    }

    private static void writePicture(Raster raster, String title, Path file) throws IOException {
        FrameInfo info = new FrameInfo(
                file.toString(),
                raster.shape(),
                raster.type(),
                Optional.empty(),
                Optional.empty(),
                Camera.UNKNOWN,
                Coding.UNSAID);
        PictureFormat format = PictureFiles.format(file);
        write(picture(raster, title, info), format, depth(raster.type()), file);
    }

    private static void write(Picture picture, PictureFormat format, Depth depth, Path file) throws IOException {
        try (NewFile output = NewFile.create(file)) {
            format.write(picture, depth, output);
            output.commit();
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException(
                    file + ": expected to write the picture, found: " + Failures.reason(e) + "; choose another folder",
                    e);
        }
    }
}
