package dev.dunlin.sink;

import dev.dunlin.postgres.Concerned;
import dev.dunlin.protocol.MigrationSpec;
import dev.dunlin.protocol.ServerFacts.DatabaseFacts;
import dev.dunlin.protocol.Severity;
import dev.dunlin.protocol.TableName;
import dev.dunlin.protocol.check.Checklist;
import dev.dunlin.protocol.check.Result;
import java.util.ArrayList;
import java.util.List;

/** Whether a server has what a source's database needs: extensions, collations, rights, space. */
final class DatabaseNeeds {

    private final TargetServer server;
    private final MigrationSpec spec;
    private final Checklist findings;

    DatabaseNeeds(TargetServer server, MigrationSpec spec, Checklist findings) {
        this.server = server;
        this.spec = spec;
        this.findings = findings;
    }

    void look(DatabaseFacts facts) {
        String scope = facts.name();
        extensions(facts, scope);
        findings.add(
                TargetCheck.COLLATIONS,
                scope,
                Concerned.of(
                        facts.collations().stream()
                                .map(TableName::name)
                                .filter(name -> !server.collations().contains(name))
                                .toList(),
                        Severity.FAILED,
                        "collations of the source that the target does not know",
                        "install the locales there and run pg_import_system_collations"));
        findings.add(TargetCheck.COLLATION_VERSIONS, scope, sorting(facts));
        findings.add(
                TargetCheck.POWERS,
                scope,
                Concerned.of(
                        server.rights().superuser() ? List.of() : facts.further().powers(),
                        Severity.WARNING,
                        "objects that only a superuser can make, which "
                                + spec.target().user()
                                + " is not",
                        TargetCheck.POWERS.description().remedy()));
        findings.add(
                TargetCheck.DISK,
                scope,
                Result.good(
                                "the target needs about %d MB; what is free there cannot be seen"
                                        .formatted(facts.bytes() * 5 / 4 / 1_000_000))
                        .seenBy("the source has " + facts.bytes() / 1_000_000 + " MB"));
    }

    private void extensions(DatabaseFacts facts, String scope) {
        List<String> missing = new ArrayList<>();
        List<String> differing = new ArrayList<>();
        facts.extensions()
                .forEach(
                        (name, version) -> {
                            String available = server.extensions().get(name);
                            if (available == null) {
                                missing.add(name);
                            } else if (!available.equals(version)) {
                                differing.add(name + " " + version + " → " + available);
                            }
                        });
        findings.add(
                TargetCheck.EXTENSIONS,
                scope,
                Concerned.of(
                        missing,
                        Severity.FAILED,
                        "extensions of the source that cannot be installed on the target",
                        "install their packages on the target, or drop the extensions on the"
                                + " source"));
        findings.add(
                TargetCheck.EXTENSION_VERSIONS,
                scope,
                Concerned.of(
                        differing,
                        Severity.WARNING,
                        "extensions that get another version",
                        "read their release notes"));
        var loaded = server.parameters().get("shared_preload_libraries");
        findings.add(
                TargetCheck.PRELOAD,
                scope,
                PreloadedExtension.result(
                        facts.extensions().keySet(), loaded == null ? "" : loaded.value()));
    }

    private Result sorting(DatabaseFacts facts) {
        List<String> differing = new ArrayList<>();
        facts.further()
                .collationVersions()
                .forEach(
                        (provider, version) -> {
                            String here = server.sortingLibraries().get(provider);
                            if (here != null && !here.equals(version)) {
                                differing.add(provider + " " + version + " → " + here);
                            }
                        });
        return Concerned.of(
                differing,
                Severity.WARNING,
                "libraries that sort text in another version: its order may differ",
                TargetCheck.COLLATION_VERSIONS.description().remedy());
    }
}
