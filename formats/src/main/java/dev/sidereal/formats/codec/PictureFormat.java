package dev.sidereal.formats.codec;

import dev.sidereal.develop.Picture;
import dev.sidereal.formats.file.NewFile;
import java.io.IOException;
import java.util.List;

/** A file format that pictures are written in. */
public interface PictureFormat {

    /** The endings of file names that ask for it, lower case, without the dot; the usual one first. */
    List<String> endings();

    /** The depths it can hold. */
    List<Depth> depths();

    /** Writes a whole picture with its metadata into a file that is still empty. */
    void write(Picture picture, Depth depth, NewFile file) throws IOException;
}
