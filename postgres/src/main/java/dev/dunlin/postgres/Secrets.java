package dev.dunlin.postgres;

import dev.dunlin.protocol.DatabaseAddress;
import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.FailureKind;
import dev.dunlin.protocol.SealKey;
import dev.dunlin.protocol.SecretRef;
import dev.dunlin.protocol.SecretSeal;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the password a {@link SecretRef} points at, in the process that connects. Passwords never
 * leave this class but for the connection they are meant for.
 */
public final class Secrets {

    private final Map<String, String> environment;
    private final Map<String, String> held = new ConcurrentHashMap<>();
    private final @Nullable SecretSeal seal;

    /** Secrets of a process with this environment, which may name the key of sealed ones. */
    public Secrets(Map<String, String> environment) {
        this(environment, SealKey.of(environment).orElse(null));
    }

    /** Secrets of a process with this environment and key of sealed ones. */
    public Secrets(Map<String, String> environment, @Nullable SecretSeal seal) {
        this.environment = Map.copyOf(environment);
        this.seal = seal;
    }

    /** Secrets of this process. */
    public static Secrets ofProcess() {
        return new Secrets(System.getenv());
    }

    /** Keeps a password in memory, for references of kind {@code SESSION}. */
    public void hold(String name, String password) {
        held.put(name, password);
    }

    /**
     * The password for an address; empty where none is configured or the password file has no line
     * for it.
     *
     * @throws FailureException naming the reference when what it points at is missing
     */
    public Optional<String> password(DatabaseAddress address) {
        SecretRef ref = address.endpoint().password();
        return switch (ref.kind()) {
            case NONE -> Optional.empty();
            case ENV -> Optional.of(required(environment.get(ref.name()), variable(ref.name())));
            case FILE -> Optional.of(firstLine(Path.of(ref.name())));
            case PASSFILE -> PasswordFile.at(passwordFile(ref.name())).find(address);
            case SESSION -> Optional.of(required(held.get(ref.name()), session(ref.name())));
            case SEALED -> Optional.of(opened(ref.name()));
        };
    }

    private Path passwordFile(String name) {
        if (!name.isEmpty()) {
            return Path.of(name);
        }
        String configured = environment.getOrDefault("PGPASSFILE", "");
        return configured.isEmpty()
                ? Path.of(environment.getOrDefault("HOME", ""), ".pgpass")
                : Path.of(configured);
    }

    private static String firstLine(Path file) {
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            String line = reader.readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            throw missing("password file " + file + " cannot be read");
        }
    }

    private static String required(@Nullable String value, String what) {
        if (value == null) {
            throw missing(what + " is not set");
        }
        return value;
    }

    private String opened(String sealed) {
        SecretSeal own = seal;
        if (own == null) {
            throw missing(
                    "the key that opens sealed passwords is not known here ("
                            + SealKey.VARIABLE
                            + ")");
        }
        try {
            return own.open(sealed);
        } catch (IllegalArgumentException e) {
            throw missing("a sealed password cannot be opened: " + e.getMessage());
        }
    }

    private static String variable(String name) {
        return "environment variable " + name + " for the password";
    }

    private static String session(String name) {
        return "the password '" + name + "', which was held in another process's memory,";
    }

    private static FailureException missing(String message) {
        return FailureException.permanent(
                new Failure(
                        "DUN-CFG-SECRET",
                        FailureKind.CONFIGURATION,
                        message,
                        "Provide it to the process that connects, then resume."));
    }
}
