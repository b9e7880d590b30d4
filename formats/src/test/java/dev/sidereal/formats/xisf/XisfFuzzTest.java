package dev.sidereal.formats.xisf;

import dev.sidereal.formats.fuzz.FormatTarget;
import dev.sidereal.formats.fuzz.Fuzzing;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XisfFuzzTest {

    @TempDir
    Path folder;

    @Test
    void any_bytes_give_pictures_or_sentences() throws Exception {
        byte[] plain = XisfBytes.file(
                "<Image geometry=\"4:2:3\" sampleFormat=\"UInt16\" colorSpace=\"RGB\" location=\"LOCATION\"/>",
                XisfBytes.codes());
        byte[] bounded = XisfBytes.file(
                "<Image geometry=\"6:4:1\" sampleFormat=\"UInt16\" bounds=\"0:9000\" location=\"LOCATION\"><FITSKeyword"
                        + " name=\"EXPTIME\" value=\"30\" comment=\"\"/></Image>",
                XisfBytes.codes());
        Fuzzing.run(List.of(plain, bounded, XisfBytes.zlib()), new FormatTarget(new XisfFormat(), folder));
    }
}
