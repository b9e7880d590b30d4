package dev.sidereal.bench.rival;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sidereal's folds for maximum, its frame, sum and sum of squares, as a library: the launcher would have to save the stack,
 * and writing a gigabyte is another question.
 *
 * @param natives where the launcher's build has unpacked the decoder
 */
public record Planes(Path natives) implements Contender {

    /* Those of the launcher. */
    private static final List<String> OPTIONS = List.of(
            "-XX:+UseSerialGC",
            "-XX:+UseTransparentHugePages",
            "-Xms24m",
            "-Xmn8m",
            "-XX:+AlwaysPreTouch",
            "-XX:MinHeapFreeRatio=5",
            "-XX:Tier4InvocationThreshold=30000",
            "-XX:Tier4MinInvocationThreshold=10000",
            "-XX:Tier4CompileThreshold=40000",
            "-XX:FreqInlineSize=100");

    @Override
    public String name() {
        return "sidereal";
    }

    @Override
    public Optional<String> version() {
        return Optional.of("Sidereal, as a library");
    }

    @Override
    public Invocation stack(Night night, Path out, Path scratch) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        command.add("-Dsidereal.natives=" + natives);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of("dev.sidereal.bench.FoldPlanes", night.list().toString()));
        return new Invocation(
                command,
                java.util.Map.of(
                        "OPENBLAS_NUM_THREADS",
                        "1",
                        "MALLOC_ARENA_MAX",
                        "2",
                        "GLIBC_TUNABLES",
                        "glibc.malloc.hugetlb=1"),
                scratch);
    }

    @Override
    public boolean writesPicture() {
        return false;
    }
}
