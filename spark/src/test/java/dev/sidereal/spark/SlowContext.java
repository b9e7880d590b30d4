package dev.sidereal.spark;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.DelegateToFileSystem;

/** {@link SlowFiles} as Hadoop's newer interface has them. */
public final class SlowContext extends DelegateToFileSystem {

    /** Made by Hadoop. */
    public SlowContext(URI uri, Configuration conf) throws IOException, URISyntaxException {
        super(uri, new SlowFiles(), conf, "slow", false);
    }
}
