package dev.dunlin.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.testkit.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What {@code deploy/processes/start} starts: a broker and two processes of each role. */
final class RoleProcesses implements AutoCloseable {

    /** As the script names them. */
    static final List<String> ROLES =
            List.of("coordinator", "snapshot-worker", "cdc-worker", "sink-worker");

    private static final Path SCRIPTS = Path.of("..", "deploy", "processes").toAbsolutePath();

    private final Path directory;
    private final Path command;
    private final int kafkaPort = freePort();
    private final int restPort = freePort();

    RoleProcesses(Path home) throws IOException {
        directory = home.resolve("processes");
        command = home.resolve("dunlin");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Files.writeString(
                command,
                "#!/bin/sh\nexec "
                        + java
                        + " -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED"
                        + " --sun-misc-unsafe-memory-access=allow $DUNLIN_JAVA_OPTIONS -cp '"
                        + System.getProperty("java.class.path")
                        + "' dev.dunlin.app.Main \"$@\"\n");
        Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwx------"));
    }

    /** Starts what does not run. */
    void start() throws Exception {
        assertThat(script("start")).isZero();
    }

    /** The first start of nine JVMs on a small machine takes a while. */
    void awaitRunning() {
        Await.until(
                "all processes run",
                Duration.ofMinutes(5),
                () -> {
                    for (String role : ROLES) {
                        for (int n = 1; n <= 2; n++) {
                            if (!log(role + "-" + n).contains(role + " runs")) {
                                return false;
                            }
                        }
                    }
                    return true;
                });
    }

    /** Ends one process as nothing can be caught: SIGKILL. */
    void kill(String name) throws Exception {
        ProcessHandle process = process(name).orElseThrow();
        process.destroyForcibly();
        process.onExit().get(30, TimeUnit.SECONDS);
    }

    /** Asks one process to end. */
    void terminate(String name) throws Exception {
        ProcessHandle process = process(name).orElseThrow();
        process.destroy();
        process.onExit().get(60, TimeUnit.SECONDS);
    }

    String bootstrapServers() {
        return "127.0.0.1:" + kafkaPort;
    }

    /** Port of the second coordinator. */
    int secondRestPort() {
        return restPort + 1;
    }

    String log(String name) throws IOException {
        return Files.readString(directory.resolve(name + ".log"));
    }

    /** The last lines of every log, for a test that fails. */
    String logs() {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".log")).toList()) {
                List<String> lines = Files.readAllLines(file);
                int from = Math.max(0, lines.size() - 15);
                all.append("\n== ").append(file.getFileName()).append('\n');
                all.append(String.join("\n", lines.subList(from, lines.size())));
            }
        } catch (IOException e) {
            all.append(e);
        }
        return all.toString();
    }

    private Optional<ProcessHandle> process(String name) throws IOException {
        String pid = Files.readString(directory.resolve(name + ".pid")).strip();
        return ProcessHandle.of(Long.parseLong(pid));
    }

    private int script(String name) throws IOException, InterruptedException {
        List<String> line =
                new ArrayList<>(List.of(SCRIPTS.resolve(name).toString(), directory.toString()));
        ProcessBuilder builder =
                new ProcessBuilder(line)
                        .redirectErrorStream(true)
                        .redirectOutput(
                                ProcessBuilder.Redirect.appendTo(
                                        directory.resolveSibling("script.txt").toFile()));
        builder.environment().put("DUNLIN", command.toString());
        builder.environment().put("KAFKA_PORT", String.valueOf(kafkaPort));
        builder.environment().put("REST_PORT", String.valueOf(restPort));
        Process process = builder.start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        try {
            script("stop");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
