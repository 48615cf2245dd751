package dev.dunlin.coordinator;

import dev.dunlin.coordinator.rest.CallersFile;
import dev.dunlin.coordinator.rest.Guard;
import dev.dunlin.coordinator.rest.TlsFiles;
import dev.dunlin.service.RestPlace;
import dev.dunlin.service.Settings;
import dev.dunlin.service.SettingsException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;

/**
 * How callers come in: where it listens, what it proves itself with, and who may enter beside the
 * one who has the token of the server. A place that other machines reach has TLS, unless it is said
 * in so many words that it has none.
 */
public record RestDoor(RestPlace place, Optional<TlsFiles> tls, Optional<CallersFile> callers) {

    private static final String FILE = "FILE";

    /**
     * As the settings have it.
     *
     * @throws SettingsException naming the setting that is wrong
     */
    public static RestDoor of(Settings settings) {
        RestPlace place = settings.rest();
        InetSocketAddress address = place.address();
        Optional<TlsFiles> tls = tls(settings);
        if (address.isUnresolved()) {
            throw new SettingsException(Settings.BIND, "is no address", "0.0.0.0");
        }
        RestDoor door = new RestDoor(place, tls, callers(settings));
        if (door.exposed() && !settings.plainHttp()) {
            throw new SettingsException(
                    Settings.BIND,
                    address.getHostString() + " lets other machines in, and there is no TLS",
                    address.getHostString()
                            + " --tls-certificate server.crt --tls-key server.key (or --plain-http"
                            + " where something else encrypts)");
        }
        return door;
    }

    /** Whether other machines reach it, and nothing of what they say is encrypted. */
    boolean exposed() {
        return tls.isEmpty() && !place.address().getAddress().isLoopbackAddress();
    }

    private static Optional<TlsFiles> tls(Settings settings) {
        String certificate = settings.text(Settings.TLS_CERTIFICATE).orElse("");
        String key = settings.text(Settings.TLS_KEY).orElse("");
        String store = settings.text(Settings.TLS_STORE).orElse("");
        String password = settings.text(Settings.TLS_PASSWORD_FILE).orElse("");
        boolean pem = !certificate.isEmpty() && !key.isEmpty();
        if (certificate.isEmpty() && key.isEmpty() && store.isEmpty()) {
            return Optional.empty();
        }
        boolean whole = store.isEmpty() ? pem : (certificate + key).isEmpty();
        if (!whole) {
            throw new SettingsException(
                    Settings.TLS_CERTIFICATE,
                    "and --tls-key go together, and --tls-store stands for both",
                    "server.crt --tls-key server.key");
        }
        TlsFiles files = new TlsFiles(certificate, key, store, password);
        String named = store.isEmpty() ? Settings.TLS_CERTIFICATE : Settings.TLS_STORE;
        try {
            var _ = files.shown();
        } catch (IOException | GeneralSecurityException e) {
            String why = "cannot be used (" + e.getMessage() + ")";
            throw new SettingsException(named, why, FILE);
        }
        if (store.isEmpty() && !Files.isReadable(Path.of(key))) {
            throw new SettingsException(Settings.TLS_KEY, key + " cannot be read", FILE);
        }
        return Optional.of(files);
    }

    private static Optional<CallersFile> callers(Settings settings) {
        Optional<CallersFile> file =
                settings.text(Settings.CALLERS_FILE).map(Path::of).map(CallersFile::new);
        if (file.isPresent()) {
            try {
                var _ = file.get().read();
            } catch (IOException e) {
                String why = String.valueOf(e.getMessage());
                throw new SettingsException(Settings.CALLERS_FILE, "is not safe: " + why, FILE);
            }
        }
        return file;
    }

    /** Who may come in: whoever has this token, and the callers of the file. */
    Guard guard(String token) {
        return callers.map(file -> Guard.of(token, file))
                .orElseGet(() -> Guard.single(Guard.OWNER, token));
    }
}
