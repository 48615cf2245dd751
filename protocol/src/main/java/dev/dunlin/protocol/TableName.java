package dev.dunlin.protocol;

/** A relation's schema and name exactly as the catalog holds them: neither quoted nor folded. */
public record TableName(String schema, String name) {

    /** Quoted as SQL writes it, for messages to people and for statements. */
    public String quoted() {
        return quote(schema) + "." + quote(name);
    }

    /** One identifier quoted so that PostgreSQL reads it back unchanged. */
    public static String quote(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    @Override
    public String toString() {
        return schema + "." + name;
    }
}
