package dev.dunlin.spec;

import dev.dunlin.protocol.MigrationMode;
import dev.dunlin.protocol.MigrationSettings;
import dev.dunlin.protocol.OnlineSettings;
import dev.dunlin.protocol.OnlineSettings.CutoverTerms;
import dev.dunlin.protocol.OnlineSettings.Fence;
import dev.dunlin.protocol.OnlineSettings.Gate;
import dev.dunlin.protocol.OnlineSettings.SlotLimits;
import dev.dunlin.protocol.OnlineSettings.SlotPolicy;
import dev.dunlin.protocol.OnlineSettings.Trigger;
import dev.dunlin.protocol.Roles;
import dev.dunlin.protocol.VerifyMode;
import java.util.List;

/** The fields {@code settings} and {@code online} of a spec. */
final class SettingsFields {

    private static final int MOST_SECONDS = 7 * 24 * 3600;

    private SettingsFields() {}

    static MigrationSettings read(Fields document, MigrationMode mode) {
        Fields fields = document.object("settings");
        MigrationSettings usual = MigrationSettings.usual();
        int megabytes =
                fields.integer("chunkMegabytes", (int) (usual.chunkBytes() >> 20), 1, 64 << 10);
        MigrationSettings settings =
                new MigrationSettings(
                        fields.integer("parallelism", usual.parallelism(), 1, 64),
                        (long) megabytes << 20,
                        fields.choice("verify", VerifyMode.class, usual.verify()),
                        fields.flag("overwrite", usual.overwrite()),
                        fields.flag("owners", usual.owners()),
                        fields.flag("grants", usual.grants()),
                        fields.choice("roles", Roles.class, usual.roles()),
                        fields.integer("databasesAtOnce", usual.databasesAtOnce(), 1, 64),
                        online(document, mode));
        fields.end();
        return settings;
    }

    private static OnlineSettings online(Fields document, MigrationMode mode) {
        if (mode == MigrationMode.OFFLINE) {
            if (document.has("online")) {
                document.wrong("online", "has a meaning only with mode: online");
            }
            return OnlineSettings.DEFAULT;
        }
        Fields fields = document.object("online");
        CutoverTerms usual = CutoverTerms.DEFAULT;
        Trigger trigger = fields.choice("cutover", Trigger.class, Trigger.WAIT);
        CutoverTerms terms =
                new CutoverTerms(
                        fields.integer("maxLagSeconds", usual.maxLagSeconds(), 0, MOST_SECONDS),
                        fields.choice("fence", Fence.class, usual.fence()),
                        fields.integer("timeoutSeconds", usual.timeoutSeconds(), 1, MOST_SECONDS));
        int limit = fields.integer("slotLimitMegabytes", 0, 0, Integer.MAX_VALUE);
        SlotPolicy policy = fields.choice("slotPolicy", SlotPolicy.class, SlotPolicy.WARN);
        if (limit == 0 && fields.has("slotPolicy")) {
            fields.wrong("slotPolicy", "needs slotLimitMegabytes");
        }
        List<Gate> gates = fields.choices("gates", Gate.class);
        fields.end();
        return new OnlineSettings(
                trigger, terms, new SlotLimits((long) limit << 20, policy), gates);
    }
}
