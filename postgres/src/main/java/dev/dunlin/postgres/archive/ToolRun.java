package dev.dunlin.postgres.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One finished run of a client program: started without a shell and without the parent's
 * environment.
 *
 * @param lines what it wrote to its standard output
 * @param errors what it wrote to its standard error, cut after some hundred lines
 */
record ToolRun(int exitCode, List<String> lines, List<String> errors) {

    private static final int MOST_ERROR_LINES = 500;
    private static final Pattern ERROR = Pattern.compile("(?i).*\\b(error|fatal):\\s.*");
    private static final Pattern DETAIL = Pattern.compile("(?i)^.*\\b(detail|context):.*");

    /** Variables a child may inherit: where its home and temporary files are, no more. */
    private static final List<String> INHERITED = List.of("HOME", "TMPDIR", "SYSTEMROOT", "TEMP");

    /**
     * Runs a program to its end.
     *
     * @param environment variables beyond the few every child gets
     * @param cancelled asked twice a second; when true the program is stopped
     * @throws CancellationException when it was stopped
     */
    static ToolRun of(
            List<String> command, Map<String, String> environment, BooleanSupplier cancelled) {
        try {
            Path output = Files.createTempFile("dunlin-", ".out");
            Path errors = Files.createTempFile("dunlin-", ".err");
            try {
                ProcessBuilder builder = new ProcessBuilder(command);
                cleanEnvironment(builder.environment(), environment);
                builder.redirectInput(ProcessBuilder.Redirect.from(nothing()));
                builder.redirectOutput(output.toFile());
                builder.redirectError(errors.toFile());
                int exitCode = await(builder.start(), cancelled);
                return new ToolRun(exitCode, read(output, Long.MAX_VALUE), readErrors(errors));
            } finally {
                Files.deleteIfExists(output);
                Files.deleteIfExists(errors);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static java.io.File nothing() {
        return new java.io.File(java.io.File.separatorChar == '/' ? "/dev/null" : "NUL");
    }

    private static void cleanEnvironment(Map<String, String> child, Map<String, String> further) {
        child.keySet().retainAll(INHERITED);
        child.put("LC_ALL", "C");
        child.put("PATH", "/usr/bin:/bin");
        child.putAll(further);
    }

    private static int await(Process process, BooleanSupplier cancelled) {
        try {
            while (!process.waitFor(500, TimeUnit.MILLISECONDS)) {
                if (cancelled.getAsBoolean()) {
                    throw new CancellationException("stopped " + process.info().command());
                }
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        } finally {
            process.destroyForcibly();
        }
    }

    private static List<String> readErrors(Path file) throws IOException {
        return read(file, MOST_ERROR_LINES);
    }

    private static List<String> read(Path file, long mostLines) throws IOException {
        try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            return lines.limit(mostLines).map(ToolRun::decode).toList();
        }
    }

    /** Names may come in any encoding: what is not UTF-8 must not break reading. */
    private static String decode(String line) {
        return new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** The first error the program named, without details, which can hold a row's values. */
    String firstError() {
        return errors.stream()
                .filter(line -> ERROR.matcher(line).matches())
                .filter(line -> !DETAIL.matcher(line).matches())
                .findFirst()
                .or(() -> errors.stream().findFirst())
                .orElse("exit code " + exitCode);
    }
}
