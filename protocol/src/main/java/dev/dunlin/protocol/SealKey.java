package dev.dunlin.protocol;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;

/** Where a process finds the key of its {@link SecretSeal}. */
public final class SealKey {

    /** Holds the key. */
    public static final String VARIABLE = "DUNLIN_SECRET_KEY";

    /** Names a file that holds the key, for those who keep secrets out of the environment. */
    public static final String FILE_VARIABLE = "DUNLIN_SECRET_KEY_FILE";

    private SealKey() {}

    /**
     * The seal this environment gives the key of; empty when it names none.
     *
     * @throws FailureException when there is a key that cannot be used
     */
    public static Optional<SecretSeal> of(Map<String, String> environment) {
        String key = environment.getOrDefault(VARIABLE, "");
        if (!key.isEmpty()) {
            return Optional.of(seal(VARIABLE, key));
        }
        String file = environment.getOrDefault(FILE_VARIABLE, "");
        return file.isEmpty() ? Optional.empty() : Optional.of(in(Path.of(file)));
    }

    /**
     * The seal with the key in this file.
     *
     * @throws FailureException when it cannot be read or holds no key
     */
    public static SecretSeal in(Path file) {
        try {
            return seal(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw failure(file + " cannot be read", e);
        }
    }

    /**
     * The seal with the key in this file; one that is not there yet is made, for its owner only.
     *
     * @throws FailureException when it cannot be read or made
     */
    public static SecretSeal kept(Path file) {
        if (!Files.exists(file)) {
            try {
                boolean posix =
                        Files.getFileStore(file.getParent()).supportsFileAttributeView("posix");
                FileAttribute<?>[] ownerOnly =
                        posix
                                ? new FileAttribute<?>[] {
                                    PosixFilePermissions.asFileAttribute(
                                            PosixFilePermissions.fromString("rw-------"))
                                }
                                : new FileAttribute<?>[0];
                Path made = Files.createTempFile(file.getParent(), "key", ".new", ownerOnly);
                Files.writeString(made, SecretSeal.newKey());
                Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                throw failure(file + " cannot be made", e);
            }
        }
        return in(file);
    }

    private static SecretSeal seal(String place, String key) {
        try {
            return SecretSeal.of(key);
        } catch (IllegalArgumentException e) {
            throw failure(place + ": " + e.getMessage(), e);
        }
    }

    private static FailureException failure(String message, Exception cause) {
        return new FailureException(
                new Failure(
                        "DUN-CFG-SECRET-KEY",
                        FailureKind.CONFIGURATION,
                        "the key of sealed passwords: " + message,
                        "Make one with: openssl rand -base64 32"),
                false,
                cause);
    }
}
