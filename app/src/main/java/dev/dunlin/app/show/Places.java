package dev.dunlin.app.show;

import dev.dunlin.protocol.DatabasePair;
import dev.dunlin.protocol.Endpoint;
import dev.dunlin.protocol.MigrationSpec;
import java.util.List;

/** Where from and where to, in a few words. */
final class Places {

    private Places() {}

    static String of(MigrationSpec spec) {
        List<DatabasePair> pairs = spec.databases();
        if (pairs.size() > 1) {
            String servers = server(spec.source()) + " -> " + server(spec.target());
            return pairs.size() + " databases  " + servers;
        }
        DatabasePair only = pairs.getFirst();
        return server(spec.source())
                + "/"
                + Text.safe(only.source())
                + " -> "
                + server(spec.target())
                + "/"
                + Text.safe(only.target());
    }

    static String server(Endpoint endpoint) {
        String host = endpoint.host();
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + endpoint.port();
    }
}
