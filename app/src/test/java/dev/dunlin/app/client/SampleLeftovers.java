package dev.dunlin.app.client;

import dev.dunlin.coordinator.leftovers.FoundLeftover;
import dev.dunlin.coordinator.leftovers.LeftoverSearch.Dropped;
import dev.dunlin.coordinator.leftovers.LeftoverSearch.Findings;
import dev.dunlin.coordinator.leftovers.LeftoverSearch.Unseen;
import dev.dunlin.coordinator.rest.LeftoverPort;
import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.FailureKind;
import java.util.Collection;
import java.util.List;

/** A slot that may go, another installation's ledger, and a server that is down. */
final class SampleLeftovers implements LeftoverPort {

    private static final String SLOT = "slot:db1:5432/shop/dunlin_shop_1a2b3c4d";
    private static final String LEDGER = "ledger:db2:5432/crm/dunlin_ledger";

    @Override
    public Findings find() {
        return new Findings(
                List.of(
                        new FoundLeftover(
                                SLOT,
                                "slot",
                                "db1:5432",
                                "shop",
                                "dunlin_shop_1a2b3c4d",
                                "shop",
                                "",
                                12_345_678_901L,
                                "there is no migration shop",
                                ""),
                        new FoundLeftover(
                                LEDGER,
                                "ledger",
                                "db2:5432",
                                "crm",
                                "dunlin_ledger",
                                "crm",
                                "2026-11-02T10:00:00Z",
                                81_920,
                                "another installation made it (kX9)",
                                "another installation may need it")),
                List.of(
                        new Unseen(
                                "db3:5432",
                                "target",
                                "default",
                                new Failure(
                                        "DUN-TGT-CONNECT",
                                        FailureKind.TARGET,
                                        "cannot connect to app@db3:5432: refused",
                                        "start it"))));
    }

    @Override
    public List<Dropped> drop(Collection<String> ids, boolean force, String by) {
        return List.of(
                new Dropped(SLOT, "shop", true, ""),
                new Dropped(
                        LEDGER,
                        "crm",
                        force,
                        force ? "" : "another installation may need it; --force drops it"));
    }
}
