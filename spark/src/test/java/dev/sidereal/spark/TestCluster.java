package dev.sidereal.spark;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.launcher.JavaModuleOptions;

/** A standalone cluster on loopback: a master and two workers of one core each, from the class path of the tests. */
final class TestCluster implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 120;
    /* Short runs gain nothing from the second compiler. */
    private static final String QUICK = "-XX:TieredStopAtLevel=1";

    private final Path home;
    private final int port = freePort();
    private final Process master;
    private final List<Process> workers = new ArrayList<>();

    TestCluster() throws IOException, InterruptedException {
        this("2g");
    }

    /** With so much memory for the executors of each worker. */
    TestCluster(String memory) throws IOException, InterruptedException {
        home = Files.createTempDirectory("sidereal-cluster");
        Path jars = Files.createDirectories(home.resolve("jars"));
        for (String entry : classPath()) {
            if (entry.endsWith(".jar")) {
                Files.createSymbolicLink(
                        jars.resolve(Path.of(entry).getFileName()),
                        Path.of(entry).toAbsolutePath());
            }
        }
        master = start(
                "master",
                "org.apache.spark.deploy.master.Master",
                "--host",
                "127.0.0.1",
                "--port",
                String.valueOf(port),
                "--webui-port",
                String.valueOf(freePort()));
        awaitMaster();
        addWorker(memory);
        addWorker(memory);
    }

    /* A second attempt at a task goes to another host: on Linux loopback has many. */
    private static String host(int worker) {
        return "127.0.0." + (System.getProperty("os.name", "").equals("Linux") ? 1 + worker : 1);
    }

    private void addWorker(String memory) throws IOException {
        workers.add(start(
                "worker" + workers.size(),
                "org.apache.spark.deploy.worker.Worker",
                "--host",
                host(workers.size()),
                "--webui-port",
                "0",
                "-c",
                "1",
                "-m",
                memory,
                url()));
    }

    String url() {
        return "spark://127.0.0.1:" + port;
    }

    /** Settings of a driver in this JVM; one context at a time. */
    SparkConf conf() {
        String classes = classPath().stream()
                .filter(entry -> !entry.endsWith(".jar"))
                .collect(Collectors.joining(File.pathSeparator));
        return new SparkConf()
                .setMaster(url())
                .setAppName("sidereal tests")
                .set("spark.driver.host", "127.0.0.1")
                .set("spark.driver.bindAddress", "127.0.0.1")
                .set("spark.ui.enabled", "false")
                .set("spark.executor.memory", "640m")
                .set("spark.executor.cores", "1")
                .set("spark.executor.heartbeatInterval", "1s")
                .set("spark.network.timeout", "60s")
                .set("spark.executor.extraClassPath", classes)
                .set("spark.executor.extraJavaOptions", QUICK + " -XX:+UseSerialGC " + natives())
                .set("spark.hadoop.fs.slow.impl", SlowFiles.class.getName())
                .set("spark.hadoop.fs.AbstractFileSystem.slow.impl", SlowContext.class.getName());
    }

    /** A context, once each worker, or as many as may, gave it an executor. */
    JavaSparkContext connect(SparkConf conf) throws InterruptedException {
        int executors = Math.min(2, conf.getInt("spark.cores.max", 2));
        JavaSparkContext spark = new JavaSparkContext(conf);
        spark.setLogLevel("ERROR");
        long end = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000L;
        while (spark.sc().getExecutorMemoryStatus().size() < 1 + executors) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("cluster: expected executors; its logs are in " + home);
            }
            Thread.sleep(50);
        }
        return spark;
    }

    /** Kills the executor of a worker as {@code kill -9} does. */
    void killExecutor(int worker) {
        workers.get(worker).descendants().forEach(ProcessHandle::destroyForcibly);
    }

    /** Kills a worker and its executor for good. */
    void killWorker(int worker) {
        List<ProcessHandle> executors = workers.get(worker).descendants().toList();
        workers.get(worker).destroyForcibly();
        executors.forEach(ProcessHandle::destroyForcibly);
    }

    private Process start(String log, String... program) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(Arrays.asList(JavaModuleOptions.defaultModuleOptions().split(" ")));
        command.addAll(List.of("-Xmx192m", "-XX:+UseSerialGC", QUICK, "-Dspark.master.rest.enabled=false", "-cp"));
        command.add(home.resolve("jars") + "/*");
        command.addAll(List.of(program));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment()
                .putAll(Map.of(
                        "SPARK_HOME", home.toString(),
                        "SPARK_SCALA_VERSION", "2.13",
                        "SPARK_LOCAL_IP", log.equals("worker1") ? host(1) : host(0),
                        "SPARK_LOCAL_DIRS",
                                Files.createDirectories(home.resolve("local")).toString(),
                        "SPARK_WORKER_DIR", home.resolve("work").toString()));
        return builder.redirectErrorStream(true)
                .redirectOutput(home.resolve(log + ".log").toFile())
                .start();
    }

    private void awaitMaster() throws InterruptedException {
        long end = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000L;
        while (System.nanoTime() < end) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
                return;
            } catch (IOException e) {
                Thread.sleep(50);
            }
        }
        throw new IllegalStateException("cluster: expected a master; its log is in " + home);
    }

    static String natives() {
        return "-Dsidereal.natives="
                + Path.of(System.getProperty("sidereal.natives", ""))
                        .toAbsolutePath()
                        .normalize();
    }

    private static List<String> classPath() {
        return List.of(System.getProperty("java.class.path").split(File.pathSeparator));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        for (int worker = 0; worker < workers.size(); worker++) {
            killWorker(worker);
        }
        master.destroyForcibly();
        try (Stream<Path> tree = Files.walk(home)) {
            for (Path file : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
