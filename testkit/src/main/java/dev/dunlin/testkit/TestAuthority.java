package dev.dunlin.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A certificate authority for one test, made by the JDK's keytool in a directory of the test's. */
public final class TestAuthority {

    /** Of every store it makes. */
    public static final String PASSWORD = "changeit";

    private static final String CA = "authority";

    private final Path directory;
    private final Path store;

    private TestAuthority(Path directory, Path store) {
        this.directory = directory;
        this.store = store;
    }

    /**
     * What a server shows.
     *
     * @param certificate chain, PEM
     * @param key PKCS #8, PEM
     * @param store both as PKCS #12, with {@link #PASSWORD}
     */
    public record Identity(Path certificate, Path key, Path store) {}

    /** A new authority that nobody else knows. */
    public static TestAuthority in(Path directory) {
        try {
            Path own = Files.createTempDirectory(directory, "authority-");
            Path store = own.resolve("authority.p12");
            keytool(store, CA, "-ext", "bc:c");
            return new TestAuthority(own, store);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its own certificate, PEM. */
    public Path certificate() {
        Path file = directory.resolve("ca.pem");
        write(file, Stream.of(pem("CERTIFICATE", encoded(store, CA))));
        return file;
    }

    /**
     * A certificate and its key.
     *
     * @param names in keytool's words, like {@code dns:localhost,ip:127.0.0.1}
     */
    public Identity sign(String alias, String names) {
        Path made = directory.resolve(alias + ".p12");
        try {
            Files.copy(store, made);
            keytool(made, alias, "-signer", CA, "-ext", "san=" + names);
            KeyStore keys = read(made);
            Path certificate = directory.resolve(alias + ".crt");
            write(
                    certificate,
                    Stream.of(keys.getCertificateChain(alias))
                            .map(one -> pem("CERTIFICATE", encoded(one))));
            Path key = directory.resolve(alias + ".key");
            byte[] secret = keys.getKey(alias, PASSWORD.toCharArray()).getEncoded();
            write(key, Stream.of(pem("PRIVATE KEY", secret)));
            keys.deleteEntry(CA);
            try (var out = Files.newOutputStream(made)) {
                keys.store(out, PASSWORD.toCharArray());
            }
            return new Identity(certificate, key, made);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void keytool(Path store, String alias, String... further) throws IOException {
        List<String> command =
                Stream.concat(
                                Stream.of(
                                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                                .toString(),
                                        "-genkeypair",
                                        "-keystore",
                                        store.toString(),
                                        "-storepass",
                                        PASSWORD,
                                        "-alias",
                                        alias,
                                        "-keyalg",
                                        "EC",
                                        "-groupname",
                                        "secp256r1",
                                        "-dname",
                                        "CN=" + alias + "-" + UUID.randomUUID()),
                                Stream.of(further))
                        .toList();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException("keytool: " + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static KeyStore read(Path store) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }

    private static byte[] encoded(Path store, String alias) {
        try {
            return encoded(read(store).getCertificate(alias));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] encoded(Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String kind, byte[] der) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n";
    }

    private static void write(Path file, Stream<String> parts) {
        try {
            Files.writeString(file, String.join("", parts.toList()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
