package dev.dunlin.protocol;

/**
 * A value set with {@code ALTER DATABASE … SET}, or with {@code ALTER ROLE … IN DATABASE … SET}.
 *
 * @param role empty when it is for everybody
 */
public record DatabaseSetting(String role, String name, String value) {}
