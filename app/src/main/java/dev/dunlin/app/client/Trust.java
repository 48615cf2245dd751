package dev.dunlin.app.client;

import dev.dunlin.app.ExitCode;
import dev.dunlin.app.run.ServerFile;
import dev.dunlin.coordinator.rest.TlsFiles;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** Which servers are believed to be who they say. */
final class Trust {

    private Trust() {}

    /** Those whose certificate is signed by an authority in this PEM file. */
    static SSLContext authorities(Path file) throws IOException, GeneralSecurityException {
        KeyStore known = KeyStore.getInstance("PKCS12");
        known.load(null, null);
        try (InputStream in = Files.newInputStream(file)) {
            int number = 0;
            for (Certificate one :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                known.setCertificateEntry("authority-" + number++, one);
            }
            if (number == 0) {
                throw new GeneralSecurityException("no certificate is in it");
            }
        }
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(known);
        return context(factory.getTrustManagers());
    }

    /** A server of this machine, which shows the certificate that its own files hold. */
    static Optional<SSLContext> of(ServerFile file) {
        if (file.tls().equals(TlsFiles.NONE)) {
            return Optional.empty();
        }
        try {
            return Optional.of(only(file.tls().shown()));
        } catch (IOException | GeneralSecurityException e) {
            throw new CommandEnded(
                    ExitCode.UNREACHABLE,
                    "the certificate of the server at " + file.root() + " cannot be read: " + e,
                    "  next: run this command as the user who runs the server");
        }
    }

    /**
     * The one that shows this very certificate: a server on this machine whose files we can read,
     * whatever name it is called by.
     */
    private static SSLContext only(X509Certificate certificate) throws GeneralSecurityException {
        return context(new Pinned(certificate));
    }

    private static SSLContext context(TrustManager... managers) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers, null);
        return context;
    }

    private static final class Pinned extends X509ExtendedTrustManager {

        private final X509Certificate certificate;

        Pinned(X509Certificate certificate) {
            this.certificate = certificate;
        }

        private void check(X509Certificate[] chain) throws CertificateException {
            if (chain.length == 0 || !certificate.equals(chain[0])) {
                throw new CertificateException("it is not the one in the server's files");
            }
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type)
                throws CertificateException {
            throw new CertificateException("this is no server");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            throw new CertificateException("this is no server");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            throw new CertificateException("this is no server");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
