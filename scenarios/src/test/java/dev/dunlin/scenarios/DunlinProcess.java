package dev.dunlin.scenarios;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The dunlin command in a process of its own, as a user runs it. */
public final class DunlinProcess implements AutoCloseable {

    private final Process process;
    private final Path output;
    private final Path errors;

    private DunlinProcess(Process process, Path output, Path errors) {
        this.process = process;
        this.output = output;
        this.errors = errors;
    }

    /** Starts the command; what it prints goes to files beside {@code home}. */
    public static DunlinProcess start(Path home, List<String> arguments) throws IOException {
        return start(home, arguments, Map.of());
    }

    /** The same with further variables in its environment. */
    static DunlinProcess start(Path home, List<String> arguments, Map<String, String> environment)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx640m", "-XX:MaxDirectMemorySize=256m", "-XX:+UseSerialGC"));
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.add("dev.dunlin.app.Main");
        command.addAll(arguments);
        Path output = Files.createTempFile(home, "out", ".txt");
        Path errors = Files.createTempFile(home, "err", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectOutput(output.toFile())
                        .redirectError(errors.toFile());
        builder.environment().put("XDG_STATE_HOME", home.toString());
        builder.environment().putAll(environment);
        return new DunlinProcess(builder.start(), output, errors);
    }

    /** A run between two databases, with its own work directory. */
    static List<String> run(String source, String target, Path work, String... more) {
        List<String> arguments = new ArrayList<>(List.of("run", "--source", source));
        arguments.addAll(List.of("--target", target, "--work-dir", work.toString()));
        arguments.addAll(List.of(more));
        return arguments;
    }

    /** Waits for the end; the exit code. */
    int await() throws InterruptedException {
        if (!process.waitFor(10, TimeUnit.MINUTES)) {
            throw new AssertionError("dunlin did not end: " + errors());
        }
        return process.exitValue();
    }

    /** Whether it ended by itself within the time. */
    boolean endsWithin(long millis) throws InterruptedException {
        return process.waitFor(millis, TimeUnit.MILLISECONDS);
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Asks it to end, and gives its exit code. */
    public int terminate() throws InterruptedException {
        process.destroy();
        return await();
    }

    /** Ends it as nothing can be caught: SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** The most memory it had so far, as Linux counts it. */
    long peakMegabytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }

    String output() {
        return read(output);
    }

    public String errors() {
        return read(errors);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError("cannot read " + file, e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
