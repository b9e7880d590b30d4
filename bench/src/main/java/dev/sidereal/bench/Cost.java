package dev.sidereal.bench;

import java.io.IOException;

/**
 * What one process cost, with the children it waited for.
 *
 * @param seconds from start to end
 * @param cpuSeconds of all cores, in the program and in the kernel
 * @param peakMebibytes the most resident memory of its largest single process
 */
record Cost(double seconds, double cpuSeconds, double peakMebibytes) {

    /** Reads {@code WALL USER SYSTEM PEAK_KIB}, the line that {@code measure} and GNU time write. */
    static Cost parse(String line) throws IOException {
        String[] words = line.strip().split(" ", -1);
        try {
            return new Cost(
                    Double.parseDouble(words[0]),
                    Double.parseDouble(words[1]) + Double.parseDouble(words[2]),
                    Long.parseLong(words[3]) / 1024.0);
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw new IOException("measured costs: expected four numbers, found " + line, e);
        }
    }
}
