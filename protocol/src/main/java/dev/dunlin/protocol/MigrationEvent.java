package dev.dunlin.protocol;

/**
 * Something that happened, for people and automation. Topic {@link Topics#EVENTS}, key: migration
 * name.
 *
 * @param kind stable and kebab-case, for example {@code state-changed} or {@code table-loaded}
 * @param subject database or table it is about, empty for the migration
 */
public record MigrationEvent(
        MigrationName migration, String at, String kind, String subject, String detail) {}
