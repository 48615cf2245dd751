package dev.dunlin.app.client;

import dev.dunlin.app.ExitCode;
import java.io.IOException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.util.Objects;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Why nobody answers whom we could talk to, in words and with what helps. */
final class Silence {

    private static final String AUTHORITY =
            "  next: give the certificate of who signed it: --ca-file FILE or DUNLIN_CA_FILE";

    private Silence() {}

    static CommandEnded of(Server server, IOException e) {
        SSLException tls = tls(e);
        if (tls != null) {
            return aboutTls(server, tls);
        }
        String why = e.getMessage() == null ? "nobody listens there" : e.getMessage();
        return ended(
                server,
                why,
                "  next: check the address and that the server runs; dunlin doctor looks closer");
    }

    private static CommandEnded aboutTls(Server server, SSLException e) {
        String words = deepest(e);
        if (words.contains("No subject alternative") || words.contains("No name matching")) {
            return ended(
                    server,
                    "its certificate is for another name than " + server.root().getHost(),
                    "  next: use the name in the certificate, or have one made for this name");
        }
        if (words.contains("NotAfter") || words.contains("NotBefore")) {
            return ended(
                    server,
                    "its certificate is not valid now: " + words,
                    "  next: have another one made, and look at the clocks of both machines");
        }
        if (aboutTheCertificate(e)) {
            return ended(server, "its certificate is signed by nobody who is trusted", AUTHORITY);
        }
        if (words.contains("nrecognized SSL message")) {
            return ended(
                    server,
                    "it does not speak TLS",
                    "  next: give its address with http:// if it is meant to be so");
        }
        return ended(server, "no safe connection: " + words, AUTHORITY);
    }

    private static boolean aboutTheCertificate(Throwable e) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof CertificateException || t instanceof CertPathBuilderException) {
                return true;
            }
        }
        return false;
    }

    private static CommandEnded ended(Server server, String why, String next) {
        return new CommandEnded(
                ExitCode.UNREACHABLE, "cannot talk to " + server + ": " + why, next);
    }

    private static @Nullable SSLException tls(IOException e) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof SSLException ssl) {
                return ssl;
            }
        }
        return null;
    }

    private static String deepest(Throwable e) {
        Throwable last = e;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        return Objects.requireNonNullElse(last.getMessage(), last.getClass().getSimpleName());
    }
}
