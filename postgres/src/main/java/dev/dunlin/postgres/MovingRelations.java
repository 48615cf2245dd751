package dev.dunlin.postgres;

import dev.dunlin.protocol.TableName;
import dev.dunlin.protocol.TablePatterns;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which relations of a database move under the patterns, by the same rule for the dump, the plan,
 * sequences and counts. Patterns speak of tables; what follows a table goes with it:
 *
 * <ul>
 *   <li>a partition moves when a table above it is included, and stays when one is excluded;
 *   <li>the parents of a table that moves do too, since its definition needs them;
 *   <li>a sequence follows the table that owns it;
 *   <li>other relations of an included schema move, unless they read one that stays.
 * </ul>
 */
public final class MovingRelations {

    private final TablePatternMatcher matcher;
    private final List<String> schemas;
    private final Map<Long, Relation> all = new HashMap<>();
    private final Set<Long> moving = new HashSet<>();

    private MovingRelations(TablePatternMatcher matcher, List<String> schemas) {
        this.matcher = matcher;
        this.schemas = schemas;
    }

    /** Reads the catalog. */
    public static MovingRelations load(Connection connection, TablePatterns patterns)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            List<String> schemas = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery(SqlFile.named("schemas").text())) {
                while (rows.next()) {
                    schemas.add(rows.getString(1));
                }
            }
            List<Relation> relations = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery(SqlFile.named("relations").text())) {
                while (rows.next()) {
                    relations.add(Relation.read(rows));
                }
            }
            return of(new TablePatternMatcher(patterns), schemas, relations);
        }
    }

    static MovingRelations of(
            TablePatternMatcher matcher, List<String> schemas, List<Relation> relations) {
        MovingRelations result = new MovingRelations(matcher, schemas);
        relations.forEach(relation -> result.all.put(relation.oid(), relation));
        result.chooseTables();
        result.chooseOthers();
        return result;
    }

    private void chooseTables() {
        for (Relation relation : all.values()) {
            if (isTable(relation) && included(relation) && !excluded(relation)) {
                addWithParents(relation);
            }
        }
    }

    private static boolean isTable(Relation relation) {
        return relation.isTable() || relation.kind() == 'f';
    }

    private boolean included(Relation table) {
        return matcher.includes(table.name())
                || (table.partition() && parents(table).stream().anyMatch(this::included));
    }

    private boolean excluded(Relation table) {
        return matcher.excludes(table.name())
                || (table.partition() && parents(table).stream().anyMatch(this::excluded));
    }

    private List<Relation> parents(Relation table) {
        return table.parents().stream().filter(all::containsKey).map(all::get).toList();
    }

    private void addWithParents(Relation table) {
        if (moving.add(table.oid())) {
            parents(table).forEach(this::addWithParents);
        }
    }

    /** Sequences, and views until no more of them have to stay behind. */
    private void chooseOthers() {
        for (Relation relation : all.values()) {
            if (!isTable(relation)
                    && matcher.matchesSchema(relation.name().schema())
                    && relation.owners().stream().noneMatch(this::stays)) {
                moving.add(relation.oid());
            }
        }
        boolean changed = true;
        while (changed) {
            changed = moving.removeIf(oid -> reads(oid).stream().anyMatch(this::stays));
        }
    }

    private List<Long> reads(Long oid) {
        Relation relation = all.get(oid);
        return relation == null ? List.of() : relation.reads();
    }

    /** Whether the catalog had a relation with this oid when it was read. */
    public boolean knows(long oid) {
        return all.containsKey(oid);
    }

    /** Whether the relation with this oid is known and stays behind. */
    public boolean stays(long oid) {
        return all.containsKey(oid) && !moving.contains(oid);
    }

    /** Whether the relation with this oid moves. */
    public boolean moves(long oid) {
        return moving.contains(oid);
    }

    /** Relations that move and fulfil the condition, by schema and name. */
    public List<Relation> moving(Predicate<Relation> condition) {
        return sorted(relation -> moves(relation.oid()) && condition.test(relation));
    }

    /** Relations of moving schemas that stay, by schema and name. */
    public List<Relation> staying() {
        return sorted(
                relation ->
                        !moves(relation.oid())
                                && !relation.extensionMember()
                                && movingSchemas().contains(relation.name().schema()));
    }

    private List<Relation> sorted(Predicate<Relation> condition) {
        return all.values().stream()
                .filter(condition)
                .sorted(Comparator.comparing(relation -> relation.name().quoted()))
                .toList();
    }

    /** Schemas of which something moves. */
    public Set<String> movingSchemas() {
        Set<String> names = new HashSet<>();
        schemas.stream().filter(matcher::matchesSchema).forEach(names::add);
        moving.forEach(
                oid -> {
                    Relation relation = all.get(oid);
                    if (relation != null) {
                        names.add(relation.name().schema());
                    }
                });
        return names;
    }

    /** Schemas of which nothing moves. */
    public List<String> stayingSchemas() {
        Set<String> names = movingSchemas();
        return schemas.stream().filter(schema -> !names.contains(schema)).toList();
    }

    /** Patterns that match no table, as the user wrote them. */
    public List<String> unmatchedPatterns() {
        List<TableName> tables =
                all.values().stream().filter(MovingRelations::isTable).map(Relation::name).toList();
        return matcher.unmatched(tables, schemas);
    }
}
