package dev.dunlin.coordinator.rest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a server proves with who it is: a certificate chain and a key in PEM files, or both in a
 * PKCS #12 store. Paths as text, empty where there is none.
 *
 * @param passwordFile first line opens the store, or the key
 */
public record TlsFiles(String certificate, String key, String store, String passwordFile) {

    /** For plain HTTP. */
    public static final TlsFiles NONE = new TlsFiles("", "", "", "");

    private static final String PREFIX = "micronaut.certificate.file.rest.";

    /** How often the files are read again: a renewed certificate needs no restart. */
    private static final String AGAIN = "5s";

    /** Settings of the HTTP server. */
    Map<String, Object> settings(int port) throws IOException {
        Map<String, Object> settings = new HashMap<>();
        settings.put("micronaut.server.ssl.enabled", true);
        settings.put("micronaut.server.ssl.port", port);
        settings.put("micronaut.server.ssl.key-name", "rest");
        settings.put("micronaut.server.ssl.protocols", List.of("TLSv1.3", "TLSv1.2"));
        settings.put(PREFIX + "refresh-mode", "SCHEDULER");
        settings.put(PREFIX + "refresh-interval", AGAIN);
        if (store.isEmpty()) {
            settings.put(PREFIX + "format", "PEM");
            settings.put(PREFIX + "path", absolute(key));
            settings.put(PREFIX + "certificate-path", absolute(certificate));
        } else {
            settings.put(PREFIX + "format", "PKCS12");
            settings.put(PREFIX + "path", absolute(store));
            // The keys in a store are locked by its password once more.
            settings.put("micronaut.server.ssl.key.password", password());
        }
        if (!passwordFile.isEmpty()) {
            settings.put(PREFIX + "password", password());
        }
        return settings;
    }

    /** The certificate that is shown, as the files hold it now. */
    public X509Certificate shown() throws IOException, GeneralSecurityException {
        if (store.isEmpty()) {
            try (InputStream in = Files.newInputStream(Path.of(certificate))) {
                CertificateFactory factory = CertificateFactory.getInstance("X.509");
                return (X509Certificate) factory.generateCertificate(in);
            }
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(Path.of(store))) {
            keys.load(in, password().toCharArray());
        }
        for (String alias : Collections.list(keys.aliases())) {
            if (keys.isKeyEntry(alias)) {
                return (X509Certificate) keys.getCertificate(alias);
            }
        }
        throw new GeneralSecurityException("there is no key in " + store);
    }

    private String password() throws IOException {
        if (passwordFile.isEmpty()) {
            return "";
        }
        return Files.readString(Path.of(passwordFile)).lines().findFirst().orElse("");
    }

    private static String absolute(String path) {
        return Path.of(path).toAbsolutePath().normalize().toString();
    }
}
