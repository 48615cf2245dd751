package dev.dunlin.sink;

import dev.dunlin.postgres.archive.ArchiveEntry;
import dev.dunlin.postgres.archive.SqlStatements;
import dev.dunlin.protocol.MigrationSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which statements of an entry are run on a target: everything, but owners only where they are
 * wanted and their role can be assigned, and privileges only where they are wanted.
 *
 * @param owners whether objects get their source owners
 * @param grants whether privileges are restored
 */
record EntryStatements(
        boolean owners, boolean grants, TargetRoles roles, RestoreWarnings warnings) {

    static EntryStatements of(
            MigrationSettings settings, TargetRoles roles, RestoreWarnings warnings) {
        return new EntryStatements(settings.owners(), settings.grants(), roles, warnings);
    }

    /**
     * One statement, or several that must not be parted.
     *
     * @param owner the role it hands the object to; empty for every other statement
     */
    record Part(String sql, Optional<String> owner) {
        static Part of(String sql) {
            return new Part(sql, Optional.empty());
        }
    }

    /** Whether the entry is about privileges, which name roles. */
    static boolean isGrant(ArchiveEntry entry) {
        return entry.kind().equals("ACL") || entry.kind().equals("DEFAULT ACL");
    }

    /** What to run for an entry, in order; nothing for an entry that is not wanted. */
    List<Part> parts(ArchiveEntry entry, String sql) {
        if (isGrant(entry)) {
            return grants ? SqlStatements.split(sql).stream().map(Part::of).toList() : List.of();
        }
        SqlStatements.Owned owned = SqlStatements.withoutOwner(sql);
        List<Part> parts = new ArrayList<>();
        if (!entry.preamble().isEmpty()) {
            parts.add(Part.of(entry.preamble()));
        }
        if (!owned.sql().isBlank()) {
            parts.add(Part.of(owned.sql()));
        }
        owned.owner()
                .filter(_ -> owners)
                .ifPresent(
                        role ->
                                addOwner(
                                        entry,
                                        new Part(owned.assignment(), Optional.of(role)),
                                        parts));
        return parts;
    }

    private void addOwner(ArchiveEntry entry, Part assignment, List<Part> parts) {
        String role = assignment.owner().orElseThrow();
        if (roles.assignable().contains(role)) {
            parts.add(assignment);
        } else {
            warnings.ownerLeftOut(role, entry.kind() + " " + entry.label());
        }
    }
}
