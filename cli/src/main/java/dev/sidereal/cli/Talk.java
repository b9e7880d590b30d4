package dev.sidereal.cli;

import dev.sidereal.run.Plan;
import dev.sidereal.run.Progress;
import java.nio.file.Path;
import java.util.List;

/** Says what happens: to a person, or to a program. */
interface Talk extends Progress {

    /** Headers of so many files are about to be read. */
    void looking(int files);

    /** What a run would take and write, for those who only asked. */
    void wouldDo(Plan plan, List<Path> outputs);

    /** A picture was written. */
    void wrote(Path file, String summary);

    /** Something a person should know. */
    void note(String text);
}
