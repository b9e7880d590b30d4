package dev.sidereal.formats.natives;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;

/**
 * Loads OpenCV's image codecs once, at first use; nothing native is touched before.
 *
 * <p>The system property {@value #FOLDER} names a folder with the libraries already unpacked, as the distribution has
 * them: the eleven that decoding needs, loaded in about 0.1 s. Without it they are taken from the class path the way
 * JavaCPP does it, which unpacks everything on first use. Where neither works {@link #problem()} says why, and callers
 * fall back to the decoders of the JDK.
 */
public final class NativeLibraries {

    /** The system property that names the folder. */
    public static final String FOLDER = "sidereal.natives";

    /* In the order in which they need each other; those that a platform does not have are left out. */
    private static final List<String> ORDER = List.of(
            "gcc_s",
            "quadmath",
            "gfortran",
            "openblas",
            "jnijavacpp",
            "opencv_core",
            "opencv_imgproc",
            "jniopencv_core",
            "opencv_imgcodecs",
            "jniopencv_imgproc",
            "jniopencv_imgcodecs");

    private static final Optional<String> PROBLEM = load();

    private NativeLibraries() {}

    /** Why native decoding is not possible here; empty: it is. */
    public static Optional<String> problem() {
        return PROBLEM;
    }

    private static Optional<String> load() {
        /* Everything native is closed by hand: JavaCPP need not watch the collector nor guess how much memory is too much. */
        System.setProperty("org.bytedeco.javacpp.nopointergc", "true");
        System.setProperty("org.bytedeco.javacpp.maxbytes", "0");
        System.setProperty("org.bytedeco.javacpp.maxphysicalbytes", "0");
        try {
            Optional<Path> folder =
                    Optional.ofNullable(System.getProperty(FOLDER)).map(Path::of);
            if (folder.isPresent()) {
                loadFrom(folder.get());
            } else {
                Loader.load(opencv_core.class);
                Loader.load(opencv_imgcodecs.class);
            }
            opencv_core.setNumThreads(1);
            return Optional.empty();
        } catch (IOException | LinkageError | RuntimeException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static void loadFrom(Path folder) throws IOException {
        openModules();
        List<Path> files;
        try (Stream<Path> tree = Files.walk(folder)) {
            files = tree.filter(Files::isRegularFile).sorted().toList();
        }
        for (String library : ORDER) {
            for (Path file : files) {
                if (isNamed(file, library)) {
                    System.load(file.toAbsolutePath().toString());
                    break;
                }
            }
        }
        /* The classes of JavaCPP would look for the libraries once more, elsewhere. */
        System.setProperty("org.bytedeco.javacpp.loadlibraries", "false");
    }

    /*
     * While a library is loaded, no other can be, and JavaCPP looks for resources. The first look of a program at the JDK's modules
     * loads a library itself: done by two threads at a time, each waits for the other for ever. So it is done before.
     */
    private static void openModules() {
        Objects.requireNonNull(Object.class.getResource("Object.class"));
    }

    /* libopencv_core.so.413, libopencv_core.413.dylib, opencv_core4130.dll */
    private static boolean isNamed(Path file, String library) {
        String name = file.getFileName().toString();
        String stem = name.startsWith("lib") ? name.substring(3) : name;
        return stem.startsWith(library)
                && !Character.isLetter(stem.charAt(library.length()))
                && stem.charAt(library.length()) != '_';
    }
}
