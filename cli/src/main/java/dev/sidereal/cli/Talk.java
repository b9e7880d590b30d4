package dev.sidereal.cli;

import dev.sidereal.run.Progress;
import java.nio.file.Path;

/** Says what happens: to a person, or to a program. */
interface Talk extends Progress {

    /** Headers of so many files are about to be read. */
    void looking(int files);

    /** A picture was written. */
    void wrote(Path file, String summary);

    /** Something a person should know. */
    void note(String text);
}
