package dev.sidereal.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidereal.develop.Product;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A real HDFS of one name node and one data node: frames are read from it and files appear in it whole. */
@EnabledIfSystemProperty(
        named = "sidereal.cluster",
        matches = "long",
        disabledReason = "longer tests of clusters run with -Dsidereal.cluster=long")
final class HdfsTest {

    @TempDir
    private java.nio.file.Path folder;

    @Test
    void frames_are_read_from_hdfs_and_stacks_are_written_there() throws Exception {
        List<java.nio.file.Path> files = Frames.write(folder.resolve("night"), 12, "jpg", 9);
        Configuration conf = new Configuration();
        conf.set("hdfs.minidfs.basedir", folder.resolve("hdfs").toString());
        try (MiniDFSCluster hdfs =
                new MiniDFSCluster.Builder(conf).numDataNodes(1).build()) {
            hdfs.waitActive();
            FileSystem system = hdfs.getFileSystem();
            system.mkdirs(new Path("/out"));
            system.copyFromLocalFile(new Path(folder + "/night"), new Path("/night"));
            Arguments given = Arguments.of(List.of(
                    "trails", system.getUri() + "/night/*.jpg", "--save-stack", system.getUri() + "/out/a.fits"));
            new Job(Shared.spark(), Wishes.of(given), silent()).run(given.names());
            try (InputStream in = system.open(new Path("/out/a.fits"))) {
                assertThat(in.readAllBytes()).isEqualTo(JobTest.local(Product.TRAILS, files));
            }
            assertThat(List.of(system.listStatus(new Path("/out"))))
                    .extracting(FileStatus::getPath)
                    .extracting(Path::getName)
                    .containsExactly("a.fits");
        }
    }

    private static Lines silent() {
        return new Lines(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8), true);
    }
}
