package dev.dunlin.app.show;

import dev.dunlin.protocol.DatabasePair;
import dev.dunlin.protocol.MigrationSpec;
import java.util.List;

/** Where from and where to, in a few words. */
final class Places {

    private Places() {}

    static String of(MigrationSpec spec) {
        List<DatabasePair> pairs = spec.databases();
        if (pairs.size() > 1) {
            String servers = spec.source().place() + " -> " + spec.target().place();
            return pairs.size() + " databases  " + servers;
        }
        DatabasePair only = pairs.getFirst();
        return spec.source().place()
                + "/"
                + Text.safe(only.source())
                + " -> "
                + spec.target().place()
                + "/"
                + Text.safe(only.target());
    }
}
